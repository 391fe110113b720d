import {
  CHUNK,
  chunkAt,
  HEAD,
  type Identity,
  newFileKey,
  sealChunk,
  sealedSize,
  sealHead,
  TAG,
} from './container-format.ts';
import type { SharedBytes } from './library-keys.ts';

/** How many sealed bytes were put at the start of the memory that was given for them, and where in the file they belong. */
export interface SealedPart {
  readonly position: number;
  readonly length: number;
}

/** Memory that is enough for whatever `push` gives of a block of this length, or `end`. */
export const roomFor = (length: number): number => (Math.floor(length / CHUNK) + 1) * (CHUNK + TAG);

/**
 * Seals a stream of bytes, whose length need not be known before. The head comes last, because it binds the length and
 * the identity, which for an original is the hash of what has been read.
 */
export interface SealedWriter {
  /** Puts into `target` what can be written now that `block` follows; the block may be used again. */
  push(block: Uint8Array, target: Uint8Array): SealedPart;
  /** Puts the last chunk into `target`. */
  end(target: Uint8Array): SealedPart;
  /** What belongs at the very start. Ends the writer: its key is wiped. */
  head(identity: Identity): Buffer;
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
  const sealHeld = (last: boolean, target: Uint8Array): number => {
    const length = sealChunk(fileKey, next++, last, held.subarray(0, filled), target);
    filled = 0;
    return length;
  };
  /** A whole chunk that cannot be the last is sealed where it is. */
  const sealWhole = (block: Uint8Array, at: number, target: Uint8Array): number =>
    sealChunk(fileKey, next++, false, block.subarray(at, at + CHUNK), target);

  return {
    push(block, target) {
      const position = chunkAt(next);
      let length = 0;
      for (let at = 0; at < block.length; ) {
        if (filled === CHUNK) length += sealHeld(false, target.subarray(length));
        for (; filled === 0 && block.length - at > CHUNK; at += CHUNK)
          length += sealWhole(block, at, target.subarray(length));
        at += take(block.subarray(at));
      }
      size += block.length;
      return { position, length };
    },
    end(target) {
      const position = chunkAt(next);
      const length = sealHeld(true, target);
      held.fill(0);
      return { position, length };
    },
    head(identity) {
      const head = sealHead(wrapping, fileKey, size, identity);
      fileKey.fill(0);
      return head;
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
  const sealed = Buffer.alloc(sealedSize(plain.length));
  const { length } = writer.push(plain, sealed.subarray(HEAD));
  writer.end(sealed.subarray(HEAD + length));
  writer.head(identity).copy(sealed);
  return sealed;
}
