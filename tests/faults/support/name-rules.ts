import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DiskModel } from './disk-model.ts';
import type { FileOperation } from './file-operations.ts';
import { sha256Of } from './scenario-steps.ts';

/** Names under which nothing is promised: drafts of the store, and SQLite's files, which it keeps whole itself. */
const DRAFT = /(^|\/)\.tmp(-|\/|$)|\.part(-journal)?$|\.partial-[0-9a-f]+(\.left-\d+)?(\/|$)/;
const SQLITE = /(^|\/)library(\.new)?\.(sqlite|lock)(-(wal|journal|shm))?$/;

/**
 * A file that is added to: what stood there when it got its name stands there for good. How much of what was added must
 * be there is for the judge to say, who knows what was answered; half an addition at the end is put right when opened.
 */
const LOG = /(^|\/)ledger\.jsonl$/;

export const isPromised = (path: string): boolean => !DRAFT.test(path) && !SQLITE.test(path);

/** The database gets its name from the store, once; from then on it is SQLite's. */
const isNaming = (op: FileOperation): op is FileOperation & { kind: 'link' | 'rename' } =>
  (op.kind === 'link' || op.kind === 'rename') && !DRAFT.test(op.path);

/**
 * Judges a recording: what got a final name was wholly synced before, and its name and the folders above it have been
 * synced when the recording ends. @returns one sentence for each breach, and how many names were judged
 */
export function namingFaults(
  ops: readonly FileOperation[],
  base: string,
  root: string,
): { faults: string[]; named: string[] } {
  const faults: string[] = [];
  const named = new Set<string>();
  const disk = new DiskModel(base, root);
  for (const op of ops) {
    if (isNaming(op) && !disk.isSafe(op.from))
      faults.push(`${relative(root, op.path)} got its name before its content was safe`);
    disk.apply(op);
    if (isNaming(op)) named.add(op.path);
    if (op.kind === 'open' && op.create && isPromised(relative(root, op.path)) && op.path !== root) {
      faults.push(`${relative(root, op.path)} was written under its final name`);
    }
  }
  for (const path of named) {
    if (disk.find(path) !== null && !disk.isNamed(path))
      faults.push(`the name of ${relative(root, path)} can still be lost`);
  }
  return { faults, named: [...named].map((path) => relative(root, path)) };
}

/** Files under a final name whose content is none that was ever given that name, or that a log goes on from. */
export function halfFiles(dir: string, whole: ReadonlyMap<string, ReadonlyMap<string, number>>): string[] {
  const isWhole = (path: string): boolean => {
    const data = readFileSync(join(dir, path));
    const given = [...(whole.get(path) ?? [])];
    return given.some(
      ([sha256, bytes]) => (LOG.test(path) || data.length === bytes) && sha256Of(data.subarray(0, bytes)) === sha256,
    );
  };
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .filter((path) => isPromised(path) && !isWhole(path))
    .map((path) => `${path} is half`);
}
