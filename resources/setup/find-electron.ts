import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram } from './find-program.ts';
import { ROOT, runCommand, say } from './run-command.ts';

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

/** Where Electron's own installer would fetch from. */
const mirror = (): string =>
  process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/';

async function reachable(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(4000) });
    return true;
  } catch {
    // A closed network: the caller says what happens instead.
    return false;
  }
}

/**
 * Lets Electron's installer fetch its binary (checked against the checksums in its package) where the network allows
 * it. `AIGAQ_NO_DOWNLOAD` forbids it.
 */
export async function fetchElectron(): Promise<string | null> {
  if (process.env.AIGAQ_NO_DOWNLOAD || !(await reachable(mirror()))) return null;
  say('Fetching Electron, once (about 120 MB) …');
  const code = await runCommand(process.execPath, [join(PACKAGE, 'install.js')], { timeout: 15 * 60_000 });
  return code === 0 ? findElectron() : null;
}
