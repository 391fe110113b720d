import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';

/** Originals and their folders are read-only; owners may still remove them once folders are writable again. */
function makeFoldersWritable(dir: string): void {
  chmodSync(dir, 0o700);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) makeFoldersWritable(join(dir, entry.name));
  }
}

/** Removes a folder of a test whatever permissions the test left in it. */
export function removeFolder(dir: string): void {
  if (!existsSync(dir) || !lstatSync(dir).isDirectory()) return;
  makeFoldersWritable(dir);
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}

/** A new empty folder that the caller removes with {@link removeFolder}. */
export function newTempDir(name = 'test'): string {
  return mkdtempSync(join(tmpdir(), `aigaq-${name}-`));
}

/** Call inside `describe` or at the top of a file: a maker of folders that are removed after each test. */
export function tempDirs(name = 'test'): () => string {
  return folders(name, afterEach);
}

/** Like {@link tempDirs}, but the folders live until the whole file or `describe` is over. */
export function sharedTempDirs(name = 'test'): () => string {
  return folders(name, afterAll);
}

function folders(name: string, when: (run: () => void) => void): () => string {
  const made: string[] = [];
  when(() => {
    for (const dir of made.splice(0)) removeFolder(dir);
  });
  return () => {
    const dir = newTempDir(name);
    made.push(dir);
    return dir;
  };
}
