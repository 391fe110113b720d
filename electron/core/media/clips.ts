import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { assertFrame } from '../../../shared/frames.ts';
import type { Work } from '../progress.ts';
import { clipFilters, timescaleOf } from './clip-picture.ts';
import { soundFilters, usableSound } from './clip-sound.ts';
import { decodeRange, selectionOf } from './decode-range.ts';
import { filmOf } from './dump-parser.ts';
import { type FfmpegOutput, FIRST_FILM, ffmpegArguments, runFfmpeg } from './ffmpeg.ts';
import type { MadeClip } from './media.ts';
import { differs } from './picture-source.ts';
import type { PictureOrigin } from './pictures.ts';
import type { Opened } from './probe.ts';

/** Sound decoders need some packets before the cut until their output is right (AAC one, Opus 80 ms, MP3 a few). */
const PREROLL_SECONDS = 1;

export interface ClipRequest {
  readonly origin: PictureOrigin;
  readonly opened: Opened;
  readonly first: number;
  readonly last: number;
  /** Where the clip is written; the caller owns the file. */
  readonly out: string;
  readonly work: Work;
}

/**
 * Makes an exact excerpt: a re-encode that holds pictures first..last and the sound of that interval, and nothing else
 * that an edit list could hide (domain, B3). Every source picture is proven by MD5 on the way, and the finished file is
 * decoded again and counted. @throws AppError frame_out_of_range, verification_failed, ffmpeg_failed, cancelled
 */
export async function makeClip(request: ClipRequest): Promise<MadeClip> {
  const { origin, opened, first, last, out } = request;
  assertFrame(first, origin.index.pts.length, 'The first frame');
  assertFrame(last, origin.index.pts.length, 'The last frame');
  if (last < first)
    throw new AppError('invalid_input', `A clip cannot end at frame ${last}, before it begins at frame ${first}.`, {
      first,
      last,
    });
  const sound = usableSound(opened);
  const sounding = sound === null ? null : await tryClip(request, true);
  const frameMd5 = sounding ?? (await tryClip(request, false));
  const withSound = sounding !== null;
  if (frameMd5 === null)
    throw new AppError(
      'ffmpeg_failed',
      'ffmpeg could not make the clip. Check that there is room on the disk and that ffmpeg has the encoder libx264, then try again.',
    );
  await assertExact(request, last - first + 1);
  const { sha256, bytes } = await hashOf(out);
  return {
    sha256,
    bytes,
    frameMd5,
    arguments: recipe(request, withSound),
    hasAudio: withSound,
  };
}

/** One attempt at the whole clip: MD5s of its pictures; null when ffmpeg failed, as it does on sound that does not decode. */
async function tryClip(request: ClipRequest, withSound: boolean): Promise<readonly string[] | null> {
  const { origin, first, last, work } = request;
  const count = last - first + 1;
  const { firstDifference, md5, ended } = await decodeRange({
    ...origin,
    first,
    last,
    prerollSeconds: withSound ? PREROLL_SECONDS : 0,
    signal: work.signal,
    outputs: (selection) => [clipOutput(request, selection, withSound, request.out)],
    onProven: (n) => work.onStep({ step: 'Making the clip', done: n - first + 1, total: count, unit: 'frames' }),
  });
  if (firstDifference !== null && ended?.code === 0) throw differs(firstDifference);
  if (firstDifference !== null && ended === null) throw differs(firstDifference);
  return ended?.code === 0 ? md5 : null;
}

function clipOutput(
  { origin, opened, first, last }: ClipRequest,
  selection: string,
  withSound: boolean,
  target: string,
): FfmpegOutput {
  const { index } = origin;
  const sound = usableSound(opened);
  const filters = clipFilters(selection, index, first, filmOf(opened.dump));
  const timescale = timescaleOf(index.timeBase);
  const audio =
    withSound && sound !== null
      ? [
          '-map',
          '0:a:0',
          '-af',
          soundFilters(index, first, last, sound.sampleRate ?? 48_000),
          '-c:a',
          'aac',
          '-b:a',
          '160k',
          '-flags:a',
          '+bitexact',
        ]
      : ['-an'];
  return {
    options: [
      // No -frames:v here: ffmpeg would end the sound with the last picture. The selection ends the pictures.
      ...['-map', FIRST_FILM, '-vf', filters],
      ...['-fps_mode', 'passthrough', '-enc_time_base', `1:${timescale}`],
      // No B-frames: presentation begins with the first packet, and no edit list has to hide a delay.
      ...[
        '-c:v',
        'libx264',
        '-preset',
        'veryfast',
        '-crf',
        '18',
        '-profile:v',
        'high',
        '-pix_fmt',
        'yuv420p',
        '-bf',
        '0',
      ],
      // The encoder's settings would name its version in every file; SEI (type 6) carries nothing that a player needs.
      ...['-flags:v', '+bitexact', '-bsf:v', 'filter_units=remove_types=6'],
      ...audio,
      ...['-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
      // Otherwise ffmpeg writes its own name as the compressor.
      ...['-metadata:s:v:0', 'encoder=H.264'],
      ...['-video_track_timescale', String(timescale), '-movflags', '+faststart', '-write_tmcd', '0', '-f', 'mp4'],
    ],
    target,
  };
}

/** What a third party passes to ffmpeg to make the clip again, from the start of the original. */
function recipe(request: ClipRequest, withSound: boolean): string[] {
  const { first, last, origin } = request;
  const selection = selectionOf(origin.index, first, last);
  const output = clipOutput(request, selection, withSound, 'CLIP');
  const input = { path: 'ORIGINAL', demuxer: origin.input.demuxer };
  return ffmpegArguments(input, [output]).map((argument) => (argument === 'file:ORIGINAL' ? 'ORIGINAL' : argument));
}

/** Decodes the finished clip with edit lists ignored, and counts its packets with them obeyed: both must be exact. */
async function assertExact({ origin, out, work }: ClipRequest, count: number): Promise<void> {
  const stored = await countRows(origin, out, ['-ignore_editlist', '1'], [], work);
  const shown = await countRows(origin, out, [], ['-c', 'copy'], work);
  if (stored !== count || shown !== count)
    throw new AppError(
      'verification_failed',
      `The finished clip holds ${stored} pictures and shows ${shown}, but ${count} were asked for. It was not kept; report this as a defect.`,
      { stored, shown, count },
    );
}

async function countRows(
  { program }: PictureOrigin,
  path: string,
  input: string[],
  output: string[],
  work: Work,
): Promise<number> {
  const rows = {
    options: ['-map', '0:v:0', ...output, '-fps_mode', 'passthrough', '-f', 'framemd5'],
    target: 'pipe:1',
  };
  let count = 0;
  let rest = '';
  const ended = await runFfmpeg(program, {
    args: ffmpegArguments({ path, demuxer: 'mov', options: input }, [rows]),
    limitMs: 30 * 60_000,
    signal: work.signal,
    onStdout: (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('0,')) count++;
    },
  });
  return ended.code === 0 ? count : -1;
}

async function hashOf(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
