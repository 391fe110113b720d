import { execFileSync } from 'node:child_process';
import { silentLog } from '../../electron/core/log.ts';
import { createMedia } from '../../electron/core/media/create-media.ts';
import type { Media } from '../../electron/core/media/media.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { createStore } from '../../electron/core/store/open-store.ts';
import type { Store } from '../../electron/core/store/store.ts';

/** A library folder with a real store and the media room on it, without a database. */
export interface MediaRoom {
  readonly media: Media;
  readonly store: Store;
  /** Takes a file in and answers its hash. */
  take(path: string): Promise<string>;
  close(): Promise<void>;
}

export async function openMediaRoom(dir: string, ffmpeg: string | null = 'ffmpeg'): Promise<MediaRoom> {
  const store = createStore(dir);
  const media = await createMedia({ ffmpeg, store, log: silentLog });
  return {
    media,
    store,
    take: async (path) => (await store.ingest(path, unwatched, () => false)).sha256,
    async close() {
      await media.close();
      await store.close();
    },
  };
}

/** Runs the system's ffmpeg to make a file for a test. */
export function makeWithFfmpeg(...args: string[]): void {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Raw output of the system's ffmpeg, for judging pictures and sound. */
export function ffmpegOutput(...args: string[]): Buffer {
  return execFileSync('ffmpeg', ['-nostdin', '-v', 'error', ...args], { maxBuffer: 1 << 28 });
}
