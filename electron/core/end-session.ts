import { sealDatabase } from './db/database-seal.ts';
import { openDatabase } from './db/open-database.ts';
import { custodyRepo } from './features/custody/custody-repo.ts';
import { openLedgerCopy } from './features/custody/ledger-copy.ts';
import type { LibraryPlace } from './seal/library-keys.ts';

/**
 * Leaves beside a database that was made just now what every session leaves: the ledger's copy and the seal.
 * @param beforeSeal done while the database is open and has everything
 */
export async function endSession(place: LibraryPlace, now: Date, beforeSeal?: () => Promise<unknown>): Promise<void> {
  const { libraryDir, keys } = place;
  const key = keys?.database ?? null;
  const db = openDatabase(libraryDir, 'write', key);
  try {
    (await openLedgerCopy(place, custodyRepo(db), now)).close();
    await beforeSeal?.();
    sealDatabase(db, libraryDir, key);
  } finally {
    db.close();
  }
}
