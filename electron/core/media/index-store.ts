import { AppError } from '../../../shared/errors.ts';
import type { Work } from '../progress.ts';
import { unwatched } from '../progress.ts';
import { declaredPictures } from './declared-count.ts';
import { decodeIndexOf } from './frame-index.ts';
import { decodeIndex, encodeIndex, type KeptIndex } from './index-file.ts';
import { LruMap } from './lru-map.ts';
import { ffmpegInputOf, type MediaContext, sniffOriginal } from './media-context.ts';
import { containerIndex } from './sample-table.ts';

const NAME = 'frames.idx';
/** About 40 million frames' worth of small files or a few long ones: weights are frames. */
const KEPT_FRAMES = 2_000_000;

/**
 * Frame indexes of a library, in two stages under one name: what the container lists, until the decode of the whole
 * stream replaces it. Built once, kept as derived files, the recent ones in memory.
 */
export interface IndexStore {
  /** First stage: the container's list, or null where it cannot be trusted. @throws AppError cancelled */
  list(sha256: string, work: Work): Promise<KeptIndex | null>;
  /** Second stage, the last word. @throws AppError ffmpeg_missing, cancelled */
  build(sha256: string, work: Work): Promise<KeptIndex | null>;
  /** What there is; decoded now where there is nothing. @throws AppError not_reviewable */
  get(sha256: string): Promise<KeptIndex>;
}

export function indexStore(context: MediaContext): IndexStore {
  const kept = new LruMap<string, KeptIndex>(KEPT_FRAMES, (index) => index.pts.length);
  const loading = new Map<string, Promise<KeptIndex>>();
  const building = new Map<string, Promise<unknown>>();

  async function keep(sha256: string, index: KeptIndex): Promise<KeptIndex> {
    await context.store.writeDerived(sha256, NAME, encodeIndex(index));
    kept.set(sha256, index);
    return index;
  }

  async function list(sha256: string, work: Work): Promise<KeptIndex | null> {
    // A decode that an earlier session finished is better than any table.
    const data = await context.store.readDerived(sha256, NAME);
    const known = data && decodeIndex(data);
    if (known) return known;
    const { family } = await sniffOriginal(context, sha256);
    if (family.id !== 'mov') return null;
    const index = await containerIndex(context.store.original(sha256), work.signal);
    return index === null ? null : keep(sha256, index);
  }

  async function build(sha256: string, work: Work): Promise<KeptIndex | null> {
    const input = await ffmpegInputOf(context, sha256);
    if (input === null) return null;
    const { bytes, family } = await sniffOriginal(context, sha256);
    const declared = await declaredPictures(input.file, family.id);
    const index = await decodeIndexOf(
      context.ffmpeg,
      input,
      { bytes, declared, stored: family.id === 'mov' ? declared : null },
      work,
    );
    if (index !== null) return keep(sha256, index);
    // Nothing decodes: a list by the container would name pictures that nobody can see.
    kept.delete(sha256);
    await context.store.removeDerived(sha256, NAME);
    return null;
  }

  /** Whoever asks meanwhile waits for the decode that is under way instead of starting another. */
  function buildOnce(sha256: string, work: Work): Promise<KeptIndex | null> {
    const started = build(sha256, work).finally(() => {
      if (building.get(sha256) === started) building.delete(sha256);
    });
    building.set(sha256, started);
    return started;
  }

  async function load(sha256: string): Promise<KeptIndex> {
    await building.get(sha256)?.catch(() => undefined);
    const data = await context.store.readDerived(sha256, NAME);
    const index = (data && decodeIndex(data)) ?? (await buildOnce(sha256, unwatched));
    if (index === null) throw notReviewable();
    kept.set(sha256, index);
    return index;
  }

  return {
    list,
    build: buildOnce,
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
