import type { AppEvent } from '../../../../shared/api.ts';
import type { BackupState } from '../../../../shared/backup.ts';
import { toEnvelope } from '../../../../shared/errors.ts';
import { inBackupThread } from '../../db/backup-thread.ts';
import type { Handlers } from '../../handlers.ts';
import type { Log } from '../../log.ts';
import type { LibraryKeys } from '../../seal/library-keys.ts';
import { listBackups, makeBackup } from './backup-files.ts';

/** While a library is open, what changed is backed up so often. */
const EVERY_MS = 15 * 60_000;
/** A command that ends soon leaves it to a later one when the last backup is younger than this. */
const YOUNG_MS = 10 * 60_000;

export interface BackupService {
  /** Never throws: a folder that cannot be looked into is a backup that failed. */
  state(): Promise<BackupState>;
  /** Backs up what changed since the last backup. Never throws: a backup that failed is told, and tried again. */
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
  /** False where the library is open for reading only: then none is ever made. */
  readonly canWrite: boolean;
  /** Whether somebody works in this library for long, so that it is backed up while open and whenever it closes. */
  readonly watching: boolean;
  /** Told whenever there may be another state. */
  readonly changed: () => void;
  readonly emit: (event: AppEvent) => void;
}

/**
 * Rotating backups of the database. They may lag behind: what was done since stands in the ledger file, too, and comes
 * back with it.
 */
export function createBackups(deps: BackupDeps): BackupService {
  const { libraryDir, keys, entries, clock, log, canWrite, watching, changed, emit } = deps;
  let running: Promise<void> = Promise.resolve();
  let failed: BackupState['failed'] = null;

  const failure = (error: unknown) => ({ at: clock().toISOString(), error: toEnvelope(error) });
  const backUpNow = async (youngest: number): Promise<void> => {
    const [newest] = await listBackups(libraryDir);
    const age = newest === undefined ? Number.POSITIVE_INFINITY : clock().getTime() - Date.parse(newest.at);
    // A clock that was put back makes the newest one look as if it came from the future.
    if (newest !== undefined && newest.entries !== entries() && age >= 0 && age < youngest) return;
    if (newest?.entries !== entries()) {
      const made = await makeBackup(libraryDir, clock(), (from, to) =>
        inBackupThread({ task: 'copy', libraryDir, from, to, key: keys?.database ?? null }),
      );
      log.info('backup.made', { entries: made.entries });
    }
    failed = null;
  };
  const attempt = async (youngest: number, last: boolean): Promise<void> => {
    try {
      await backUpNow(youngest);
    } catch (error) {
      // Work goes on without it, and the older ones are still there; the next attempt comes by itself.
      const told = failed?.error.code;
      failed = failure(error);
      log.warn('backup.failed', { code: failed.error.code });
      // Once for each cause: the state goes on saying it. After the last attempt nobody can ask for the state any more.
      if (last || told !== failed.error.code) emit({ type: 'backupFailed', error: failed.error });
    }
    changed();
  };
  const backUp = (youngest = 0, last = false): Promise<void> => {
    if (canWrite) running = running.then(() => attempt(youngest, last));
    return running;
  };
  const timer = canWrite && watching ? setInterval(() => void backUp(), EVERY_MS).unref() : null;

  return {
    async state() {
      // What is found here is no attempt: the next one tells it by itself.
      let unseen: BackupState['failed'] = null;
      const all = await listBackups(libraryDir).catch((error: unknown) => {
        unseen = failure(error);
        return [];
      });
      const [newest] = all;
      const bytes = all.reduce((sum, each) => sum + each.bytes, 0);
      const last = newest === undefined ? null : { at: newest.at, entries: newest.entries, bytes: newest.bytes };
      const since = Math.max(0, entries() - (last?.entries ?? 0));
      return { last, count: all.length, bytes, since, failed: failed ?? unseen };
    },
    backUp: () => backUp(),
    close: () => {
      if (timer !== null) clearInterval(timer);
      return backUp(watching ? 0 : YOUNG_MS, true);
    },
  };
}

export function backupHandlers(backups: BackupService): Pick<Handlers, 'backups.state' | 'backups.make'> {
  return {
    'backups.state': () => backups.state(),
    'backups.make': async () => {
      await backups.backUp();
      return backups.state();
    },
  };
}
