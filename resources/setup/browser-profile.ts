import { mkdirSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The browser's folder for our window. */
export interface BrowserProfile {
  readonly folder: string;
  /**
   * Takes away what the browser wrote down about a session (addresses, icons, tabs) and leaves what our page keeps:
   * widths of panels, drafts of plain libraries. Does nothing while a window uses the folder.
   */
  sweep(): void;
}

/** Everything else is the browser's memory of what was looked at. */
const KEPT = ['Local State', join('Default', 'Preferences'), join('Default', 'Local Storage')];

/** Makes the folder, for this account alone, and clears away what a session left that ended without us. */
export function openBrowserProfile(folder: string): BrowserProfile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const profile = { folder, sweep: () => sweep(folder) };
  profile.sweep();
  return profile;
}

function sweep(folder: string): void {
  if (isInUse(folder)) return;
  for (const name of readdirSync(folder)) {
    if (KEPT.some((kept) => kept.startsWith(`${name}${sep}`))) sweepWithin(folder, name);
    else if (!KEPT.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function sweepWithin(folder: string, parent: string): void {
  for (const name of readdirSync(join(folder, parent))) {
    if (!KEPT.includes(join(parent, name))) rmSync(join(folder, parent, name), { recursive: true, force: true });
  }
}

/** Chromium's own mark is a link to `machine-process`; on Windows a file that cannot be removed while it runs. */
function isInUse(folder: string): boolean {
  try {
    if (process.platform === 'win32') {
      rmSync(join(folder, 'lockfile'), { force: true });
      return false;
    }
    const owner = Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1));
    process.kill(owner, 0);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // No mark, or the mark of a process that is gone; anything else may be a window of somebody else's.
    return code !== 'ENOENT' && code !== 'ESRCH';
  }
}
