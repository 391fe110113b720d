import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

/** A new empty folder that the caller removes with {@link removeFolder}; in the system's place for such, or in `place`. */
export function newTempDir(name = 'test', place = tmpdir()): string {
  return mkdtempSync(join(place, `aigaq-${name}-`));
}
