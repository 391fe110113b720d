import { open, stat } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { errnoOf, fromSourceError } from './fs-errors.ts';

/** Size of a file in bytes. @throws AppError original_missing, unreadable_file */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw missingOr(error, path);
  }
}

/** Bytes of a file from `position`; fewer than `length` only where the file ends. */
export async function readSlice(path: string, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(length);
  try {
    const handle = await open(path, 'r');
    try {
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return done === length ? buffer : buffer.slice(0, done);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw missingOr(error, path);
  }
}

function missingOr(error: unknown, path: string): unknown {
  if (errnoOf(error) !== 'ENOENT') return fromSourceError(error, path);
  return new AppError(
    'original_missing',
    'This original is not in the library any more. Verify the library and restore it from a backup.',
  );
}
