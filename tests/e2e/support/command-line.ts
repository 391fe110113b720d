import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const CLI = resolve(import.meta.dirname, '..', '..', '..', 'out', 'main', 'cli.js');

/** Runs the built command line and answers its document. Throws when it does not end with 0. */
export function aigaq<T>(...args: readonly string[]): T {
  const out = execFileSync(process.execPath, [CLI, ...args, '--json'], {
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return JSON.parse(out.toString()) as T;
}

interface Imported {
  readonly items: readonly { readonly id: string; readonly sha256: string; readonly originalName: string }[];
}

/** A new library that holds these files, all with the same details. Ids are in the order of the paths. */
export function libraryOf(dir: string, paths: readonly string[], details: readonly string[] = []): string[] {
  aigaq('init', dir, '--title', 'Station 123', '--operator', 'First Reviewer');
  return addFiles(dir, paths, details);
}

/** Imports more files and answers their ids. */
export function addFiles(dir: string, paths: readonly string[], details: readonly string[] = []): string[] {
  return aigaq<Imported>('import', dir, ...paths, ...details).items.map(({ id }) => id);
}
