import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { abortable, type BlockRead, hashBlocks, readBlocks, readsOf } from './block-reader.ts';
import { type DraftWriter, draftWriter } from './draft-writer.ts';
import { exists, makeFolder, placeNoReplace, removeIfThere } from './durable-files.ts';
import { readerOf, type Seal } from './file-source.ts';
import { diskFull, freeBytes, fromSourceError, fromTargetError } from './fs-errors.ts';
import { removeOriginal } from './original-removal.ts';
import { openSource, shownPath, systemPath } from './source-file.ts';
import type { Ingested } from './store.ts';
import { type StorePaths, temporaryName } from './store-paths.ts';

/** Dirty pages are handed to the disk this often, so that the last fsync is short and progress tells the truth. */
const FLUSH_EVERY = 64 << 20;

export interface IngestTask {
  readonly source: string | Uint8Array;
  /** How the source is opened when it is sealed itself, as uploads of a sealed library are. */
  readonly sourceSeal: Seal | null;
  /** Seals the original; null in a plain library. */
  readonly key: SharedBytes | null;
  readonly signal: AbortSignal;
  onBytes(step: string, done: number, total: number): void;
  /** Asked when the hash is known and before the original gets its name; true when the library has an item of it. */
  confirm(sha256: string): Promise<boolean>;
}

interface Draft {
  readonly path: string;
  readonly handle: FileHandle;
  readonly writer: DraftWriter;
}

/** The plain bytes of the source. */
interface Given {
  readonly read: BlockRead;
  readonly bytes: number;
}

interface Copied {
  readonly sha256: string;
  readonly bytes: number;
}

/** Runs in the store's worker thread; `Store.ingest` describes it. */
export async function ingestFile(paths: StorePaths, libraryDir: string, task: IngestTask): Promise<Ingested> {
  const source = await openSource(task.source);
  try {
    const before = await source.stat({ bigint: true });
    const given = await givenBy(source, Number(before.size), task.sourceSeal);
    const draft = await openDraft(paths, libraryDir, given.bytes, task.key);
    try {
      const copied = await copyAndHash(given, draft, libraryDir, task);
      await assertUnchanged(source, before, task.source);
      return await place(draft, copied, paths, libraryDir, task);
    } finally {
      await dropDraft(draft, task.signal);
    }
  } finally {
    await release(source, task.signal);
  }
}

async function givenBy(source: FileHandle, size: number, seal: Seal | null): Promise<Given> {
  if (seal === null) return { read: readsOf(source), bytes: size };
  const reader = await readerOf(source, seal);
  return { read: readsOf(reader), bytes: reader.size };
}

/** Gives the copy its name, unless the library holds these bytes already. */
async function place(
  draft: Draft,
  copied: Copied,
  paths: StorePaths,
  libraryDir: string,
  task: IngestTask,
): Promise<Ingested> {
  const isRecorded = await task.confirm(copied.sha256);
  const final = paths.original(copied.sha256);
  try {
    const isThere = await exists(final);
    if (isThere && isRecorded) return { ...copied, existed: await isIntact(final, copied, task) };
    await draft.writer.finish(identityOf(copied));
    await draft.handle.chmod(0o400);
    await abortable(draft.handle.sync(), task.signal);
    await assertReadsBack(draft, copied, libraryDir, task);
    // Left by an attempt that failed, perhaps because the disk refused to keep it: never taken for a safe copy.
    if (isThere) await removeOriginal(final);
    // From here on a cancel comes too late: the original is in place and its row follows.
    await placeNoReplace(draft.path, final);
    return { ...copied, existed: false };
  } catch (error) {
    throw fromTargetError(error, libraryDir, copied.bytes);
  }
}

const identityOf = ({ sha256 }: Copied) => `original\n${sha256}` as const;

async function openDraft(
  paths: StorePaths,
  libraryDir: string,
  bytes: number,
  key: SharedBytes | null,
): Promise<Draft> {
  const free = freeBytes(libraryDir);
  if (free !== null && free < bytes) throw diskFull(libraryDir, bytes);
  const path = join(paths.originals, temporaryName());
  try {
    await makeFolder(paths.originals);
    const handle = await open(path, 'wx+', 0o600);
    return { path, handle, writer: draftWriter(handle, key) };
  } catch (error) {
    throw fromTargetError(error, libraryDir, bytes);
  }
}

async function copyAndHash(
  { read, bytes: total }: Given,
  { handle: target, writer }: Draft,
  libraryDir: string,
  task: IngestTask,
): Promise<Copied> {
  const hash = createHash('sha256');
  let flushed: Promise<void> = Promise.resolve();
  let flushedAt = 0;
  const keep = async (block: Buffer, end: number) => {
    // A file that is still being written would never end.
    if (end > total) throw changed(shownPath(task.source));
    const writing = writer.write(block);
    hash.update(block);
    await writing;
    if (end - flushedAt >= FLUSH_EVERY) {
      await flushed;
      flushedAt = end;
      flushed = target.datasync();
      // Awaited above or below; this only keeps an early failure from counting as unhandled.
      flushed.catch(() => undefined);
    }
    task.onBytes('Copying and hashing', end, total);
  };
  const write = (block: Buffer, end: number) =>
    keep(block, end).catch((error: unknown) => {
      throw fromTargetError(error, libraryDir, total);
    });
  try {
    const bytes = await readBlocks(read, total, task.signal, write);
    if (bytes !== total) throw changed(shownPath(task.source));
    await abortable(flushed, task.signal).catch((error: unknown) => {
      throw fromTargetError(error, libraryDir, total);
    });
    return { sha256: hash.digest('hex'), bytes };
  } catch (error) {
    throw fromSourceError(error, shownPath(task.source));
  }
}

/** The path must still name the very file that was read, and that file must not have been touched. */
async function assertUnchanged(source: FileHandle, before: BigIntStats, path: string | Uint8Array): Promise<void> {
  const name = shownPath(path);
  let named: BigIntStats;
  try {
    named = await lstat(systemPath(path), { bigint: true });
  } catch (error) {
    throw fromSourceError(error, name);
  }
  const after = await source.stat({ bigint: true });
  const same = (s: BigIntStats) =>
    s.ino === before.ino &&
    s.dev === before.dev &&
    s.size === before.size &&
    s.mtimeNs === before.mtimeNs &&
    s.ctimeNs === before.ctimeNs;
  if (!same(after) || !same(named)) throw changed(name);
}

function changed(name: string): AppError {
  return new AppError(
    'source_changed',
    `${name} changed while it was being read, so no faithful copy could be made. Wait until nothing writes to it any more, then import it again.`,
    { path: name },
  );
}

/** Reads the copy back before it gets its name: the name alone then promises that the content is right. */
async function assertReadsBack(draft: Draft, copied: Copied, libraryDir: string, task: IngestTask): Promise<void> {
  const told = (done: number) => task.onBytes('Checking the copy', done, copied.bytes);
  if (await draft.writer.readsBack(copied.sha256, task.signal, told)) return;
  throw new AppError(
    'verification_failed',
    `The copy of ${shownPath(task.source)} in ${libraryDir} does not read back as it was written. The library's disk or its cable is failing; keep the library on another disk.`,
    { path: shownPath(task.source) },
  );
}

/** An original that stands there already counts as the same only when it still has these bytes. */
async function isIntact(final: string, copied: Copied, task: IngestTask): Promise<true> {
  const handle = await open(final, 'r');
  try {
    const seal = task.key === null ? null : { key: task.key, identity: identityOf(copied) };
    const { read, bytes } = await givenBy(handle, (await handle.stat()).size, seal);
    const there = await hashBlocks(read, bytes, task.signal, (done) =>
      task.onBytes('Comparing with the original', done, copied.bytes),
    );
    if (there.sha256 === copied.sha256) return true;
  } finally {
    await release(handle, task.signal);
  }
  throw new AppError(
    'verification_failed',
    `The library holds an original of the same bytes as ${shownPath(task.source)}, but it is no longer what was imported. Verify the library and restore that original from a backup.`,
    { path: shownPath(task.source), sha256: copied.sha256 },
  );
}

async function dropDraft(draft: Draft, signal: AbortSignal): Promise<void> {
  draft.writer.drop();
  if (signal.aborted && process.platform !== 'win32') {
    await removeIfThere(draft.path);
    await release(draft.handle, signal);
  } else {
    await draft.handle.close();
    await removeIfThere(draft.path);
  }
}

/** Closes a file. After a cancel nobody waits for it: closing would wait for a read or fsync that is under way. */
async function release(handle: FileHandle, signal: AbortSignal): Promise<void> {
  const closing = handle.close();
  if (signal.aborted) closing.catch(() => undefined);
  else await closing;
}
