import { join } from 'node:path';
import { ROOT, runCommand, say } from './run-command.ts';

const GITHUB = 'https://github.com/';

async function reachable(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(4000) });
    return true;
  } catch {
    // A closed network: the caller says what happens instead.
    return false;
  }
}

/** npm runs no install scripts here (.npmrc), so what a package would download is fetched when it is first needed. */
async function runInstaller(name: string, mirror: string, words: string): Promise<void> {
  if (process.env.AIGAQ_NO_DOWNLOAD || !(await reachable(mirror))) return;
  say(words);
  const installer = join(ROOT, 'node_modules', name, 'install.js');
  await runCommand(process.execPath, [installer], { timeout: 15 * 60_000 });
}

/** Electron's binary, checked by its installer against the checksums inside its package. */
export const fetchElectron = (): Promise<void> =>
  runInstaller(
    'electron',
    process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? GITHUB,
    'Fetching Electron, once (about 120 MB) …',
  );

/** The ffmpeg of the optional package ffmpeg-static. */
export const fetchFfmpeg = (): Promise<void> =>
  runInstaller('ffmpeg-static', process.env.FFMPEG_BINARIES_URL ?? GITHUB, 'Fetching ffmpeg, once (about 80 MB) …');
