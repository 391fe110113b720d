import { readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Identity } from '../seal/container-format.ts';
import { openSealed, type SealedBytes } from '../seal/container-reader.ts';
import type { SharedBytes } from '../seal/library-keys.ts';

/**
 * Where the bytes of a file come from, as plain data that can be told to another thread. `seal` says how a file of a
 * sealed library is opened; null where the bytes on the disk are the file's own.
 */
export interface FileSource {
  readonly path: string;
  readonly seal: Seal | null;
}

export interface Seal {
  readonly key: SharedBytes;
  readonly identity: Identity;
}

/** Any file of this machine by its path. */
export const plainFile = (path: string): FileSource => ({ path, seal: null });

/** An open file's own bytes, from any place, sealed or not. */
export interface ByteReader {
  readonly size: number;
  /** Bytes from `position`; fewer than `length` only where the file ends. */
  read(position: number, length: number): Promise<Buffer>;
  /** The same while this thread waits; for small pieces. */
  readSync(position: number, length: number): Buffer;
  close(): Promise<void>;
}

/** @throws the system's error when it cannot be read; AppError verification_failed when its seal does not fit */
export async function openBytes(source: FileSource): Promise<ByteReader> {
  const handle = await open(source.path, 'r');
  try {
    return await readerOf(handle, source.seal);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The bytes of a file that is open already; closing the reader closes it. */
export async function readerOf(handle: FileHandle, seal: Seal | null): Promise<ByteReader> {
  const onDisk = bytesOf(handle, (await handle.stat()).size);
  if (seal === null) return { ...onDisk, close: () => handle.close() };
  const { end, ...reader } = await openSealed(onDisk, seal.key, seal.identity);
  return {
    ...reader,
    async close() {
      end();
      await handle.close();
    },
  };
}

/** Opens a file, lets `use` read it and closes it. */
export async function withBytes<T>(source: FileSource, use: (bytes: ByteReader) => Promise<T>): Promise<T> {
  const bytes = await openBytes(source);
  try {
    return await use(bytes);
  } finally {
    await bytes.close();
  }
}

/**
 * The same memory for every read, for whoever is done with what was read before it reads again: fresh memory is cleared
 * by the system first, and collected later.
 */
export function oneMemory(): (length: number) => Buffer {
  let memory = Buffer.alloc(0);
  return (length) => {
    if (memory.length < length) memory = Buffer.allocUnsafeSlow(length);
    return memory.subarray(0, length);
  };
}

/** The bytes as they lie on the disk. The handle stays its owner's. `memory` says where to what is read with `read`. */
export function bytesOf(
  handle: FileHandle,
  size: number,
  memory: (length: number) => Buffer = Buffer.allocUnsafe,
): SealedBytes {
  return {
    size,
    async read(position, length) {
      const data = memory(Math.max(0, length));
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(data, done, length - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return data.subarray(0, done);
    },
    readSync(position, length) {
      const data = Buffer.allocUnsafe(Math.max(0, length));
      let done = 0;
      while (done < length) {
        const got = readSync(handle.fd, data, done, length - done, position + done);
        if (got === 0) break;
        done += got;
      }
      return data.subarray(0, done);
    },
  };
}
