import { AAC_FRAME, type AacShape } from './aac-frames.ts';
import { box, fullBox, longWords, ownData, UNITY, u16, u32, words } from './iso-boxes.ts';

/** Where the frames of a sound lie in its file, run by run. */
export interface SoundLayout {
  readonly shape: AacShape;
  /** Bytes of every frame, in order. */
  readonly sizes: readonly number[];
  /** One for each run: its place in the file and the number of its frames. */
  readonly runs: readonly { readonly offset: number; readonly frames: number }[];
}

export const fileType = (): Buffer => box('ftyp', Buffer.from('M4A \0\0\x02\0M4A isommp42', 'latin1'));

/**
 * The tables of a sound file of one track. All times are in samples. Its first frame only fills the decoder (the
 * encoder's delay), so an edit list lets time 0 be the sample after it.
 */
export function soundTables(layout: SoundLayout): Buffer {
  const { shape, sizes } = layout;
  const samples = sizes.length * AAC_FRAME;
  const shown = samples - AAC_FRAME;
  const mvhd = fullBox(
    'mvhd',
    0,
    u32(0, 0, shape.sampleRate, shown, 0x10000),
    u16(0x100, 0),
    u32(0, 0),
    UNITY,
    u32(0, 0, 0, 0, 0, 0, 2),
  );
  const tkhd = fullBox('tkhd', 3, u32(0, 0, 1, 0, shown, 0, 0), u16(0, 0, 0x100, 0), UNITY, u32(0, 0));
  const edits = box('edts', fullBox('elst', 0, u32(1, shown, AAC_FRAME, 0x10000)));
  const mdhd = fullBox('mdhd', 0, u32(0, 0, shape.sampleRate, samples), u16(0x55c4, 0));
  const handler = fullBox('hdlr', 0, u32(0), Buffer.from('soun'), u32(0, 0, 0), Buffer.from('\0'));
  const information = box('minf', fullBox('smhd', 0, u32(0)), ownData(), sampleTables(layout));
  return box('moov', mvhd, box('trak', tkhd, edits, box('mdia', mdhd, handler, information)));
}

function sampleTables({ shape, sizes, runs }: SoundLayout): Buffer {
  const entry = box(
    'mp4a',
    ...[u32(0), u16(0, 1), u32(0, 0), u16(shape.channels, 16, 0, 0), u32(shape.sampleRate * 0x10000)],
    elementaryStream(shape.config),
  );
  // A run is described once for all that follow with the same number of frames.
  const changes = runs.filter(({ frames }, i) => frames !== runs[i - 1]?.frames);
  const perRun = changes.map((run) => u32(runs.indexOf(run) + 1, run.frames, 1));
  return box(
    'stbl',
    fullBox('stsd', 0, u32(1), entry),
    fullBox('stts', 0, u32(1, sizes.length, AAC_FRAME)),
    fullBox('stsc', 0, u32(changes.length), ...perRun),
    fullBox('stsz', 0, u32(0, sizes.length), words(sizes)),
    fullBox('co64', 0, u32(runs.length), longWords(runs.map(({ offset }) => offset))),
  );
}

/** ES_Descriptor (ISO/IEC 14496-1, 7.2.6.5) of an AAC stream. */
function elementaryStream(config: Buffer): Buffer {
  const tagged = (tag: number, ...content: readonly Buffer[]) => {
    const bytes = Buffer.concat(content);
    return Buffer.concat([Buffer.from([tag, bytes.length]), bytes]);
  };
  // 0x40: MPEG-4 audio; 0x15: an audio stream. Rates are not stated.
  const decoder = tagged(4, Buffer.from([0x40, 0x15, 0, 0, 0]), u32(0, 0), tagged(5, config));
  return fullBox('esds', 0, tagged(3, u16(1), Buffer.from([0]), decoder, tagged(6, Buffer.from([2]))));
}
