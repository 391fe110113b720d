import { join } from 'node:path';
import { type Core, type CoreOptions, createLibrary } from '../../electron/core/app.ts';
import { OPERATOR, openCase, RESOURCES } from './case-library.ts';

export const PASSPHRASE = 'seven words by chance and then some';

/** A new empty sealed library in `dir/case`; the result is its folder. */
export async function newSealedCase(dir: string, title = 'Station 101'): Promise<string> {
  const libraryDir = join(dir, 'case');
  const given = { libraryDir, title, operator: OPERATOR, resourcesDir: RESOURCES };
  await createLibrary({ ...given, passphrase: PASSPHRASE });
  return libraryDir;
}

export const openSealedCase = (libraryDir: string, more: Partial<CoreOptions> = {}): Promise<Core> =>
  openCase(libraryDir, { passphrase: PASSPHRASE, ...more });
