import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import type { Work } from '../progress.ts';
import { plainFile } from '../store/file-source.ts';
import { clipFault } from './clip-file.ts';
import { ffmpegArguments, runFfmpeg } from './ffmpeg.ts';
import type { PairPlan } from './pair-plan.ts';
import { pngFilm } from './png-film.ts';

/** Even pixels of one half, and of the strip above both that holds their names. */
export interface PairShape {
  readonly width: number;
  readonly height: number;
  readonly strip: number;
}

/** A file that goes in: where it is, and what the recipe calls it. */
interface PairInput {
  readonly path: string;
  readonly name: string;
}

export interface PairRequest {
  readonly clip: PairInput;
  readonly companion: PairInput;
  /** A film of one picture, as {@link stillFilm} makes it: names above, and what stands where nothing is shown. */
  readonly labels: PairInput;
  readonly plan: PairPlan;
  readonly shape: PairShape;
  /** Whether the clip has sound: its packets are taken over as they are, so that nothing is heard which it hides. */
  readonly sound: boolean;
  /** Where the film is written; the caller owns the file. */
  readonly out: string;
  readonly work: Work;
}

export interface MadePair {
  readonly sha256: string;
  readonly bytes: number;
  /** ffmpeg's arguments, with the names of the inputs, and `FILM` for the film. */
  readonly arguments: readonly string[];
}

const MICROSECONDS = 1_000_000;
const MOST_SIDE = { width: 1280, height: 720 };
/** Below this, the names above would not be read. */
const LEAST_WIDTH = 480;
const STRIP = 40;
/** Two recordings of 4K and what the scaler holds of them. */
const MEMORY = 2 ** 31;
const LEAST_LIMIT_MS = 120_000;
const MS_PER_FRAME = 2000;

/** Halves in the shape of the exhibit's picture, no larger than a screen shows side by side. */
export function pairShape({ width, height }: { readonly width: number; readonly height: number }): PairShape {
  const scale = Math.min(Math.max(1, LEAST_WIDTH / width), MOST_SIDE.width / width, MOST_SIDE.height / height);
  const even = (side: number) => Math.max(64, 2 * Math.round((side * scale) / 2));
  return { width: even(width), height: even(height), strip: STRIP };
}

/** One picture as a film that ffmpeg shows as long as it is wanted. */
export const stillFilm = (png: Buffer, size: { readonly width: number; readonly height: number }) =>
  pngFilm({ ...size, timescale: MICROSECONDS, end: 1 }, one(png));

async function* one(png: Buffer) {
  yield { png, at: 0 };
}

/**
 * Puts two clips side by side. The exhibit's own pictures lead: there is exactly one picture for each, at its own time.
 * @throws AppError verification_failed, ffmpeg_failed, cancelled
 */
export async function makePair(program: string | null, request: PairRequest): Promise<MadePair> {
  const { clip, companion, labels, plan, out, work } = request;
  const given = { demuxer: 'mov', decoders: null } as const;
  const input = { ...given, file: plainFile(clip.path), films: [labels.path], clips: [companion.path] };
  const ended = await runFfmpeg(program, {
    input,
    args: ffmpegArguments(input, [outputOf(request, out)]),
    limitMs: LEAST_LIMIT_MS + plan.frames.length * MS_PER_FRAME,
    memoryBytes: MEMORY,
    writesFile: true,
    signal: work.signal,
  });
  if (ended.code !== 0) {
    const text =
      'ffmpeg could not put the two recordings side by side. Check that there is room on the disk, or take the companion off this exhibit, then try again.';
    throw new AppError('ffmpeg_failed', text);
  }
  const fault = await clipFault(out, plan.frames.length);
  if (fault !== null) {
    const text = `The film of two recordings is not exact: ${fault}. It was not kept; report this as a defect.`;
    throw new AppError('verification_failed', text);
  }
  const named = { ...given, file: plainFile(clip.name), films: [labels.name], clips: [companion.name] };
  const recipe = ffmpegArguments(named, [outputOf(request, 'FILM')]).map((each) => each.replace(/^file:/, ''));
  return { ...(await hashOf(out)), arguments: recipe };
}

const outputOf = (request: PairRequest, target: string) => ({
  options: [
    ...['-filter_complex', pairGraph(request), '-map', '[pair]'],
    ...['-fps_mode', 'passthrough', '-enc_time_base', `1:${MICROSECONDS}`],
    // As clips are made, for the same reasons: see clip-output.ts.
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-bf', '0', '-flags:v', '+bitexact', '-bsf:v', 'filter_units=remove_types=6'],
    ...(request.sound ? ['-map', '0:a:0', '-c:a', 'copy'] : ['-an']),
    ...['-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
    ...['-metadata:s:v:0', 'encoder=H.264', '-video_track_timescale', String(MICROSECONDS)],
    ...['-movflags', '+faststart', '-write_tmcd', '0', '-f', 'mp4'],
  ],
  target,
});

/**
 * The companion is laid upon a picture that says that there is none: it shows before the first frame and, by a last one
 * that is transparent, behind the last. Not by `enable`, which filters with two inputs ask of the frames of both.
 */
function pairGraph({ plan, shape: { width, height, strip } }: PairRequest): string {
  const clock = `settb=1/${MICROSECONDS}`;
  const fitted = [
    'scale=w=iw*sar:h=ih,setsar=1',
    `scale=w=${width}:h=${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:out_color_matrix=bt709:out_range=tv`,
    'format=yuv420p',
  ].join(',');
  const within = (w: number, h: number, top: number) =>
    `pad=w=${w}:h=${h}:x=(${width}-iw)/2:y=${top}+(${height}-ih)/2:color=${GROUND}`;
  const { tail, times } = endOf(plan);
  return [
    `[0:v]${clock},${fitted},${within(2 * width, height + strip, strip)}[own]`,
    `[2:v]${clock},${fitted},${within(width, height, 0)},format=yuva420p${tail},setpts='${times}'[other]`,
    '[own][1:v]overlay=x=0:y=0:eof_action=repeat[named]',
    `[named][other]overlay=x=${width}:y=${strip}:eof_action=repeat,${TAGS}[pair]`,
  ].join(';');
}

/** How the companion ends, and the times of its pictures: all shifted alike, but for the one that ends it. */
function endOf({ frames, first, last, shift, endsAt }: PairRequest['plan']): { tail: string; times: string } {
  const shifted = `PTS+(${shift})`;
  if (frames.at(-1) !== null || endsAt === null) return { tail: '', times: shifted };
  const count = last - first + 1;
  return { tail: ',tpad=stop=1:stop_mode=add:color=black@0', times: `if(eq(N,${count}),${endsAt},${shifted})` };
}

const GROUND = '0x26282b';
const TAGS = 'format=yuv420p,setparams=range=tv:colorspace=bt709,setfield=prog';

async function hashOf(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
