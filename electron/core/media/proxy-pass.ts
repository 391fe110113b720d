import type { Store } from '../store/store.ts';
import { decodeRange, type RangeResult, timesTellApart } from './decode-range.ts';
import { type FfmpegOutput, FIRST_FILM } from './ffmpeg.ts';
import type { PictureOrigin } from './pictures.ts';
import { framesInChunk } from './proxy-plan.ts';
import { CHUNK_FRAMES, proxyEncoding, proxyFilters, type Size } from './proxy-shape.ts';
import { accessUnitSplitter, isEntryPoint } from './proxy-units.ts';

/** One run of the encoder over consecutive chunks. */
export interface ProxyPass {
  readonly origin: PictureOrigin;
  readonly store: Pick<Store, 'writeDerived' | 'removeDerived'>;
  readonly size: Size;
  readonly matrix: string | null;
  readonly name: (k: number) => string;
  readonly first: number;
  readonly last: number;
  readonly signal: AbortSignal;
  /** Called for every picture that was proven, and for every chunk that stands on the disk. */
  readonly onProven: (frame: number) => void;
  readonly onChunk: (k: number) => void;
}

/** How a pass ended when nobody stopped it. */
export interface PassEnd {
  /** The first frame that did not decode to the listed picture; null when all did. */
  readonly firstDifference: number | null;
  /** Last words of ffmpeg when it ended with a failure of its own. */
  readonly failure: string | null;
}

/** Thrown to begin a new pass: the one that failed has made chunks, which need not be made once more. */
class MadeSome extends Error {}

/**
 * Encodes chunks first..last in one go. A chunk is written when each of its pictures was proven and the encoder gave
 * exactly one access unit for each, the first of which can be entered at. @throws AppError cancelled, disk_full
 */
export async function runProxyPass(pass: ProxyPass): Promise<PassEnd> {
  const { origin, first, last, onProven } = pass;
  const frames = origin.index.pts.length;
  const from = first * CHUNK_FRAMES;
  const to = last * CHUNK_FRAMES + framesInChunk(last, frames) - 1;
  const stop = new AbortController();
  const collector = chunkCollector(pass, stop);
  let tried = false;
  const end = await decodeRange({
    ...origin,
    first: from,
    last: to,
    background: true,
    signal: AbortSignal.any([pass.signal, stop.signal]),
    outputs: (selection) => [output(pass, selection)],
    onAttempt: () => {
      if (tried && collector.complete() > 0) throw new MadeSome();
      tried = true;
      collector.restart();
    },
    onStdout: collector.push,
    onProven: (frame) => {
      collector.proven();
      onProven(frame);
    },
  }).catch((error: unknown) => {
    if (!(error instanceof MadeSome) && collector.failure() === undefined) {
      return collector.settled().then(() => Promise.reject(error));
    }
    return null;
  });
  if (end?.firstDifference === null) collector.end();
  await collector.settled();
  if (collector.failure() !== undefined) throw collector.failure();
  if (end === null) return { firstDifference: null, failure: null };
  return { firstDifference: end.firstDifference, failure: await failureOf(pass, end, collector) };
}

/** Why a pass that was not stopped gave too little; null when it did what it could. */
async function failureOf(pass: ProxyPass, end: RangeResult, collector: Collector): Promise<string | null> {
  if (end.firstDifference !== null) {
    const encoderFailed = end.ended !== null && end.ended.code !== 0;
    return encoderFailed ? (end.ended?.lines.at(-1) ?? 'ffmpeg gave no reason') : null;
  }
  const wanted = pass.last - pass.first + 1;
  if (collector.complete() === wanted && collector.left() === 0) return null;
  // Which of its pictures is one too many or too few cannot be told any more.
  for (let k = pass.first; k < pass.first + collector.complete(); k++)
    await pass.store.removeDerived(pass.origin.sha256, pass.name(k));
  return 'the encoder did not give one picture for each frame';
}

function output({ origin, size, matrix }: ProxyPass, selection: string): FfmpegOutput {
  const filters = proxyFilters(selection, origin.index, size, matrix, timesTellApart(origin.index));
  return { options: ['-map', FIRST_FILM, '-vf', filters, ...proxyEncoding()], target: 'pipe:1' };
}

type Collector = ReturnType<typeof chunkCollector>;

/** Puts access units and proofs together into chunks, whichever comes first, and writes them one after the other. */
function chunkCollector(pass: ProxyPass, stop: AbortController) {
  const frames = pass.origin.index.pts.length;
  let units: Buffer[] = [];
  let proven = 0;
  let complete = 0;
  let failure: unknown;
  let writing: Promise<void> = Promise.resolve();
  let splitter = accessUnitSplitter(() => {});

  const write = (k: number, data: Buffer) => {
    writing = writing.then(async () => {
      if (failure !== undefined) return;
      try {
        await pass.store.writeDerived(pass.origin.sha256, pass.name(k), data);
        pass.onChunk(k);
      } catch (error) {
        failure = error;
        stop.abort();
      }
    });
  };
  const give = () => {
    for (;;) {
      const k = pass.first + complete;
      const size = framesInChunk(k, frames);
      if (k > pass.last || units.length < size || proven < size) return;
      const own = units.slice(0, size);
      if (own[0] === undefined || !isEntryPoint(own[0]))
        throw new Error(`chunk ${k} does not begin with a key picture`);
      write(k, Buffer.concat(own));
      units = units.slice(size);
      proven -= size;
      complete++;
    }
  };

  return {
    restart() {
      units = [];
      proven = 0;
      splitter = accessUnitSplitter((unit) => units.push(unit));
    },
    push(chunk: Buffer) {
      splitter.push(chunk);
      give();
    },
    proven() {
      proven++;
      give();
    },
    end() {
      splitter.end();
      give();
    },
    /** Chunks that were handed over for writing. */
    complete: () => complete,
    /** Pictures that belong to no chunk that was handed over. */
    left: () => units.length,
    failure: () => failure,
    settled: () => writing,
  };
}
