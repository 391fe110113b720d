import { AppError } from '../../../shared/errors.ts';
import type { Work } from '../progress.ts';
import { unwatched } from '../progress.ts';
import { decodeIndexOf } from './frame-index.ts';
import { decodeIndex, encodeIndex, type KeptIndex } from './index-file.ts';
import { LruMap } from './lru-map.ts';
import { ffmpegInputOf, type MediaContext, sniffOriginal } from './media-context.ts';

const NAME = 'frames.idx';
/** About 40 million frames' worth of small files or a few long ones: weights are frames. */
const KEPT_FRAMES = 2_000_000;

/** Frame indexes of a library: built once, kept as derived files, the recent ones in memory. */
export interface IndexStore {
  build(sha256: string, work: Work): Promise<KeptIndex | null>;
  /** @throws AppError not_reviewable */
  get(sha256: string): Promise<KeptIndex>;
}

export function indexStore(context: MediaContext): IndexStore {
  const kept = new LruMap<string, KeptIndex>(KEPT_FRAMES, (index) => index.pts.length);
  const loading = new Map<string, Promise<KeptIndex>>();

  async function build(sha256: string, work: Work): Promise<KeptIndex | null> {
    const input = await ffmpegInputOf(context, sha256);
    if (input === null) return null;
    const { bytes } = await sniffOriginal(context, sha256);
    const index = await decodeIndexOf(context.ffmpeg, input, bytes, work);
    if (index === null) return null;
    await context.store.writeDerived(sha256, NAME, encodeIndex(index));
    kept.set(sha256, index);
    return index;
  }

  async function load(sha256: string): Promise<KeptIndex> {
    const data = await context.store.readDerived(sha256, NAME);
    const index = (data && decodeIndex(data)) ?? (await build(sha256, unwatched));
    if (index === null) throw notReviewable();
    kept.set(sha256, index);
    return index;
  }

  return {
    build,
    get: (sha256) => {
      const index = kept.get(sha256);
      if (index) return Promise.resolve(index);
      const running = loading.get(sha256);
      if (running) return running;
      const started = load(sha256).finally(() => loading.delete(sha256));
      loading.set(sha256, started);
      return started;
    },
  };
}

export function notReviewable(): AppError {
  return new AppError(
    'not_reviewable',
    'No picture of this item can be decoded, so it has no frames. It is kept as evidence, and can be exported as the untouched original.',
  );
}
