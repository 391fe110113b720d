import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { type FfmpegInput, inputFor, missingFfmpeg } from './ffmpeg.ts';
import { LruMap } from './lru-map.ts';
import { type Sniffed, sniffFile } from './sniff.ts';

/** What every part of this room shares. */
export interface MediaContext {
  readonly ffmpeg: string | null;
  readonly store: Store;
  readonly log: Log;
  readonly sniffed: LruMap<string, Promise<Sniffed>>;
}

export function mediaContext(ffmpeg: string | null, store: Store, log: Log): MediaContext {
  return { ffmpeg, store, log, sniffed: new LruMap(1000) };
}

/** What the original is, by its content. Remembered: originals never change. */
export function sniffOriginal(context: MediaContext, sha256: string, originalName = ''): Promise<Sniffed> {
  const key = originalName === '' ? sha256 : `${sha256} ${originalName}`;
  return context.sniffed.getOrMake(key, () => sniffFile(context.store.original(sha256), originalName));
}

/** The original as an ffmpeg input, or null when ffmpeg must not see it. @throws AppError ffmpeg_missing */
export async function ffmpegInputOf(context: MediaContext, sha256: string): Promise<FfmpegInput | null> {
  const { family } = await sniffOriginal(context, sha256);
  const input = inputFor(context.store.original(sha256), family);
  if (input !== null && context.ffmpeg === null) throw missingFfmpeg();
  return input;
}
