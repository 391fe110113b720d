import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { exists, placeNoReplace, writeDurably } from './durable-files.ts';
import { fromTargetError } from './fs-errors.ts';
import { temporaryName } from './store-paths.ts';

/**
 * Writes one small file for somebody outside the library: whole, durable, and never over another one.
 * @throws AppError folder_not_empty, folder_not_writable, disk_full
 */
export async function writeNewFile(file: string, data: Uint8Array): Promise<void> {
  const beside = (suffix: string) => join(dirname(file), temporaryName(suffix));
  const whole = beside('-whole');
  if (await exists(file)) {
    throw new AppError('folder_not_empty', `${file} is there already. Choose another name, or move it away.`, { file });
  }
  try {
    await writeDurably(beside('-part'), whole, data, 0o644);
    await placeNoReplace(whole, file);
  } catch (error) {
    await rm(whole, { force: true });
    throw fromTargetError(error, dirname(file), data.byteLength);
  }
}
