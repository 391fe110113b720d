import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { cancelled } from './fs-errors.ts';

/** Fills as much of the buffer as there is from `position` on, and says how much. */
export type BlockRead = (buffer: SharedBlock, position: number) => Promise<number>;

/** Memory that another thread can work on without a copy. */
export type SharedBlock = Buffer<SharedArrayBuffer>;

/** The same way to read for an open file and for bytes that are unsealed on the way. */
export function readsOf(file: FileHandle | { read(position: number, length: number): Promise<Buffer> }): BlockRead {
  if ('fd' in file) return async (buffer, at) => (await file.read(buffer, 0, buffer.length, at)).bytesRead;
  return async (buffer, at) => (await file.read(at, buffer.length)).copy(buffer);
}

/** One read or write. Larger blocks gain nothing; two of them per task keep memory small whatever the file's size. */
export const BLOCK = 1 << 20;

/** A block that is all zeros yet; the system gives it memory only where it is written to. */
export const sharedBlock = (length: number): SharedBlock => Buffer.from(new SharedArrayBuffer(length));

/** Rejects with `cancelled` as soon as the signal fires, even while the disk is still busy with `operation`. */
export function abortable<T>(operation: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelled());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    operation.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/**
 * Reads a file to its end in one pass. While `use` works on one block (hashing, writing), the next is being read into
 * the other of two buffers.
 * @returns number of bytes read
 */
export async function readBlocks(
  read: BlockRead,
  size: number,
  signal: AbortSignal,
  use: (block: Buffer, end: number) => void | Promise<void>,
): Promise<number> {
  const length = Math.max(1, Math.min(BLOCK, size + 1));
  let current = sharedBlock(length);
  let spare = sharedBlock(length);
  let total = 0;
  let got = await abortable(read(current, 0), signal);
  while (got > 0) {
    total += got;
    const reading = read(spare, total);
    const using = use(current.subarray(0, got), total);
    const [next] = await abortable(Promise.all([reading, using]), signal);
    got = next;
    [current, spare] = [spare, current];
  }
  return total;
}

/** Pauses after each piece of work so long that work takes `share` of the time. Nothing is paused for a share of 1. */
function sharing(share: number, signal: AbortSignal): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (share >= 1) return undefined;
    const worked = performance.now() - begun;
    // A pause that is cut short is the end of the reading; who reads hears of it by the same signal.
    return pause(worked * (1 / share - 1), undefined, { signal })
      .catch(() => undefined)
      .then(() => {
        begun = performance.now();
      });
  };
}

/** SHA-256 of all that `read` gives, taking at most `share` of one core. */
export async function hashBlocks(
  read: BlockRead,
  size: number,
  signal: AbortSignal,
  onBytes: (done: number) => void,
  share = 1,
): Promise<{ sha256: string; bytes: number }> {
  const hash: Hash = createHash('sha256');
  const rest = sharing(share, signal);
  const bytes = await readBlocks(read, size, signal, (block, end) => {
    hash.update(block);
    onBytes(end);
    return rest();
  });
  return { sha256: hash.digest('hex'), bytes };
}
