import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { writeDurably } from './durable-files.ts';
import { errnoOf, fromTargetError } from './fs-errors.ts';
import { temporaryName } from './store-paths.ts';

/**
 * Writes a file at a place that a person chose: whole, or not at all, and for good.
 * @throws AppError folder_not_writable, disk_full
 */
export async function writeWholeFile(file: string, data: Uint8Array): Promise<void> {
  const dir = dirname(file);
  try {
    // What a person asked for is theirs to share; what other users may do with it is their system's rule.
    await writeDurably(join(dir, temporaryName()), file, data, 0o666);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' && errnoOf(error) !== 'ENOTDIR') throw fromTargetError(error, dir);
    const text = `${file} could not be written: its folder does not exist. Name a file in a folder that you may write to.`;
    throw new AppError('folder_not_writable', text, { file });
  }
}
