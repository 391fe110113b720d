import { existsSync } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { LibraryKeys } from '../seal/library-keys.ts';
import { derivedFiles } from './derived-files.ts';
import { errnoOf } from './fs-errors.ts';
import { removeOriginal } from './original-removal.ts';
import type { Ingested, Store } from './store.ts';
import { storePaths } from './store-paths.ts';
import { sweepStore } from './sweep.ts';
import { uploads } from './uploads.ts';
import { createWorkerClient } from './worker-client.ts';

/** The store of one library, sealed with `keys` where there are any. Close it to end its worker thread. */
export function createStore(libraryDir: string, keys: LibraryKeys | null = null): Store & { close(): Promise<void> } {
  const paths = storePaths(libraryDir, keys);
  const key = keys?.files ?? null;
  const worker = createWorkerClient();
  const inLibrary = (path: string) => relative(libraryDir, path).split(sep).join('/');
  return {
    libraryDir,
    sealed: keys !== null,
    ...derivedFiles(paths, key),
    ...uploads(paths, key),

    async ingest(source, work, beforeRename) {
      const upload = typeof source === 'object' && 'seal' in source;
      const given = upload ? { source: source.path, sourceSeal: source.seal } : { source, sourceSeal: null };
      return (await worker.run({ type: 'ingest', libraryDir, keys, ...given }, work, beforeRename)) as Ingested;
    },
    original: (sha256) => ({
      path: paths.original(sha256),
      seal: key === null ? null : { key, identity: `original\n${sha256}` },
    }),
    originalName: (sha256) => inLibrary(paths.original(sha256)),
    hasOriginal: (sha256) => existsSync(paths.original(sha256)),
    async hashFile(source, work, share = 1) {
      return (await worker.run({ type: 'hash', source, share }, work)) as { sha256: string; bytes: number };
    },

    discardOriginal: (sha256) => removeOriginal(paths.original(sha256)),

    async *listOriginals() {
      for await (const path of filesBelow(paths.originals)) yield inLibrary(path);
    },

    sweep: (keepUploads = new Set()) => sweepStore(paths, keepUploads),
    close: () => worker.close(),
  };
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* filesBelow(path);
      else yield path;
    }
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}
