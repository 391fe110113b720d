import { createCipheriv } from 'node:crypto';
import { CHUNK, CIPHER, chunkNonce, MAGIC, sealChunk, TAG, withoutStacks } from './container-format.ts';

/** What is bound to every chunk, as GCM reads it: filled up to a whole block of 16 bytes. */
const BOUND = Buffer.concat([MAGIC, Buffer.alloc(16 - MAGIC.length)]);

/** Proves chunks of one file by their tags. */
export interface ChunkProof {
  /** Whether this is chunk k, which is not the last, as it was sealed. */
  fits(k: number, sealed: Buffer): boolean;
  /** Wipes what it knows of the key. The key itself is its owner's. */
  end(): void;
}

/**
 * Proves whole chunks by their tags without deciphering them, so that reading a file back makes no plain byte and takes
 * half the time.
 *
 * GCM's tag is the nonce's own block plus GHASH, a polynomial in one secret value of the key: its coefficients are the
 * bound data, the enciphered bytes and last a block with both lengths (NIST SP 800-38D, 6.4 and 7.1). With the
 * enciphered bytes taken for bound data, too, GCM goes through the same coefficients but for that last block. So the
 * two tags of a chunk differ by (the two last blocks' difference) times (the secret value): the same 16 bytes for every
 * chunk of this key and length, which one chunk of zeros tells. A chunk fits here exactly when GCM accepts it.
 */
export function chunkProof(fileKey: Uint8Array): ChunkProof {
  const zeros = Buffer.alloc(CHUNK + TAG);
  sealChunk(fileKey, NO_CHUNK, true, zeros.subarray(0, CHUNK), zeros);
  const difference = xor(tagAsBound(fileKey, chunkNonce(NO_CHUNK, true), zeros), zeros.subarray(CHUNK));
  return {
    fits(k, sealed) {
      if (sealed.length !== CHUNK + TAG) return false;
      const tag = xor(tagAsBound(fileKey, chunkNonce(k, false), sealed), difference);
      return tag.equals(sealed.subarray(CHUNK));
    },
    end: () => void difference.fill(0),
  };
}

/** A number that no chunk has: this would be the last of a file of 2^71 bytes. */
const NO_CHUNK = 2 ** 53;

/** The tag that GCM gives when it is told to encipher nothing, and that the chunk's enciphered bytes are bound. */
function tagAsBound(fileKey: Uint8Array, nonce: Buffer, sealed: Buffer): Buffer {
  const cipher = withoutStacks(() => createCipheriv(CIPHER, fileKey, nonce));
  cipher.setAAD(BOUND).setAAD(sealed.subarray(0, CHUNK));
  cipher.final();
  return cipher.getAuthTag();
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, n) => byte ^ (b[n] ?? 0)));
}
