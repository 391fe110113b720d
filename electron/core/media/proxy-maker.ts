import { AppError } from '../../../shared/errors.ts';
import type { Work } from '../progress.ts';
import type { Store } from '../store/store.ts';
import { seeksAreVain } from './decode-range.ts';
import { type DumpStream, filmOf } from './dump-parser.ts';
import { differs } from './picture-source.ts';
import type { PictureOrigin } from './pictures.ts';
import type { PreparedNames } from './prepared-names.ts';
import type { Opened } from './probe.ts';
import { type PassEnd, runProxyPass } from './proxy-pass.ts';
import { chunkCount, framesInChunk, nextPass } from './proxy-plan.ts';
import { CHUNK_FRAMES, matrixOf, type Size } from './proxy-shape.ts';
import type { ReaderPosition } from './reader-position.ts';

/** A reader who stands this many chunks ahead of the work is reached soon enough without a new start. */
const SOON = 1;

export interface ProxyRequest {
  readonly origin: PictureOrigin;
  readonly opened: Opened;
  readonly store: Pick<Store, 'writeDerived' | 'removeDerived'>;
  readonly size: Size;
  readonly names: PreparedNames;
  /** Chunks that are there already. */
  readonly made: ReadonlySet<number>;
  readonly reader: ReaderPosition;
  readonly work: Work;
  readonly onChunk: () => void;
}

/**
 * Makes every missing chunk, those around the reader first. Stopped at any moment it leaves whole chunks only, and goes
 * on from there. @throws AppError cancelled, disk_full, ffmpeg_failed, verification_failed when pictures of the
 * original cannot be proven any more; all other chunks are made nevertheless
 */
export async function makeProxy(request: ProxyRequest): Promise<void> {
  const { origin, reader, work } = request;
  const frames = origin.index.pts.length;
  const count = chunkCount(frames);
  const made = new Set(request.made);
  const hopeless = new Map<number, number>();
  const tell = progressOf(made, frames, work);
  for (;;) {
    const wanted = Math.floor((reader.frame() ?? 0) / CHUNK_FRAMES);
    const next = nextPass((k) => made.has(k) || hopeless.has(k), count, vain(request) ? 0 : wanted);
    if (next === null) break;
    const before = made.size;
    const end = await passUntilMoved(request, next, made, tell);
    if (end?.failure) throw encoderFailed(end.failure);
    if (end !== null && end.firstDifference !== null) {
      hopeless.set(Math.floor(end.firstDifference / CHUNK_FRAMES), end.firstDifference);
    } else if (end !== null && made.size === before) throw encoderFailed('no picture came');
  }
  const [lost] = hopeless.values();
  if (lost !== undefined) throw differs(lost);
}

const vain = ({ origin }: ProxyRequest): boolean => seeksAreVain(origin.input);

/** One pass; null when it was given up because the reader stands elsewhere now. */
async function passUntilMoved(
  request: ProxyRequest,
  { first, last }: { first: number; last: number },
  made: Set<number>,
  tell: (partial: number) => void,
): Promise<PassEnd | null> {
  const { origin, opened, store, size, names, reader, work } = request;
  const moved = new AbortController();
  let at = first;
  let proven = 0;
  const look = () => {
    const chunk = Math.floor((reader.frame() ?? 0) / CHUNK_FRAMES);
    const coming = chunk >= at && chunk <= Math.min(last, at + SOON);
    if (!made.has(chunk) && !coming && chunk < chunkCount(origin.index.pts.length) && !vain(request)) moved.abort();
  };
  const stopListening = reader.onMove(look);
  try {
    return await runProxyPass({
      ...{ origin, store, size, first, last },
      matrix: matrixOf(filmFor(opened)),
      name: names.chunk,
      signal: AbortSignal.any([work.signal, moved.signal]),
      onProven: (frame) => {
        proven = frame - at * CHUNK_FRAMES + 1;
        tell(Math.max(0, proven));
      },
      onChunk: (k) => {
        made.add(k);
        at = k + 1;
        request.onChunk();
      },
    });
  } catch (error) {
    if (moved.signal.aborted && !work.signal.aborted && error instanceof AppError && error.code === 'cancelled')
      return null;
    throw error;
  } finally {
    stopListening();
  }
}

const filmFor = (opened: Opened): DumpStream | null => filmOf(opened.dump);

function progressOf(made: ReadonlySet<number>, frames: number, work: Work): (partial: number) => void {
  return (partial) => {
    let done = 0;
    for (const k of made) done += framesInChunk(k, frames);
    work.onStep({
      step: 'Making the review copy',
      done: Math.min(frames, done + partial),
      total: frames,
      unit: 'frames',
    });
  };
}

function encoderFailed(reason: string): AppError {
  return new AppError(
    'ffmpeg_failed',
    `ffmpeg could not make the review copy (${reason}). Check that it has the encoder libx264, then try again.`,
  );
}
