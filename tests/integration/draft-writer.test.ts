import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { CHUNK, HEAD } from '../../electron/core/seal/container-format.ts';
import type { SharedBytes } from '../../electron/core/seal/library-keys.ts';
import { type DraftWriter, draftWriter } from '../../electron/core/store/draft-writer.ts';
import { readerOf } from '../../electron/core/store/file-source.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('draft');
const key = (): SharedBytes => {
  const bytes = new Uint8Array(new SharedArrayBuffer(32));
  bytes.set(randomBytes(32));
  return bytes;
};
const going = new AbortController().signal;
let opened: { handle: FileHandle; writer: DraftWriter }[] = [];
afterEach(async () => {
  for (const { handle, writer } of opened) {
    writer.drop();
    await handle.close();
  }
  opened = [];
});

/** A finished file of this many bytes, written in blocks of these lengths in turn, that still stands open. */
async function finished(sealed: boolean, size: number, lengths = [1 << 20]) {
  const handle = await open(join(newDir(), 'draft'), 'wx+');
  const seal = sealed ? key() : null;
  const writer = draftWriter(handle, seal);
  opened.push({ handle, writer });
  const content = randomBytes(size);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const identity = `original\n${sha256}` as const;
  for (let at = 0, n = 0; at < size; n++) {
    const block = Buffer.from(content.subarray(at, at + (lengths[n % lengths.length] ?? size)));
    await writer.write(block);
    // The block may be used again.
    block.fill(0);
    at += block.length;
  }
  await writer.finish(identity);
  const told: number[] = [];
  const readsBack = (signal = going) => writer.readsBack(sha256, signal, (done) => told.push(done));
  const holds = async () => {
    const reader = await readerOf(handle, seal === null ? null : { key: seal, identity });
    return (await reader.read(0, size + 1)).equals(content);
  };
  return { handle, readsBack, told, holds };
}

async function flip(handle: FileHandle, at: number): Promise<void> {
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, at);
  await handle.write(Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, at);
}

describe.each([
  ['a plain draft', false],
  ['a sealed draft', true],
])('%s', (_, sealed) => {
  test('reads back as it was written, and says how far it is', async () => {
    for (const size of [0, 1, CHUNK, CHUNK + 1, 4 * CHUNK, 9 * CHUNK + 77]) {
      const { readsBack, told } = await finished(sealed, size);
      expect(await readsBack(), `${size} bytes`).toBe(true);
      if (size > 0) expect(Math.max(...told)).toBe(size);
    }
  });

  test('holds what it was given, in blocks of whatever length', async () => {
    for (const lengths of [[1 << 20], [5_000_000], [64 * 1024], [1, CHUNK, 3 * CHUNK + 1, (1 << 20) + 1, CHUNK - 1]]) {
      const { holds, readsBack } = await finished(sealed, 4_500_000, lengths);
      expect(await holds(), `${lengths}`).toBe(true);
      expect(await readsBack(), `${lengths}`).toBe(true);
    }
  });

  test('does not read back, with any bit of it changed', async () => {
    const random = seededRandom(7);
    const size = 9 * CHUNK + 77;
    const { handle, readsBack } = await finished(sealed, size);
    const end = (await handle.stat()).size;
    const places = [0, HEAD, end - 1, ...Array.from({ length: 20 }, () => random(end))];
    for (const at of places) {
      await flip(handle, at);
      expect(await readsBack(), `byte ${at}`).toBe(false);
      await flip(handle, at);
    }
    expect(await readsBack()).toBe(true);
  });

  test('does not read back, when its end is missing', async () => {
    const { handle, readsBack } = await finished(sealed, 5 * CHUNK);
    await handle.truncate((await handle.stat()).size - 1);
    expect(await readsBack()).toBe(false);
  });

  test('ends at once with a cancel', async () => {
    const { readsBack } = await finished(sealed, 20 * CHUNK);
    await expect(readsBack(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});
