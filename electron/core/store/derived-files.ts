import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder, place, removeIfThere, syncFile, writeDurably } from './durable-files.ts';
import { errnoOf, fromTargetError } from './fs-errors.ts';
import type { Store } from './store.ts';
import { type StorePaths, temporaryName } from './store-paths.ts';

type DerivedFiles = Pick<
  Store,
  'derivedPath' | 'readDerived' | 'listDerived' | 'removeDerived' | 'writeDerived' | 'makeDerived'
>;

/** Files that can be made anew from originals. Each stands there whole or not at all. */
export function derivedFiles(paths: StorePaths): DerivedFiles {
  /** Keeps the ending, by which some programs choose what to write. */
  const temporaryFor = async (final: string) => {
    await makeFolder(paths.derivedTemporary);
    await makeFolder(dirname(final));
    return join(paths.derivedTemporary, temporaryName(`-${basename(final)}`));
  };

  return {
    derivedPath: paths.derivedFile,

    async readDerived(sha256, name) {
      try {
        return await readFile(paths.derivedFile(sha256, name));
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return null;
        throw error;
      }
    },

    async listDerived(sha256) {
      try {
        return await readdir(paths.derivedFolder(sha256));
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return [];
        throw error;
      }
    },

    removeDerived: (sha256, name) => removeIfThere(paths.derivedFile(sha256, name)),

    async writeDerived(sha256, name, data) {
      const final = paths.derivedFile(sha256, name);
      try {
        await writeDurably(await temporaryFor(final), final, data);
      } catch (error) {
        throw fromTargetError(error, paths.derived, data.byteLength);
      }
      return final;
    },

    async makeDerived(sha256, name, make) {
      const final = paths.derivedFile(sha256, name);
      let temporary: string | undefined;
      try {
        temporary = await temporaryFor(final);
        await make(temporary);
        await syncFile(temporary);
        await place(temporary, final);
        return final;
      } catch (error) {
        if (temporary !== undefined) await removeIfThere(temporary);
        throw fromTargetError(error, paths.derived);
      }
    },
  };
}
