import { Worker } from 'node:worker_threads';
import { AppError, type ErrorEnvelope, fromEnvelope } from '../../../shared/errors.ts';
import { workerLocation } from '../worker-location.ts';
import type { BackupTask } from './backup-worker.ts';
import type { CopyFacts } from './copy-database.ts';

type Answer = { readonly ok: true; readonly value: CopyFacts } | { readonly ok: false; readonly error: ErrorEnvelope };

/**
 * Copies or checks a database without holding up the thread that answers the interface.
 * @throws AppError disk_full, library_damaged, folder_not_writable, internal when the copy is not whole
 */
export function inBackupThread(task: BackupTask): Promise<CopyFacts> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerLocation('backup-worker', import.meta.url), { workerData: task, name: 'backup' });
    worker.once('message', (answer: Answer) => {
      if (answer.ok) resolve(answer.value);
      else reject(fromEnvelope(answer.error));
    });
    worker.once('error', reject);
    worker.once('exit', () =>
      reject(new AppError('internal', 'The thread that copies the database ended. Try again.')),
    );
  });
}
