import { toEnvelope } from '../../../../shared/errors.ts';
import { inBackupThread } from '../../db/backup-thread.ts';
import type { Log } from '../../log.ts';
import type { LibraryKeys } from '../../seal/library-keys.ts';
import { listBackups, makeBackup } from './backup-files.ts';

/** While a library is open, what changed is backed up so often. */
const EVERY_MS = 15 * 60_000;
/** A command that ends soon leaves it to a later one when the last backup is younger than this. */
const YOUNG_MS = 10 * 60_000;

export interface BackupService {
  /** Backs up what changed since the last backup. Never throws: a backup that failed is logged, and tried again. */
  backUp(): Promise<void>;
  /** The last time, when work is over. */
  close(): Promise<void>;
}

export interface BackupDeps {
  readonly libraryDir: string;
  /** Null in a plain library. */
  readonly keys: LibraryKeys | null;
  /** Number of entries in the ledger now. */
  readonly entries: () => number;
  readonly clock: () => Date;
  readonly log: Log;
  /** Whether somebody works in this library for long, so that it is backed up while open and whenever it closes. */
  readonly watching: boolean;
}

/**
 * Rotating backups of the database. They may lag behind: what was done since stands in the ledger file, too, and comes
 * back with it.
 */
export function createBackups({ libraryDir, keys, entries, clock, log, watching }: BackupDeps): BackupService {
  let running: Promise<void> = Promise.resolve();

  const backUpNow = async (youngest: number): Promise<void> => {
    try {
      const [newest] = await listBackups(libraryDir);
      const age = newest === undefined ? Number.POSITIVE_INFINITY : clock().getTime() - Date.parse(newest.at);
      // A clock that was put back makes the newest one look as if it came from the future.
      if (newest !== undefined && (newest.entries === entries() || (age >= 0 && age < youngest))) return;
      const made = await makeBackup(libraryDir, clock(), (from, to) =>
        inBackupThread({ task: 'copy', libraryDir, from, to, key: keys?.database ?? null }),
      );
      log.info('backup.made', { entries: made.entries });
    } catch (error) {
      // Work goes on without it, and the older ones are still there; the next attempt comes by itself.
      log.warn('backup.failed', { code: toEnvelope(error).code });
    }
  };
  const backUp = (youngest = 0): Promise<void> => {
    running = running.then(() => backUpNow(youngest));
    return running;
  };
  const timer = watching ? setInterval(() => void backUp(), EVERY_MS).unref() : null;

  return {
    backUp: () => backUp(),
    close: () => {
      if (timer !== null) clearInterval(timer);
      return backUp(watching ? 0 : YOUNG_MS);
    },
  };
}
