import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { assertFrame } from '../../../shared/frames.ts';
import type { Work } from '../progress.ts';
import { plainFile } from '../store/file-source.ts';
import { clipFault } from './clip-file.ts';
import { type ClipSource, clipNotes, clipOutput, clipRecipe, hasSound } from './clip-output.ts';
import { decodeRange } from './decode-range.ts';
import { ffmpegArguments, runFfmpeg } from './ffmpeg.ts';
import type { MadeClip } from './media.ts';
import { differs } from './picture-source.ts';
import type { PictureOrigin } from './pictures.ts';
import { someOf, stillCollector, stillOutput } from './stills.ts';

/** Sound decoders need some packets before the cut until their output is right (AAC one, Opus 80 ms, MP3 a few). */
const PREROLL_SECONDS = 1;

export interface ClipRequest extends ClipSource {
  /** Where the clip is written; the caller owns the file. */
  readonly out: string;
  readonly work: Work;
  /** Frames of it, ascending, whose stills are made on the way where nothing is burnt in. */
  readonly stills: readonly number[];
}

/**
 * Makes an exact excerpt: a re-encode that holds pictures first..last and the sound of that interval, and nothing else
 * that an edit list could hide (domain, B3). Every source picture is proven by MD5 on the way, and the tables of the
 * finished file are read. @throws AppError frame_out_of_range, verification_failed, ffmpeg_failed, cancelled
 */
export async function makeClip(request: ClipRequest): Promise<MadeClip> {
  const { origin, first, last, out } = request;
  assertFrame(first, origin.index.pts.length, 'The first frame');
  assertFrame(last, origin.index.pts.length, 'The last frame');
  if (last < first)
    throw new AppError('invalid_input', `A clip cannot end at frame ${last}, before it begins at frame ${first}.`, {
      first,
      last,
    });
  const sounding = hasSound(request) ? await tryClip(request, true) : null;
  const made = sounding ?? (await tryClip(request, false));
  const withSound = sounding !== null;
  if (made === null)
    throw new AppError(
      'ffmpeg_failed',
      'ffmpeg could not make the clip. Check that there is room on the disk and that ffmpeg has the encoder libx264, then try again.',
    );
  await assertExact(request, last - first + 1);
  const { sha256, bytes } = await hashOf(out);
  return {
    ...{ sha256, bytes, ...made },
    arguments: clipRecipe(request, withSound),
    notes: clipNotes(request, withSound),
    hasAudio: withSound,
    films: request.layers,
  };
}

/** One attempt at the whole clip; null when ffmpeg failed, as it does on sound that does not decode. */
async function tryClip(
  request: ClipRequest,
  withSound: boolean,
): Promise<Pick<MadeClip, 'frameMd5' | 'stills'> | null> {
  const { origin, first, last, work } = request;
  const count = last - first + 1;
  const burns = request.layers.length > 0;
  // ffmpeg serves first the output that lags, and stills, which have no clock, always do: pictures would pile up before
  // filters that wait for a film as well (measured: four times the memory for 250 pictures).
  const chosen = burns || request.stills.length === 0 ? null : someOf(origin.index, first, request.stills);
  const stills = stillCollector(chosen === null ? [] : request.stills);
  const made = await decodeRange({
    ...origin,
    ...(burns ? { input: { ...origin.input, films: request.layers.map(({ path }) => path) } } : {}),
    first,
    last,
    use: burns ? 'burn' : 'encode',
    writesFile: true,
    prerollSeconds: withSound ? PREROLL_SECONDS : 0,
    signal: work.signal,
    outputs: (selection) => [
      clipOutput(request, selection, withSound, request.out),
      ...(chosen === null ? [] : [stillOutput(`${selection},${chosen}`)]),
    ],
    onAttempt: stills.reset,
    onStdout: stills.push,
    onProven: (n) => work.onStep({ step: 'Making the clip', done: n - first + 1, total: count, unit: 'frames' }),
  }).catch((error: unknown) => {
    // A decoder of the sound may be what broke: the pictures alone get another try.
    if (withSound && error instanceof AppError && error.code === 'ffmpeg_failed') return null;
    throw error;
  });
  if (made === null) return null;
  const { firstDifference, md5, ended } = made;
  if (firstDifference !== null && ended?.code === 0) throw differs(firstDifference);
  if (firstDifference !== null && ended === null) throw differs(firstDifference);
  return ended?.code === 0 ? { frameMd5: md5, stills: provenStills(request, stills.take(), md5) } : null;
}

function provenStills(
  { origin, first }: ClipRequest,
  pngs: ReadonlyMap<number, Buffer> | null,
  md5: readonly string[],
): MadeClip['stills'] {
  const frameOf = (n: number) => ({ n, pts: origin.index.pts[n] ?? 0, md5: md5[n - first] ?? '' });
  return new Map([...(pngs ?? [])].map(([n, png]) => [n, { png, frame: frameOf(n) }]));
}

/**
 * Without B-frames every packet is one picture, so counting them needs no decode: the tables must name exactly these and
 * own every byte, and a reader that obeys edit lists must come to the same count.
 */
async function assertExact({ origin, out, work }: ClipRequest, count: number): Promise<void> {
  const fault = await clipFault(out, count);
  const shown = fault === null ? await countPackets(origin, out, work) : count;
  if (fault !== null || shown !== count)
    throw new AppError(
      'verification_failed',
      `The finished clip is not exact: ${fault ?? `a player is shown ${shown} pictures instead of ${count}`}. It was not kept; report this as a defect.`,
      { shown, count },
    );
}

async function countPackets({ program }: PictureOrigin, path: string, work: Work): Promise<number> {
  const rows = { options: ['-map', '0:v:0', '-c', 'copy', '-f', 'framecrc'], target: 'pipe:1' };
  const input = { file: plainFile(path), demuxer: 'mov', decoders: null };
  const { code, stdout } = await runFfmpeg(program, {
    input,
    args: ffmpegArguments(input, [rows]),
    limitMs: 30 * 60_000,
    signal: work.signal,
  });
  return code === 0 ? (stdout.toString('latin1').match(/^0,/gm)?.length ?? 0) : -1;
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
