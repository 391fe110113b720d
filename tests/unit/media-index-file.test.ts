import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decodeIndex, encodeIndex, type KeptIndex } from '../../electron/core/media/index-file.ts';
import { PicturePrints, printsWriter } from '../../electron/core/media/index-prints.ts';

function madeIndex(count: number, step: (n: number) => number): KeptIndex {
  const pts: number[] = [];
  for (let n = 0, at = -2002; n < count; n++, at += step(n)) pts.push(at);
  const md5 = PicturePrints.of(pts.map((_, n) => n.toString(16).padStart(32, '0')));
  const keys = pts.map((_, n) => n).filter((n) => n % 7 === 0);
  return {
    timeBase: [1, 90_000],
    width: 320,
    height: 240,
    source: 'decoder',
    fieldOrder: 'bottom',
    shapes: [{ from: 0, shape: '320x240 yuv420p' }],
    warnings: [{ code: 'x', message: 'Әріптер' }],
    pts,
    keys,
    md5,
  };
}

describe('kept frame index', () => {
  test.each([0, 1, 8, 9, 1000])('%i frames come back as they were', (count) => {
    const index = madeIndex(count, (n) => (n % 3 === 0 ? 3003 : n % 5 === 0 ? -1001 : 3_000_000_000));
    expect(decodeIndex(encodeIndex(index))).toEqual(index);
  });

  test('a list by the container has no MD5s', () => {
    const index: KeptIndex = { ...madeIndex(50, () => 3600), source: 'container', md5: null };
    expect(decodeIndex(encodeIndex(index))).toEqual(index);
  });

  test('a file of version 1 is made anew', () => {
    const old = encodeIndex(madeIndex(3, () => 3600));
    old.write('AGQIDX1\n', 'latin1');
    const body = old.subarray(0, -32);
    const data = Buffer.concat([body, createHash('sha256').update(body).digest()]);
    expect(decodeIndex(data)).toBeNull();
  });

  test('every damaged byte and every cut is noticed', () => {
    const data = encodeIndex(madeIndex(20, () => 3600));
    for (let at = 0; at < data.length; at++) {
      const damaged = Buffer.from(data);
      damaged[at] = (damaged[at] ?? 0) ^ 0x20;
      expect(decodeIndex(damaged)).toBeNull();
    }
    for (const length of [0, 5, 20, data.length - 1]) expect(decodeIndex(data.subarray(0, length))).toBeNull();
  });

  test('three hours at 30 pictures a second take little room and load fast', () => {
    const data = encodeIndex(madeIndex(324_000, () => 3003));
    expect(data.length).toBeLessThan(324_000 * 19);
    const start = performance.now();
    expect(decodeIndex(data)?.pts.length).toBe(324_000);
    expect(performance.now() - start).toBeLessThan(450);
  });
});

describe('MD5s of pictures', () => {
  const texts = Array.from({ length: 5000 }, (_, n) => n.toString(16).padStart(32, 'a'));

  test('come out as they went in, whole and in parts', () => {
    const writer = printsWriter();
    for (const text of texts) writer.add(text);
    const prints = writer.prints();
    expect(prints.length).toBe(5000);
    expect(prints.slice()).toEqual(texts);
    expect(prints.slice(4998, 9000)).toEqual(texts.slice(4998));
    expect(prints.slice(7, 7)).toEqual([]);
    expect([prints.at(0), prints.at(4999), prints.at(5000), prints.at(-1)]).toEqual([
      texts[0],
      texts[4999],
      undefined,
      undefined,
    ]);
    expect(prints.bytes.byteLength).toBe(80_000);
    expect(PicturePrints.of(texts)).toEqual(prints);
  });
});
