import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { toEnvelope } from '../../../shared/errors.ts';
import type { Backup, MissingOriginal, RecoveryReport } from '../../../shared/recovery.ts';
import { ClosingStack } from '../closing-stack.ts';
import { inBackupThread } from '../db/backup-thread.ts';
import { DATABASE_FILE, databasePath } from '../db/open-database.ts';
import type { SizedBackup } from '../features/backups/backup-thinning.ts';
import { LEDGER_FILE } from '../features/custody/ledger-lines.ts';
import { unlockFolder } from '../library-passphrase.ts';
import type { LibraryKeys, LibraryPlace } from '../seal/library-keys.ts';
import { keptFiles } from '../store/kept-files.ts';
import { storePaths } from '../store/store-paths.ts';
import { replayAll } from './case-hash.ts';
import { findKey } from './find-key.ts';
import { holds, longest, longestFrom } from './found-ledgers.ts';
import { openSources, type RecoverySources } from './recovery-sources.ts';

/**
 * What is wrong with a library and what it can be brought back from. Every backup is read from its first page to its
 * last; nothing is changed. A sealed library needs its passphrase.
 * @throws AppError library_missing, library_newer, passphrase_needed, passphrase_wrong
 */
export async function recoveryReport(dir: string, passphrase?: string): Promise<RecoveryReport> {
  const libraryDir = resolve(dir);
  const closing = new ClosingStack();
  try {
    const keys = await unlockFolder({ libraryDir, passphrase }, closing);
    const sources = await openSources(libraryDir, keys);
    closing.defer(sources.close);
    const best = longest(sources.ledgers);
    const known = Math.max(best?.entries.length ?? 0, ...sources.backups.map(({ entries }) => entries));
    const replayed = replayAll(best?.entries ?? []);
    const { title, id, publicKey } = replayed.library;
    const backups: Backup[] = [];
    for (const backup of sources.backups) backups.push(await describe(sources, backup, known));
    return {
      dir: libraryDir,
      title: typeof title === 'string' ? title : null,
      id: typeof id === 'string' ? id : null,
      problem: await databaseProblem(sources),
      backups,
      ledger: {
        entries: best?.entries.length ?? 0,
        source: best?.source ?? null,
        problem: ledgerProblem(sources),
      },
      keyFound: findKey([...sources.salvages.values()], publicKey) !== null,
      missingOriginals: missingOriginals(sources, replayed.evidence),
    };
  } finally {
    await closing.close();
  }
}

async function describe(sources: RecoverySources, backup: SizedBackup, known: number): Promise<Backup> {
  const { libraryDir, ledgers, keys } = sources;
  const { name, at, bytes, entries } = backup;
  const path = keptFiles(libraryDir).pathOf(name);
  const base = ledgers.find(({ source }) => source === name)?.entries ?? [];
  const broughtBack = longestFrom(base, ledgers).length - base.length;
  const facts = { name, at, entries, bytes, broughtBack, missing: Math.max(0, known - base.length - broughtBack) };
  const problem = await problemOf(libraryDir, path, keys);
  return { ...facts, verified: problem === null, problem };
}

/** What is wrong with a database that nobody has open; null when it was read to its end. */
async function problemOf(libraryDir: string, path: string, keys: LibraryKeys | null): Promise<string | null> {
  try {
    await inBackupThread({ task: 'inspect', libraryDir, path, key: keys?.database ?? null });
    return null;
  } catch (error) {
    const { message, details } = toEnvelope(error);
    return sentence(typeof details.why === 'string' ? details.why : message);
  }
}

async function databaseProblem({ libraryDir, keys, ledgers, file }: RecoverySources): Promise<string | null> {
  const path = databasePath(libraryDir);
  if (!existsSync(path)) return `${DATABASE_FILE} is missing.`;
  if (statSync(path).size === 0) return `${DATABASE_FILE} is empty.`;
  const problem = await problemOf(libraryDir, path, keys);
  if (problem !== null) return `${DATABASE_FILE} cannot be used: ${problem}`;
  const inside = ledgers.find(({ source }) => source === DATABASE_FILE)?.entries ?? [];
  if (!holds(inside, file.entries) && !holds(file.entries, inside)) {
    return `${DATABASE_FILE} and ${LEDGER_FILE} hold two ledgers that differ.`;
  }
  if (file.entries.length <= inside.length) return null;
  return `${DATABASE_FILE} is an older one: it ends with ledger entry ${inside.length}, ${LEDGER_FILE} with ${file.entries.length}.`;
}

function ledgerProblem({ file }: RecoverySources): string | null {
  if (file.broken) return `${LEDGER_FILE} is damaged after entry ${file.entries.length}.`;
  return file.entries.length === 0 ? `${LEDGER_FILE} is missing or empty.` : null;
}

/** Originals that the ledger names and the folder does not hold. That they are there says nothing of their bytes yet. */
export function missingOriginals(
  { libraryDir, keys }: LibraryPlace,
  evidence: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): MissingOriginal[] {
  const paths = storePaths(libraryDir, keys);
  return [...evidence]
    .map(([id, { sha256, originalName }]) => ({ id, sha256: String(sha256), originalName: String(originalName) }))
    .filter(({ sha256 }) => !existsSync(paths.original(sha256)));
}

const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);
