import type { SoundRedaction } from '../../../shared/annotation.ts';
import { plainFile } from '../store/file-source.ts';
import { BURNT, type BurnLayer, burnGraph } from './burn-graph.ts';
import { type ClipPictures, clipFilters, fieldsOf, pictureNotes, timescaleOf } from './clip-picture.ts';
import { silencingFilter, voiceNotes } from './clip-silence.ts';
import { soundFilters, soundFits, soundNotes, usableSound } from './clip-sound.ts';
import { countingOptions, selectionOf } from './decode-range.ts';
import { filmOf } from './dump-parser.ts';
import { type FfmpegOutput, FIRST_FILM, ffmpegArguments } from './ffmpeg.ts';
import type { PictureOrigin } from './pictures.ts';
import type { Opened } from './probe.ts';

/** Frames first..last of an original, and what opening it told. */
export interface ClipSource {
  readonly origin: PictureOrigin;
  readonly opened: Opened;
  readonly first: number;
  readonly last: number;
  /** What is burnt in: films in the order in which they are, and what is not to be heard. */
  readonly layers: readonly BurnLayer[];
  readonly silenced: readonly SoundRedaction[];
}

const KBIT_PER_CHANNEL = 96;
const LEAST_KBIT = 160;

const picturesOf = ({ origin: { index }, opened, first, last }: ClipSource): ClipPictures => ({
  ...{ index, first, last },
  film: filmOf(opened.dump),
});

/** True when there is sound that can be laid beside these pictures; whether it decodes is seen when it is tried. */
export const hasSound = ({ origin: { index }, opened, first, last }: ClipSource): boolean =>
  usableSound(opened) !== null && soundFits(index, first, last);

/** How ffmpeg makes the clip out of the frames that `selection` lets pass. */
export function clipOutput(source: ClipSource, selection: string, withSound: boolean, target: string): FfmpegOutput {
  const pictures = picturesOf(source);
  const timescale = String(timescaleOf(source.origin.index.timeBase));
  const fields = fieldsOf(pictures) === 'progressive' ? '' : '+ildct+ilme';
  return {
    options: [
      // No -frames:v here: ffmpeg would end the sound with the last picture. The selection ends the pictures.
      ...pictureOptions(selection, pictures, source.layers),
      ...['-fps_mode', 'passthrough', '-enc_time_base', `1:${timescale}`],
      // No B-frames: presentation begins with the first packet, and no edit list has to hide a delay.
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
      ...['-bf', '0'],
      // The encoder's settings would name its version in every file; SEI (type 6) carries nothing that a player needs.
      ...['-flags:v', `+bitexact${fields}`, '-bsf:v', 'filter_units=remove_types=6'],
      ...(withSound ? soundOptions(source) : ['-an']),
      ...['-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
      // Otherwise ffmpeg writes its own name as the compressor.
      ...['-metadata:s:v:0', 'encoder=H.264'],
      ...['-video_track_timescale', timescale, '-movflags', '+faststart', '-write_tmcd', '0', '-f', 'mp4'],
    ],
    target,
  };
}

const pictureOptions = (selection: string, pictures: ClipPictures, layers: readonly BurnLayer[]): string[] =>
  layers.length === 0
    ? ['-map', FIRST_FILM, '-vf', clipFilters(selection, pictures)]
    : ['-filter_complex', burnGraph(selection, pictures, layers), '-map', BURNT];

function soundOptions({ origin: { index }, opened, first, last, silenced }: ClipSource): string[] {
  const sound = usableSound(opened);
  const filters = [
    soundFilters(index, first, last, sound?.sampleRate ?? 48_000),
    ...silencingFilter(index, first, last, sound?.sampleRate ?? 48_000, silenced),
  ].join(',');
  const kbit = Math.max(LEAST_KBIT, KBIT_PER_CHANNEL * channelsOf(sound?.description ?? ''));
  return ['-map', '0:a:0', '-af', filters, '-c:a', 'aac', '-b:a', `${kbit}k`, '-flags:a', '+bitexact'];
}

/** Channels that a stream's description names as a layout: `5.1(side)` are six. */
function channelsOf(description: string): number {
  const layout = /\b(\d)\.(\d)\b/.exec(description);
  if (layout) return Number(layout[1]) + Number(layout[2]);
  return Number(/\b(\d+) channels/.exec(description)?.[1] ?? 2);
}

/** What a third party passes to ffmpeg to make the clip again, from the start of the original. */
export function clipRecipe(source: ClipSource, withSound: boolean): string[] {
  const { first, last, origin } = source;
  const selection = selectionOf(origin.index, first, last);
  const output = clipOutput(source, selection, withSound, 'CLIP');
  const options = countingOptions(origin.index, selection);
  // The allow-list of decoders protects this machine and changes no picture; a third party need not copy it.
  const films = source.layers.map(({ name }) => name);
  const input = { file: plainFile('ORIGINAL'), demuxer: origin.input.demuxer, decoders: null, options, films };
  return ffmpegArguments(input, [output]).map((argument) => argument.replace(/^file:/, ''));
}

/** Where the clip is not as the source is: range, matrix, pixel format, size, times, sound. */
export const clipNotes = (source: ClipSource, withSound: boolean): Record<string, string> => ({
  ...pictureNotes(picturesOf(source)),
  ...soundNotes(source.opened, withSound, soundFits(source.origin.index, source.first, source.last)),
  ...(withSound ? voiceNotes(source.silenced) : {}),
});
