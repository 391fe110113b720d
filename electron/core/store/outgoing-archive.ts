import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Encrypter } from 'age-encryption';
import { ZipFile } from 'yazl';
import { AppError } from '../../../shared/errors.ts';
import type { Work } from '../progress.ts';
import { exists, placeNoReplace, syncFile } from './durable-files.ts';
import type { Naming } from './final-names.ts';
import { listFolder } from './folder-reader.ts';
import { fromTargetError } from './fs-errors.ts';

export interface MadeArchive {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * The same folder gives the same bytes: one early day as the time, which the zip holds without a zone, no
 * owner, sorted names, and nothing compressed, because films do not shrink and compressors differ by version.
 */
const fixed = () => ({ mtime: new Date(1980, 0, 2), mode: 0o100644, compress: false, forceDosTimestamp: true });

/** Says at once when there is a file of this name. @throws AppError folder_not_empty */
export async function assertFreeFile(file: string): Promise<void> {
  if (!(await exists(file))) return;
  throw new AppError('folder_not_empty', `${file} is there already. Choose another name, or move it away.`, { file });
}

/** @throws AppError invalid_input unless every one of these is a public key of age */
export function encrypterFor(recipients: readonly string[]): Encrypter {
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      const text = `${recipient} is no public key of age. Check that it was copied whole; it begins with age1.`;
      throw new AppError('invalid_input', text, { recipient });
    }
  }
  return encrypter;
}

/** Name of the one folder at the top of an archive: that of the archive, as RFC 8493, section 4.1 recommends. */
export function topFolder(file: string): string {
  const name = basename(file).replace(/(\.zip)?(\.age)?$/i, '');
  return name.replace(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^[. ]+|[. ]+$/g, '_') || 'bundle';
}

/** A finished folder and the archive it is to become. */
export interface ArchivePart {
  readonly folder: string;
  readonly file: string;
}

/**
 * Packs each finished folder into one zip, enciphered by age for `recipients` where there are any. Archives grow inside
 * their folders, whose owner removes them whatever happens, until {@link archiveNaming} gives them their names.
 * @throws AppError folder_not_writable, disk_full, and the signal's reason when cancelled
 */
export async function packFolders(
  parts: readonly ArchivePart[],
  recipients: readonly string[],
  work: Work,
): Promise<MadeArchive[]> {
  const made: MadeArchive[] = [];
  for (const [position, part] of parts.entries()) {
    const step = parts.length === 1 ? 'Packing the archive' : `Packing archive ${position + 1} of ${parts.length}`;
    made.push(await inWords(part, work, () => pack(part, recipients, step, work)));
  }
  return made;
}

/** The final name of a packed folder's archive. */
export const archiveNaming = (part: ArchivePart, work: Work): Naming => ({
  assertFree: () => assertFreeFile(part.file),
  name: () => inWords(part, work, () => placeNoReplace(growing(part), part.file)),
  takeBack: () => rename(part.file, growing(part)),
});

const growing = ({ folder }: ArchivePart): string => join(folder, 'archive.part');

async function inWords<T>({ file }: ArchivePart, work: Work, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    work.signal.throwIfAborted();
    throw fromTargetError(error, dirname(file));
  }
}

async function pack(part: ArchivePart, recipients: readonly string[], step: string, work: Work): Promise<MadeArchive> {
  const zip = await zipOf(part.folder, topFolder(part.file), step, work);
  const packed = recipients.length === 0 ? zip : await enciphered(zip, recipients);
  const counted = counter();
  await pipeline(packed, counted.stream, createWriteStream(growing(part), { flags: 'wx' }), { signal: work.signal });
  await syncFile(growing(part));
  return counted.made();
}

async function zipOf(folder: string, top: string, step: string, work: Work): Promise<Readable> {
  const entries = (await listFolder(folder, work.signal)).filter(({ isFile }) => isFile);
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const zip = new ZipFile();
  for (const { path } of entries.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    zip.addFile(join(folder, path), `${top}/${path}`, fixed());
  }
  zip.end();
  let done = 0;
  const watched = new Transform({
    transform(block: Buffer, _encoding, next) {
      done = Math.min(total, done + block.length);
      work.onStep({ step, done, total, unit: 'bytes' });
      next(null, block);
    },
  });
  // A file that cannot be read ends the archive: one that lacks a file must never look complete.
  zip.on('error', (error: Error) => watched.destroy(error));
  zip.outputStream.pipe(watched);
  return watched;
}

async function enciphered(plain: Readable, recipients: readonly string[]): Promise<Readable> {
  const stream = Readable.toWeb(plain) as unknown as ReadableStream<Uint8Array>;
  return Readable.fromWeb((await encrypterFor(recipients).encrypt(stream)) as unknown as WebStream);
}

function counter(): { stream: Transform; made: () => MadeArchive } {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(block: Buffer, _encoding, next) {
      hash.update(block);
      bytes += block.length;
      next(null, block);
    },
  });
  return { stream, made: () => ({ sha256: hash.digest('hex'), bytes }) };
}
