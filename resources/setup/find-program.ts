import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** True when there is a file at `path` that may be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or not to be run: no program either way.
    return false;
  }
}

/** Path of a program on PATH, or null. */
export function findProgram(name: string, path: string = process.env.PATH ?? process.env.Path ?? ''): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const candidates = path
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, file));
  return candidates.find(isProgram) ?? null;
}
