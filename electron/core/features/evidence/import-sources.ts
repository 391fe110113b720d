import type { Dirent } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { AppError, toEnvelope } from '../../../../shared/errors.ts';
import type { Details, ImportSource } from '../../../../shared/evidence.ts';
import { fromSourceError } from '../../store/fs-errors.ts';
import type { ImportInput } from './import-input.ts';

/**
 * Every file that is to be imported, in the order asked for; folders recurse in sorted order. Nothing is opened and no
 * link is followed. What cannot be imported is in the list as well, so that every entry gets an answer.
 */
export async function expandSources(
  sources: readonly ImportSource[],
  details: Details,
  libraryDir: string,
): Promise<ImportInput[]> {
  const library = await stat(libraryDir);
  const found: ImportInput[] = [];
  for (const source of sources) {
    if ('upload' in source)
      found.push({ path: source.name, name: lastPart(source.name), upload: source.upload, details });
    else await expandPath(Buffer.from(resolve(source.path)), true);
  }
  return found;

  async function expandPath(path: Buffer, named: boolean): Promise<void> {
    try {
      const stats = await lstat(path);
      if (!stats.isDirectory()) {
        found.push(fileInput(path, details));
        return;
      }
      if (stats.ino === library.ino && stats.dev === library.dev) throw ownFolder(path);
      await expandFolder(path);
    } catch (error) {
      // A named path that is not there is told by the job that tries to read it.
      if (named && !(error instanceof AppError)) found.push(fileInput(path, details));
      else found.push(refused(path, details, error));
    }
  }

  async function expandFolder(folder: Buffer): Promise<void> {
    const entries: Dirent<Buffer>[] = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
    entries.sort((a, b) => Buffer.compare(a.name, b.name));
    for (const entry of entries) {
      const path = Buffer.concat([folder, Buffer.from('/'), entry.name]);
      if (entry.isDirectory()) await expandPath(path, false);
      else found.push(fileInput(path, details));
    }
  }
}

/** The system's path of an input: bytes only where text would not find the file again. */
export function sourceOf(input: ImportInput): string | Uint8Array {
  return input.rawPath === undefined ? input.path : Buffer.from(input.rawPath, 'hex');
}

function fileInput(bytes: Buffer, details: Details): ImportInput {
  const path = bytes.toString('utf8');
  const input = { path, name: basename(path), details };
  return Buffer.from(path).equals(bytes) ? input : { ...input, rawPath: bytes.toString('hex') };
}

function refused(bytes: Buffer, details: Details, error: unknown): ImportInput {
  const path = bytes.toString('utf8');
  return { ...fileInput(bytes, details), refusal: toEnvelope(fromSourceError(error, path)) };
}

function ownFolder(bytes: Buffer): AppError {
  const path = bytes.toString('utf8');
  return new AppError(
    'not_a_regular_file',
    `${path} is this library's own folder; it cannot be imported into itself. Choose the folder that the evidence came in.`,
    { path },
  );
}

/** Browsers give a picked folder's files relative paths with slashes; only the last part is the file's name. */
const lastPart = (name: string): string => name.split('/').at(-1) || name;
