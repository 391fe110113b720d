import { existsSync } from 'node:fs';
import { findProgram } from './find-program.ts';
import { runCommand, say } from './run-command.ts';

/** A program that must be there, and the package that brings it. */
export interface NeededProgram {
  readonly program: string;
  /** Names of its package for apt, Homebrew and winget. */
  readonly apt: string;
  readonly brew: string;
  readonly winget: string;
  /** What it is for, to be read after "for". */
  readonly why: string;
  /** Another way to get it, tried where no package could be installed. */
  readonly fetch?: () => Promise<void>;
}

const isRoot = () => process.getuid?.() === 0;
const hasApt = () => existsSync('/etc/debian_version') && findProgram('apt-get') !== null;
const unique = (names: readonly string[]) => [...new Set(names)];

/** The one command a person would run for these packages. */
export function installCommand(needed: readonly NeededProgram[], platform: NodeJS.Platform = process.platform): string {
  const names = (key: 'apt' | 'brew' | 'winget') => unique(needed.map((one) => one[key])).join(' ');
  if (platform === 'darwin') return `brew install ${names('brew')}`;
  if (platform === 'win32') return `winget install ${names('winget')}`;
  return `${isRoot() ? '' : 'sudo '}apt-get install -y ${names('apt')}`;
}

const reasons = (needed: readonly NeededProgram[]) => needed.map((one) => `${one.apt} (${one.why})`).join(', ');

/** As root on Debian and Ubuntu: installs. Quiet unless something fails; apt's own words then stay on the screen. */
async function installWithApt(needed: readonly NeededProgram[]): Promise<void> {
  say(`Installing ${reasons(needed)} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // An outdated package list names files that the mirror no longer has.
  await runCommand('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const names = unique(needed.map((one) => one.apt));
  const options = ['install', '-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0'];
  await runCommand('apt-get', [...options, ...names], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Installs where that is ours to do. The result is what is still missing afterwards. */
export async function providePrograms(
  needed: readonly NeededProgram[],
  isThere: (one: NeededProgram) => boolean,
): Promise<NeededProgram[]> {
  const missing = needed.filter((one) => !isThere(one));
  if (missing.length === 0) return [];
  if (isRoot() && hasApt()) await installWithApt(missing);
  for (const one of missing) if (!isThere(one)) await one.fetch?.();
  return missing.filter((one) => !isThere(one));
}
