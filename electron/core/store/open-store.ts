import { existsSync } from 'node:fs';
import { chmod, opendir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { LibraryKeys } from '../seal/library-keys.ts';
import { derivedFiles } from './derived-files.ts';
import { removeIfThere, syncFolder } from './durable-files.ts';
import { errnoOf } from './fs-errors.ts';
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
    async hashFile(source, work) {
      return (await worker.run({ type: 'hash', source }, work)) as { sha256: string; bytes: number };
    },

    async discardOriginal(sha256) {
      const path = paths.original(sha256);
      if (!existsSync(path)) return;
      // Windows refuses to delete what is read-only.
      await chmod(path, 0o600);
      await removeIfThere(path);
      await syncFolder(dirname(path));
    },

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
