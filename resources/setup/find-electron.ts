import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram } from './find-program.ts';
import { ROOT } from './run-command.ts';

const PACKAGE = join(ROOT, 'node_modules', 'electron');

/** Electron's program, or null when its binary is not on this machine. Never downloads, unlike `require('electron')`. */
export function findElectron(): string | null {
  try {
    const name = readFileSync(join(PACKAGE, 'path.txt'), 'utf8').trim();
    const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(PACKAGE, 'dist'), name);
    return isProgram(path) ? path : null;
  } catch {
    // No path.txt: the binary was never fetched.
    return null;
  }
}
