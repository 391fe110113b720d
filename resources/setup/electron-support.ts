import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is known of Electron's releases, and when that was looked up. */
export interface ElectronSupport {
  /** ISO date. */
  readonly checked: string;
  readonly newest: string;
  readonly supported: readonly number[];
}

/** The file beside this one. */
export function knownReleases(): ElectronSupport {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'electron-support.json'), 'utf8')) as ElectronSupport;
}

/** Three major versions of eight weeks each: after that what was supported then is not any more. */
const STALE_DAYS = 7 * 24;
const DAY_MS = 86_400_000;
const major = (version: string): number => Number(version.split('.', 1)[0]);

/** Why this version of Electron must not be packaged, or null. */
export function unsupportedElectron(
  version: string,
  today: Date,
  known: ElectronSupport = knownReleases(),
): string | null {
  const age = (today.getTime() - Date.parse(known.checked)) / DAY_MS;
  if (!(age < STALE_DAYS)) {
    return `What is known of Electron's releases is of ${known.checked}, more than ${STALE_DAYS} days ago. Renew resources/setup/electron-support.json.`;
  }
  if (!known.supported.includes(major(version))) return `Electron ${version} is not supported any more.`;
  if (major(known.newest) - major(version) > 1)
    return `Electron ${version} is more than one major version behind ${known.newest}.`;
  return null;
}
