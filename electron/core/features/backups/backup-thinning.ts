import type { BackupName } from './backup-names.ts';

export type SizedBackup = BackupName & { readonly bytes: number };

/** So many of the newest are kept whatever their size. */
export const LEAST_KEPT = 3;
/** What all of them together may take; a library's originals are far larger. */
export const MOST_BYTES = 2 * 2 ** 30;
const DAYS = 7;
const WEEKS = 8;
const DAY_MS = 86_400_000;

/**
 * Names that need not be kept any longer. Kept are the newest three, the last one of each of seven days and of each of
 * eight weeks; beyond the newest three only as many of these as stay below `mostBytes`.
 */
export function superfluous(backups: readonly SizedBackup[], now: Date, mostBytes = MOST_BYTES): string[] {
  const newestFirst = [...backups].sort((a, b) => b.at.localeCompare(a.at) || b.entries - a.entries);
  const periods = new Set<string>();
  const kept = new Set<string>();
  let bytes = 0;
  for (const [place, backup] of newestFirst.entries()) {
    const wanted = newPeriods(backup, now, periods) || place < LEAST_KEPT;
    if (!wanted || (place >= LEAST_KEPT && bytes + backup.bytes > mostBytes)) continue;
    bytes += backup.bytes;
    kept.add(backup.name);
  }
  return newestFirst.filter(({ name }) => !kept.has(name)).map(({ name }) => name);
}

/** True when this is the newest of a day or a week that counts; days and weeks are those of UTC. */
function newPeriods({ at }: BackupName, now: Date, seen: Set<string>): boolean {
  const day = Math.floor(Date.parse(at) / DAY_MS);
  const today = Math.floor(now.getTime() / DAY_MS);
  const week = Math.floor(day / 7);
  const periods = [
    ...(today - day < DAYS ? [`day ${day}`] : []),
    ...(Math.floor(today / 7) - week < WEEKS ? [`week ${week}`] : []),
  ];
  const fresh = periods.filter((period) => !seen.has(period));
  for (const period of fresh) seen.add(period);
  return fresh.length > 0;
}
