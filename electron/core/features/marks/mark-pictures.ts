import { createHash } from 'node:crypto';

const MD5_BYTES = 16;

/** MD5s of a mark's pictures as the mark keeps them: 16 bytes each, in order of frames. */
export const packMd5 = (md5: readonly string[]): Buffer => Buffer.from(md5.join(''), 'hex');

/** The inverse. Bytes that are no whole MD5 at the end, which only a forger can have left, count as one that fits nothing. */
export function unpackMd5(block: Uint8Array): string[] {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  return Array.from({ length: Math.ceil(bytes.length / MD5_BYTES) }, (_, n) =>
    bytes.toString('hex', n * MD5_BYTES, (n + 1) * MD5_BYTES),
  );
}

/** What the ledger says of the block, so that verify finds a changed one; null for marks without pictures. */
export const hashOfBlock = (block: Uint8Array | null): string | null =>
  block === null ? null : createHash('sha256').update(block).digest('hex');
