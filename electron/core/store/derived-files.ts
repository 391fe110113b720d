import { type FileHandle, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isNotAsSealed } from '../seal/container-format.ts';
import { sealBytes } from '../seal/container-writer.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { draftWriter } from './draft-writer.ts';
import { makeFolder, place, removeIfThere, writeDurably } from './durable-files.ts';
import { type FileSource, withBytes } from './file-source.ts';
import { errnoOf, fromTargetError } from './fs-errors.ts';
import type { Store } from './store.ts';
import { type StorePaths, temporaryName } from './store-paths.ts';

type DerivedFiles = Pick<
  Store,
  'derived' | 'readDerived' | 'listDerived' | 'removeDerived' | 'writeDerived' | 'makeDerived'
>;

const identityOf = (sha256: string, name: string) => `derived\n${sha256}\n${name}` as const;

/** Files that can be made anew from originals. Each stands there whole or not at all. `key` seals them. */
export function derivedFiles(paths: StorePaths, key: SharedBytes | null): DerivedFiles {
  const temporaryFor = async (final: string) => {
    await makeFolder(paths.derivedTemporary);
    await makeFolder(dirname(final));
    return join(paths.derivedTemporary, temporaryName());
  };
  const sourceOf = (sha256: string, name: string): FileSource => ({
    path: paths.derivedFile(sha256, name),
    seal: key === null ? null : { key, identity: identityOf(sha256, name) },
  });
  const asWritten = (sha256: string, name: string, data: Uint8Array) =>
    key === null ? data : sealBytes(key, data, identityOf(sha256, name));

  return {
    derived: sourceOf,

    async readDerived(sha256, name) {
      try {
        return await withBytes(sourceOf(sha256, name), (bytes) => bytes.read(0, bytes.size));
      } catch (error) {
        // What is no longer as it was written is made anew, like what is not there.
        if (errnoOf(error) === 'ENOENT' || isNotAsSealed(error)) return null;
        throw error;
      }
    },

    async listDerived(sha256) {
      try {
        const names = await readdir(paths.derivedFolder(sha256));
        return names.map((name) => paths.derivedName(sha256, name)).filter((name) => name !== null);
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return [];
        throw error;
      }
    },

    removeDerived: (sha256, name) => removeIfThere(paths.derivedFile(sha256, name)),

    async writeDerived(sha256, name, data) {
      const final = paths.derivedFile(sha256, name);
      try {
        await writeDurably(await temporaryFor(final), final, asWritten(sha256, name, data));
      } catch (error) {
        throw fromTargetError(error, paths.derived, data.byteLength);
      }
    },

    async makeDerived(sha256, name, make) {
      const final = paths.derivedFile(sha256, name);
      let temporary: string | undefined;
      try {
        temporary = await temporaryFor(final);
        const handle = await open(temporary, 'wx', 0o600);
        try {
          await fill(handle, key, identityOf(sha256, name), make);
        } finally {
          await handle.close();
        }
        await place(temporary, final);
      } catch (error) {
        if (temporary !== undefined) await removeIfThere(temporary);
        throw fromTargetError(error, paths.derived);
      }
    },
  };
}

async function fill(
  handle: FileHandle,
  key: SharedBytes | null,
  identity: ReturnType<typeof identityOf>,
  make: (write: (data: Buffer) => void) => Promise<void>,
): Promise<void> {
  const writer = draftWriter(handle, key);
  let written: Promise<void> = Promise.resolve();
  try {
    await make((data) => {
      written = written.then(() => writer.write(data));
      // Awaited below; this only keeps an early failure from counting as unhandled.
      written.catch(() => undefined);
    });
    await written;
    await writer.finish(identity);
    await handle.sync();
  } catch (error) {
    // Nothing may still be writing when the file is closed.
    await written.catch(() => undefined);
    writer.drop();
    throw error;
  }
}
