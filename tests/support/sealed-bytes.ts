import { randomFillSync } from 'node:crypto';
import type { Identity } from '../../electron/core/seal/container-format.ts';
import { openSealed, type SealedBytes, type SealedReader } from '../../electron/core/seal/container-reader.ts';
import type { SharedBytes } from '../../electron/core/seal/library-keys.ts';

export function newKey(): SharedBytes {
  return randomFillSync(new Uint8Array(new SharedArrayBuffer(32)));
}

/** Bytes in memory as a file on the disk. */
export function inMemory(data: Buffer): SealedBytes {
  const readSync = (position: number, length: number) => Buffer.from(data.subarray(position, position + length));
  return { size: data.length, readSync, read: async (position, length) => readSync(position, length) };
}

export const openInMemory = (data: Buffer, key: SharedBytes, identity: Identity): Promise<SealedReader> =>
  openSealed(inMemory(data), key, identity);
