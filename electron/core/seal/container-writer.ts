import { CHUNK, chunkAt, type Identity, newFileKey, sealChunk, sealHead } from './container-format.ts';
import type { SharedBytes } from './library-keys.ts';

/** Sealed bytes and where in the file they belong. */
export interface SealedPart {
  readonly position: number;
  readonly data: readonly Buffer[];
}

/**
 * Seals a stream of bytes, whose length need not be known before. The head comes last, because it binds the length and
 * the identity, which for an original is the hash of what has been read.
 */
export interface SealedWriter {
  /** What can be written now that `block` follows; the block may be used again. */
  push(block: Uint8Array): SealedPart;
  /** The last chunk. */
  end(): SealedPart;
  /** What belongs at the very start. Ends the writer: its key is wiped. */
  head(identity: Identity): SealedPart;
  /** Wipes the key of a file that is given up. */
  drop(): void;
}

export function sealedWriter(wrapping: SharedBytes): SealedWriter {
  const fileKey = newFileKey();
  // The last chunk carries a mark, and which one is the last is only known at the end: one is always held back.
  const held = Buffer.alloc(CHUNK);
  let filled = 0;
  let next = 0;
  let size = 0;

  const take = (block: Uint8Array): number => {
    const taken = Math.min(CHUNK - filled, block.length);
    held.set(block.subarray(0, taken), filled);
    filled += taken;
    return taken;
  };
  const sealHeld = (last: boolean): [Buffer, Buffer] => {
    const sealed = sealChunk(fileKey, next++, last, held.subarray(0, filled));
    filled = 0;
    return sealed;
  };
  /** Whole chunks that cannot be the last are sealed where they are. */
  const sealWhole = (block: Uint8Array, at: number, parts: Buffer[]): number => {
    let done = at;
    for (; filled === 0 && block.length - done > CHUNK; done += CHUNK)
      parts.push(...sealChunk(fileKey, next++, false, block.subarray(done, done + CHUNK)));
    return done;
  };

  return {
    push(block) {
      const position = chunkAt(next);
      const parts: Buffer[] = [];
      for (let at = 0; at < block.length; ) {
        if (filled === CHUNK) parts.push(...sealHeld(false));
        at = sealWhole(block, at, parts);
        at += take(block.subarray(at));
      }
      size += block.length;
      return { position, data: parts };
    },
    end() {
      const position = chunkAt(next);
      const data = sealHeld(true);
      held.fill(0);
      return { position, data };
    },
    head(identity) {
      const data = [sealHead(wrapping, fileKey, size, identity)];
      fileKey.fill(0);
      return { position: 0, data };
    },
    drop() {
      fileKey.fill(0);
      held.fill(0);
    },
  };
}

/** A whole file that fits into memory, sealed. */
export function sealBytes(wrapping: SharedBytes, plain: Uint8Array, identity: Identity): Buffer {
  const writer = sealedWriter(wrapping);
  const body = [...writer.push(plain).data, ...writer.end().data];
  return Buffer.concat([...writer.head(identity).data, ...body]);
}
