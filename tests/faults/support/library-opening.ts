import { createHash, createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Core } from '../../../electron/core/app.ts';
import type { Identity } from '../../../electron/core/seal/container-format.ts';
import { parseKeyFile, unwrapCaseKey } from '../../../electron/core/seal/key-file.ts';
import { deriveKeys, type LibraryKeys } from '../../../electron/core/seal/library-keys.ts';
import { sealedNames } from '../../../electron/core/seal/sealed-names.ts';
import { withBytes } from '../../../electron/core/store/file-source.ts';
import { isSealed, KEY_FILE, readKeyFile } from '../../../electron/core/store/library-key-file.ts';
import { openCase } from '../../support/case-library.ts';
import { PASSPHRASE } from '../../support/sealed-library.ts';

/** The same work is done in both; what was promised of one is promised of the other. */
export const KINDS = ['plain', 'sealed'] as const;
export type Kind = (typeof KINDS)[number];

/** What a library in the same room is made with: a sealed one beside a sealed case. */
export const passphraseBeside = (library: string): string | undefined => (isSealed(library) ? PASSPHRASE : undefined);

/** Opens either kind without ffmpeg; a plain library does not look at the passphrase. */
export const openEither = (library: string, passphrase = PASSPHRASE): Promise<Core> =>
  openCase(library, { ffmpeg: null, passphrase });

/** By the id that stands in the key file. A passphrase costs half a second, and keys outlive its change. */
const unlocked = new Map<string, LibraryKeys>();

/** What a library is read with from outside; null for a plain one. @throws when neither key file opens */
export async function keysOf(library: string, passphrase = PASSPHRASE): Promise<LibraryKeys | null> {
  const file = await readKeyFile(library);
  if (file === null) return null;
  const there = unlocked.get(file.id);
  if (there !== undefined) return there;
  const caseKey = await unwrapCaseKey(file, passphrase);
  if (caseKey === null) throw new Error(`the passphrase does not open ${library}`);
  const keys = deriveKeys(caseKey, file.id);
  unlocked.set(file.id, keys);
  return keys;
}

/** Which of these passphrases opens the key file and its copy, by name; null where none does, or there is no whole file. */
export async function keyFileOpeners(
  library: string,
  passphrases: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const openers = new Map<string, string | null>();
  for (const name of [KEY_FILE, `backups/${KEY_FILE}`]) {
    const path = join(library, name);
    openers.set(name, existsSync(path) ? await openerOf(readFileSync(path, 'utf8'), passphrases) : null);
  }
  return openers;
}

/** By the file's text: the same two texts come back after every fault of a recording. */
const opened = new Map<string, string>();

async function openerOf(text: string, passphrases: readonly string[]): Promise<string | null> {
  const file = parseKeyFile(text);
  if (file === null) return null;
  const known = opened.get(text);
  if (known !== undefined && passphrases.includes(known)) return known;
  for (const passphrase of passphrases) {
    if ((await unwrapCaseKey(file, passphrase)) === null) continue;
    opened.set(text, passphrase);
    return passphrase;
  }
  return null;
}

/** Name below `originals/` by the words of data-format.md, not by the product's own. */
export function originalName(keys: LibraryKeys | null, sha256: string): string {
  const name = keys === null ? sha256 : createHmac('sha256', keys.names).update(`original\n${sha256}`).digest('hex');
  return join(name.slice(0, 2), `${name}.bin`);
}

/** SHA-256 of what a file of a library holds. @throws when a sealed one does not open as `identity` */
export async function plainHash(path: string, keys: LibraryKeys | null, identity: Identity): Promise<string> {
  const seal = keys === null ? null : { key: keys.files, identity };
  return withBytes({ path, seal }, async (bytes) => {
    const data = await bytes.read(0, bytes.size);
    return createHash('sha256').update(data).digest('hex');
  });
}

/** A path below `derived/` with the file's name as its maker knows it, where it was made from one of these originals. */
export function derivedNameOf(path: string, keys: LibraryKeys | null, hashes: readonly string[]): string {
  if (keys === null) return path;
  const { derivedName } = sealedNames(keys.names);
  const made = hashes.map((sha256) => derivedName(sha256, basename(path))).find((name) => name !== null);
  return made === undefined ? path : join(dirname(path), made);
}
