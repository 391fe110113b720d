/** Runs in a child process and kills itself, as a crash would, once a step was reached; die-at.ts starts it. */

import { followCommits } from '../../electron/core/db/commit-follower.ts';
import { copyDatabase } from '../../electron/core/db/copy-database.ts';
import { breakSeal } from '../../electron/core/db/database-seal.ts';
import { migrateLibrary } from '../../electron/core/db/migrate-library.ts';
import { inTransaction, openDatabase } from '../../electron/core/db/open-database.ts';
import { makeBackup } from '../../electron/core/features/backups/backup-files.ts';
import { custodyRepo } from '../../electron/core/features/custody/custody-repo.ts';
import { createCustody } from '../../electron/core/features/custody/custody-service.ts';
import { openLedgerCopy } from '../../electron/core/features/custody/ledger-copy.ts';
import { libraryRepo } from '../../electron/core/features/library/library-repo.ts';
import { rebuildLibrary, restoreLibrary } from '../../electron/core/recovery/recover-library.ts';
import { recovering } from './whole-case.ts';

const [work = '', libraryDir = '', step = '', backup = ''] = process.argv.slice(2);
const die = (): void => void process.kill(process.pid, 'SIGKILL');
const reached = (at: string): void => {
  if (at === step) die();
};

const works: Record<string, () => Promise<unknown>> = {
  migrate: () =>
    migrateLibrary(libraryDir, {
      save: async () => (await makeBackup(libraryDir, new Date(), copyDatabase)).path,
      reached,
    }),
  restore: () => restoreLibrary(recovering(libraryDir, { reached }), backup),
  rebuild: () => rebuildLibrary(recovering(libraryDir, { reached })),
  backup: () =>
    makeBackup(libraryDir, new Date(), (from, to) => {
      const facts = copyDatabase(from, to);
      reached('copied');
      return facts;
    }),
  /** As in a session, an operator is set; the program ends between the commit and its copy, or before the commit. */
  async commit() {
    breakSeal(libraryDir);
    const db = openDatabase(libraryDir, 'write');
    const repo = custodyRepo(db);
    const copy = await openLedgerCopy({ libraryDir, keys: null }, repo, new Date());
    followCommits(db, { before: copy.before, after: die });
    const libraries = libraryRepo(db);
    const subject = libraries.get()?.id ?? '';
    const custody = createCustody({ repo, clock: () => new Date(), libraryId: subject, copied: copy.count });
    inTransaction(db, () => {
      libraries.setOperator('Third Observer');
      const details = { operator: 'Third Observer' };
      custody.record({ operator: 'Second Observer', action: 'library.operator', subject, details });
      reached('before commit');
    });
  },
};
await works[work]?.();
