/** Copies or checks a database in a thread of its own, because SQLite blocks whoever asks it. */
import { parentPort, workerData } from 'node:worker_threads';
import { toEnvelope } from '../../../shared/errors.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { fromTargetError } from '../store/fs-errors.ts';
import { copyDatabase, inspectDatabase } from './copy-database.ts';
import { fromSqlite } from './sqlite-errors.ts';

/** What one such thread is to do; `libraryDir` is for what it says when that fails. */
export type BackupTask =
  | {
      readonly task: 'copy';
      readonly libraryDir: string;
      readonly from: string;
      readonly to: string;
      readonly key: SharedBytes | null;
    }
  | { readonly task: 'inspect'; readonly libraryDir: string; readonly path: string; readonly key: SharedBytes | null };

const task = workerData as BackupTask;
try {
  const value =
    task.task === 'copy' ? copyDatabase(task.from, task.to, task.key) : inspectDatabase(task.path, task.key);
  parentPort?.postMessage({ ok: true, value });
} catch (error) {
  parentPort?.postMessage({
    ok: false,
    error: toEnvelope(fromTargetError(fromSqlite(error, task.libraryDir), task.libraryDir)),
  });
}
