import { existsSync } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { derivedFiles } from './derived-files.ts';
import { errnoOf } from './fs-errors.ts';
import { removeOriginal } from './original-removal.ts';
import type { Ingested, Store } from './store.ts';
import { storePaths } from './store-paths.ts';
import { sweepStore } from './sweep.ts';
import { uploads } from './uploads.ts';
import { createWorkerClient } from './worker-client.ts';

/** The store of one library. Close it to end its worker thread. */
export function createStore(libraryDir: string): Store & { close(): Promise<void> } {
  const paths = storePaths(libraryDir);
  const worker = createWorkerClient();
  return {
    libraryDir,
    ...derivedFiles(paths),
    ...uploads(paths),

    async ingest(source, work, beforeRename) {
      return (await worker.run({ type: 'ingest', libraryDir, source }, work, beforeRename)) as Ingested;
    },
    originalPath: paths.original,
    hasOriginal: (sha256) => existsSync(paths.original(sha256)),
    async hashFile(path, work, share = 1) {
      return (await worker.run({ type: 'hash', path, share }, work)) as { sha256: string; bytes: number };
    },

    discardOriginal: (sha256) => removeOriginal(paths.original(sha256)),

    async *listOriginals() {
      for await (const path of filesBelow(paths.originals)) yield relative(libraryDir, path).split(sep).join('/');
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
