import { basename } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import type { Work } from '../../progress.ts';
import type { Store } from '../../store/store.ts';
import { isHash, temporaryOwner } from '../../store/store-paths.ts';
import type { Original, Report } from './verify-deps.ts';

export interface CheckedFiles {
  readonly files: number;
  readonly bytes: number;
}

/** Hashes every original again and looks for files that nobody imported. @throws AppError cancelled */
export async function verifyOriginals(
  originals: readonly Original[],
  store: Store,
  known: () => readonly string[],
  checked: (sha256: string, good: boolean) => void,
  work: Work,
  report: Report,
): Promise<CheckedFiles> {
  const total = originals.reduce((sum, { bytes }) => sum + bytes, 0);
  let files = 0;
  let bytes = 0;
  let passed = 0;
  for (const original of originals) {
    const from = passed;
    const tell = (done: number) =>
      work.onStep({ step: 'Checking originals', done: Math.min(total, from + done), total, unit: 'bytes' });
    tell(0);
    let good = true;
    const noting: Report = (problem) => {
      good = false;
      report(problem);
    };
    const read = await verifyOne(original, store, { ...work, onStep: ({ done }) => tell(done) }, noting);
    checked(original.sha256, good);
    if (read !== null) {
      files++;
      bytes += read;
    }
    passed += original.bytes;
  }
  await findStrange(store, () => [...originals.map(({ sha256 }) => sha256), ...known()], report);
  return { files, bytes };
}

/**
 * @param share part of one core that hashing may take
 * @returns bytes read, or null when there was nothing to read
 */
export async function verifyOne(
  original: Original,
  store: Store,
  work: Work,
  report: Report,
  share = 1,
): Promise<number | null> {
  const { id, sha256, originalName } = original;
  const what = `The original of ${id} “${originalName}” (SHA-256 ${sha256})`;
  if (!isHash(sha256)) {
    report({ code: 'evidence_differs', path: id, message: `${what} is recorded under something that is no SHA-256.` });
    return null;
  }
  const path = store.originalName(sha256);
  if (!store.hasOriginal(sha256)) {
    const message = `${what} is missing. Restore it from a backup.`;
    report({ code: 'original_missing', path, message });
    return null;
  }
  try {
    const now = await store.hashFile(store.original(sha256), work, share);
    if (now.sha256 !== sha256) {
      const message = `${what} is not what was imported: it now has SHA-256 ${now.sha256} and ${now.bytes} bytes instead of ${original.bytes}. Restore it from a backup.`;
      report({ code: 'original_altered', path, message });
    }
    return now.bytes;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    // In a sealed library a change shows before there is anything to hash.
    const code = error.code === 'verification_failed' ? 'original_altered' : 'original_unreadable';
    report({ code, path, message: `${what} cannot be read: ${error.message}` });
    return null;
  }
}

async function findStrange(store: Store, belonging: () => readonly string[], report: Report): Promise<void> {
  // Asked before and after, as originals may come in while the folder is read.
  const names = () => belonging().filter(isHash).map(store.originalName);
  const known = new Set(names());
  const strange: string[] = [];
  for await (const path of store.listOriginals()) {
    const name = basename(path);
    // Left by a program that was killed while it copied; the next writer removes it.
    if (path === `originals/${name}` && temporaryOwner(name) !== null) continue;
    if (!known.has(path)) strange.push(path);
  }
  if (strange.length === 0) return;
  const now = new Set(names());
  for (const path of strange.filter((one) => !now.has(one))) {
    report({
      code: 'original_unknown',
      path,
      message: `${path} lies among the originals, but the library never imported it. Move it out of the library.`,
    });
  }
}
