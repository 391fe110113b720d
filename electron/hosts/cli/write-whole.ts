import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';

function writeError(file: string, error: unknown): AppError {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk_full', `There is no room left on the disk for ${file}. Free some, then try again.`, {
      file,
    });
  }
  const why = code === 'ENOENT' || code === 'ENOTDIR' ? 'its folder does not exist' : `the system says ${code}`;
  return new AppError(
    'folder_not_writable',
    `${file} could not be written: ${why}. Name a file in a folder that you may write to.`,
    {
      file,
      reason: code,
    },
  );
}

/** Writes a file so that it is whole or not there: temporary name, fsync, rename. @throws AppError */
export async function writeWhole(file: string, data: Uint8Array): Promise<void> {
  const temporary = join(dirname(file), `.aigaq-${randomBytes(6).toString('hex')}.part`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeError(file, error);
  }
}
