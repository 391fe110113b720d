import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chunkProof } from '../../electron/core/seal/chunk-proof.ts';
import { CHUNK, openChunk, sealChunk, TAG } from '../../electron/core/seal/container-format.ts';
import { sealBytes } from '../../electron/core/seal/container-writer.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';
import { newKey, openInMemory } from '../support/sealed-bytes.ts';

const fileKey = randomBytes(32);
const proof = chunkProof(fileKey);

function sealed(k: number, plain: Uint8Array = randomBytes(CHUNK), key = fileKey, last = false): Buffer {
  const target = Buffer.alloc(plain.length + TAG);
  expect(sealChunk(key, k, last, plain, target)).toBe(target.length);
  return target;
}

/** What both say of a chunk: whether it is proven by its tag, and whether it can be deciphered. */
function judged(k: number, chunk: Buffer): [boolean, boolean] {
  const accepted = (judge: () => unknown): boolean => {
    try {
      judge();
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'verification_failed' });
      return false;
    }
  };
  return [proof.fits(k, chunk), accepted(() => openChunk(fileKey, k, false, chunk))];
}

describe('a chunk', () => {
  test('is sealed piece by piece as GCM does it in one', () => {
    for (const size of [0, 1, 32 * 1024, 32 * 1024 + 1, CHUNK - 1, CHUNK]) {
      const plain = randomBytes(size);
      const nonce = Buffer.from('000000000000000000000700', 'hex');
      const cipher = createCipheriv('aes-256-gcm', fileKey, nonce).setAAD(Buffer.from('AGQSEAL1'));
      const inOne = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      expect(sealed(7, plain).equals(inOne), `${size} bytes`).toBe(true);
    }
  });

  test('is proven by its tag wherever it stands, whatever it holds', () => {
    for (const k of [0, 1, 255, 256, 2 ** 32 + 5, 2 ** 45])
      for (const plain of [randomBytes(CHUNK), Buffer.alloc(CHUNK), Buffer.alloc(CHUNK, 0xff)])
        expect(judged(k, sealed(k, plain)), `chunk ${k}`).toEqual([true, true]);
  });

  test('is not, with any bit of it or of its tag changed', () => {
    const random = seededRandom(4);
    const places = [0, 15, 16, CHUNK - 17, CHUNK - 16, CHUNK - 1, CHUNK, CHUNK + TAG - 1];
    for (let n = 0; n < 60; n++) places.push(random(CHUNK + TAG));
    const chunk = sealed(3);
    for (const at of places) {
      const bit = 1 << random(8);
      chunk[at] = (chunk[at] ?? 0) ^ bit;
      expect(judged(3, chunk), `byte ${at}`).toEqual([false, false]);
      chunk[at] = (chunk[at] ?? 0) ^ bit;
    }
    expect(judged(3, chunk)).toEqual([true, true]);
  });

  test('is not, in another place, of another file, as the last one, or of another length', () => {
    const plain = randomBytes(CHUNK);
    expect(judged(4, sealed(3, plain))).toEqual([false, false]);
    expect(judged(3, sealed(3, plain, randomBytes(32)))).toEqual([false, false]);
    expect(judged(3, sealed(3, plain, fileKey, true))).toEqual([false, false]);
    for (const length of [0, TAG, CHUNK, CHUNK + TAG - 1])
      expect(judged(3, sealed(3, plain).subarray(0, length)), `${length} bytes`).toEqual([false, false]);
    // A short chunk that can be deciphered is none that this proof is for.
    expect(judged(3, sealed(3, plain.subarray(1)))).toEqual([false, true]);
    expect(judged(3, Buffer.concat([sealed(3, plain), Buffer.alloc(1)]))).toEqual([false, false]);
  });

  test('is not, once the proof has been ended', () => {
    const ended = chunkProof(fileKey);
    expect(ended.fits(0, sealed(0))).toBe(true);
    ended.end();
    expect(ended.fits(0, sealed(0))).toBe(false);
  });
});

test('a file is proven chunk by chunk, and no more after it was closed', async () => {
  const key = newKey();
  const file = sealBytes(key, randomBytes(4 * CHUNK + 9), 'upload\nx');
  const reader = await openInMemory(file, key, 'upload\nx');
  await reader.prove(0, 5);
  await reader.prove(4, 5);
  file.fill(0, 2 * CHUNK, 2 * CHUNK + 500);
  await expect(reader.prove(0, 5)).rejects.toMatchObject({ code: 'verification_failed' });
  await reader.prove(3, 5);
  reader.end();
  await expect(reader.prove(3, 4)).rejects.toMatchObject({ code: 'verification_failed' });
  await expect(reader.prove(4, 5)).rejects.toMatchObject({ code: 'verification_failed' });
});
