import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CHUNK, chunkAt, HEAD, sealedSize, TAG } from '../../electron/core/seal/container-format.ts';
import { roomFor, type SealedPart, sealBytes, sealedWriter } from '../../electron/core/seal/container-writer.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';
import { inMemory, newKey, openInMemory } from '../support/sealed-bytes.ts';

const KEY = newKey();
const WHO = `original\n${'a'.repeat(64)}` as const;
/** No byte, one chunk less one byte, exactly one, one more, three and a bit. */
const SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 77];

const seal = (plain: Uint8Array) => sealBytes(KEY, plain, WHO);

/** All bytes that can be had from a sealed file, by both ways of reading, chunk by chunk; what is refused is left out. */
async function whatComesOut(sealed: Buffer, key = KEY, who: typeof WHO = WHO): Promise<Buffer[]> {
  const out: Buffer[] = [];
  const reader = await openInMemory(sealed, key, who).catch(() => null);
  if (reader === null) return out;
  for (let at = 0; at < reader.size; at += CHUNK) {
    await reader.read(at, CHUNK).then(
      (bytes) => out.push(bytes),
      () => undefined,
    );
    try {
      out.push(reader.readSync(at, CHUNK));
    } catch {
      // Refused, as it should be for an altered chunk.
    }
  }
  return out;
}

describe('a sealed file', () => {
  test.each(SIZES)('of %i bytes gives back what was put in, whole and in any part', async (size) => {
    const plain = randomBytes(size);
    const sealed = seal(plain);
    expect(sealed.length).toBe(sealedSize(size));
    const reader = await openInMemory(sealed, KEY, WHO);
    expect(reader.size).toBe(size);
    expect((await reader.read(0, size + 10)).equals(plain)).toBe(true);
    const random = seededRandom(size);
    for (let n = 0; n < 200; n++) {
      const at = random(size + 3);
      const length = random(n % 3 === 0 ? 3 * CHUNK : 40);
      const wanted = plain.subarray(at, at + length);
      expect((await reader.read(at, length)).equals(wanted), `${at}+${length}`).toBe(true);
      expect(reader.readSync(at, length).equals(wanted), `${at}+${length}`).toBe(true);
    }
  });

  test('is the same file however its bytes come', async () => {
    const plain = randomBytes(5 * CHUNK + 5);
    const random = seededRandom(3);
    const writer = sealedWriter(KEY);
    const sealed = Buffer.alloc(sealedSize(plain.length));
    const put = (room: Buffer, { position, length }: SealedPart) => room.copy(sealed, position, 0, length);
    for (let at = 0; at < plain.length; ) {
      const block = plain.subarray(at, at + random(2 * CHUNK));
      const room = Buffer.alloc(roomFor(block.length));
      put(room, writer.push(block, room));
      at += block.length;
    }
    const room = Buffer.alloc(roomFor(0));
    put(room, writer.end(room));
    writer.head(WHO).copy(sealed);
    const reader = await openInMemory(sealed, KEY, WHO);
    expect((await reader.read(0, plain.length)).equals(plain)).toBe(true);
  });

  test('holds nothing of what was put in, and is another one every time', () => {
    const plain = Buffer.from('a sentence that must not be found '.repeat(4000));
    const sealed = seal(plain);
    expect(sealed.includes('a sentence')).toBe(false);
    expect(seal(plain).subarray(HEAD).equals(sealed.subarray(HEAD))).toBe(false);
  });

  test('gives no more after it was closed', async () => {
    const reader = await openInMemory(seal(randomBytes(3 * CHUNK)), KEY, WHO);
    reader.end();
    await expect(reader.read(0, 10)).rejects.toMatchObject({ code: 'verification_failed' });
  });
});

describe('not one plain byte comes out of', () => {
  const plain = randomBytes(3 * CHUNK + 500);

  test('a file that is opened with another key, or as another file', async () => {
    expect(await whatComesOut(seal(plain))).toHaveLength(8);
    expect(await whatComesOut(seal(plain), newKey())).toEqual([]);
    expect(await whatComesOut(seal(plain), KEY, `original\n${'b'.repeat(64)}`)).toEqual([]);
    await expect(openInMemory(seal(plain), newKey(), WHO)).rejects.toMatchObject({ code: 'verification_failed' });
  });

  test('a file whose head was changed anywhere', async () => {
    const sealed = seal(plain);
    for (let at = 0; at < HEAD; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await whatComesOut(changed), `byte ${at}`).toEqual([]);
    }
  });

  test('a file that was cut or made longer at any place', async () => {
    const sealed = seal(plain);
    const random = seededRandom(11);
    const lengths = [0, 1, HEAD - 1, HEAD, chunkAt(1), chunkAt(2), chunkAt(3), sealed.length - TAG, sealed.length - 1];
    for (let n = 0; n < 100; n++) lengths.push(random(sealed.length));
    for (const length of lengths) expect(await whatComesOut(sealed.subarray(0, length)), `${length}`).toEqual([]);
    for (const more of [1, TAG, CHUNK + TAG])
      expect(await whatComesOut(Buffer.concat([sealed, randomBytes(more)])), `+${more}`).toEqual([]);
    // The last chunk twice, and the last one left out with its length made to fit.
    expect(await whatComesOut(Buffer.concat([sealed, sealed.subarray(chunkAt(3))]))).toEqual([]);
  });

  test('a chunk that was changed; the others stay readable', async () => {
    const random = seededRandom(5);
    for (let n = 0; n < 60; n++) {
      const sealed = seal(plain);
      const k = random(4);
      const at = chunkAt(k) + random(Math.min(sealed.length, chunkAt(k + 1)) - chunkAt(k));
      sealed[at] = (sealed[at] ?? 0) ^ (1 << random(8));
      const out = await whatComesOut(sealed);
      // The last chunk is proven before anything; any other only when it is asked for.
      expect(out, `chunk ${k}`).toHaveLength(k === 3 ? 0 : 6);
      for (const bytes of out) expect(bytes.equals(plain.subarray(k * CHUNK, (k + 1) * CHUNK))).toBe(false);
    }
  });

  test('a chunk in another one’s place, of the same file or of another one with the same key', async () => {
    const sealed = seal(plain);
    const other = seal(plain);
    const chunk = (from: Buffer, k: number) => from.subarray(chunkAt(k), chunkAt(k + 1));
    for (let k = 0; k < 3; k++)
      for (let from = 0; from < 3; from++) {
        const swapped = Buffer.from(sealed);
        chunk(from === k ? other : sealed, from).copy(swapped, chunkAt(k));
        expect(await whatComesOut(swapped), `${from} at ${k}`).toHaveLength(6);
      }
    const foreignHead = Buffer.from(sealed);
    other.copy(foreignHead, 0, 0, HEAD);
    expect(await whatComesOut(foreignHead)).toEqual([]);
  });

  test('a last chunk that is not marked as the last, or another that is', async () => {
    // Whole chunks only, so that a file of fewer chunks has the form of a sealed file.
    const whole = randomBytes(3 * CHUNK);
    const sealed = seal(whole);
    const shorter = Buffer.from(sealed.subarray(0, chunkAt(2)));
    shorter.writeBigUInt64BE(BigInt(2 * CHUNK), 8);
    expect(await whatComesOut(shorter)).toEqual([]);
  });

  test('a file that its disk gives out cut short while it is read', async () => {
    const bytes = inMemory(seal(plain));
    const { openSealed } = await import('../../electron/core/seal/container-reader.ts');
    let cut = false;
    const short = (position: number, length: number) => bytes.readSync(position, cut ? length - 1 : length);
    const file = { size: bytes.size, readSync: short, read: async (at: number, n: number) => short(at, n) };
    const reader = await openSealed(file, KEY, WHO);
    cut = true;
    await expect(reader.read(0, CHUNK)).rejects.toMatchObject({ code: 'verification_failed' });
    expect(() => reader.readSync(CHUNK, 10)).toThrow(/not as it was written/);
  });
});
