import { bridge } from '../../host/host.ts';
import { startImport } from './import-batches.ts';
import { enqueueUploads } from './upload-queue.ts';

/** Starts an import of files and folders that the host can read by path. @throws AppError */
export async function importPaths(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await startImport(paths.map((path) => ({ path })));
}

/**
 * Takes in files that a person picked or dropped: by path where the host knows it, otherwise by streaming their bytes.
 * @throws AppError
 */
export async function importFiles(files: readonly File[]): Promise<void> {
  const paths: string[] = [];
  const unknown: File[] = [];
  for (const file of files) {
    const path = bridge.pathForFile(file);
    if (path === null) unknown.push(file);
    else paths.push(path);
  }
  enqueueUploads(unknown);
  await importPaths(paths);
}
