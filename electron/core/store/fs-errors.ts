import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { byteText } from './byte-text.ts';

/** The system's own error name, such as ENOSPC; null for every other kind of error. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled. Nothing was left behind.');
}

/** Bytes that a normal user can still write where `dir` is or is to be, or null where the system does not say. */
export function freeBytes(dir: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' && dirname(dir) !== dir) return freeBytes(dirname(dir));
    // A disk that cannot be asked is not a failure of its own; the sentence then goes without the figure.
    return null;
  }
}

export function diskFull(dir: string, needed: number | null): AppError {
  const free = freeBytes(dir);
  const figures = [
    ...(free === null ? [] : [`${byteText(free)} are free`]),
    ...(needed === null ? [] : [`${byteText(needed)} are needed`]),
  ];
  const told = figures.length === 0 ? '' : `: ${figures.join(', ')}`;
  return new AppError(
    'disk_full',
    `The disk of ${dir} has not enough room${told}. Free some space on it and try again.`,
    { path: dir, freeBytes: free, neededBytes: needed },
  );
}

/** What went wrong with a file that was to be read. */
export function fromSourceError(error: unknown, path: string): unknown {
  const errno = errnoOf(error);
  if (errno === null) return error;
  const details = { path, errno };
  switch (errno) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError(
        'unreadable_file',
        `There is no file ${path}. Check the path and that its disk is connected.`,
        details,
      );
    case 'EACCES':
    case 'EPERM':
      return new AppError(
        'unreadable_file',
        `Aigaq may not read ${path}. Change its permissions or ask its owner.`,
        details,
      );
    case 'ELOOP':
    case 'EMLINK':
      return notRegular(path, 'a symbolic link');
    case 'EISDIR':
      return notRegular(path, 'a folder');
    case 'EIO':
      return new AppError(
        'unreadable_file',
        `The disk reported an error while ${path} was read. Copy it from another medium, or try another cable or reader.`,
        details,
      );
    default:
      return new AppError(
        'unreadable_file',
        `${path} could not be read (${errno}). Check the file and try again.`,
        details,
      );
  }
}

/** What went wrong while something was written into the library, or into a folder of a person's choice. */
export function fromTargetError(error: unknown, dir: string, needed: number | null = null): unknown {
  const errno = errnoOf(error);
  if (errno === null) return error;
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(dir, needed);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError(
        'folder_not_writable',
        `Aigaq may not write in ${dir}. Check its permissions and that its disk is not write-protected.`,
        { path: dir, errno },
      );
    default:
      return new AppError(
        'folder_not_writable',
        `Writing in ${dir} failed (${errno}). Check that its disk is connected and healthy, then try again.`,
        { path: dir, errno },
      );
  }
}

export function notRegular(path: string, what: string): AppError {
  return new AppError(
    'not_a_regular_file',
    `${path} is ${what}, not a regular file, so it has no bytes of its own to keep. Import the file itself.`,
    { path },
  );
}
