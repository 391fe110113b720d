import { describe, expect, test } from 'vitest';
import { parseRange } from '../../electron/core/byte-range.ts';
import { parseMediaAddress } from '../../electron/core/media-address-parser.ts';

describe('Range header', () => {
  test.each([
    [null, 100, null],
    ['bytes=0-', 100, { first: 0, last: 99 }],
    ['bytes=0-0', 100, { first: 0, last: 0 }],
    ['bytes=10-19', 100, { first: 10, last: 19 }],
    ['bytes=99-', 100, { first: 99, last: 99 }],
    ['bytes=90-1000', 100, { first: 90, last: 99 }],
    ['bytes=-10', 100, { first: 90, last: 99 }],
    ['bytes=-1000', 100, { first: 0, last: 99 }],
    ['BYTES=1-2', 100, { first: 1, last: 2 }],
    ['bytes=100-', 100, 'unsatisfiable'],
    ['bytes=-0', 100, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=-5', 0, 'unsatisfiable'],
    ['bytes=5-4', 100, null],
    ['bytes=-', 100, null],
    ['bytes=', 100, null],
    ['bytes=0-1,3-4', 100, null],
    ['items=0-1', 100, null],
    ['bytes=a-b', 100, null],
    ['bytes=0x1-2', 100, null],
    ['bytes=1.5-2', 100, null],
    ['bytes=--5', 100, null],
    ['bytes=99999999999999999999-', 100, 'unsatisfiable'],
  ] as const)('%s of %d bytes', (header, size, expected) => {
    expect(parseRange(header, size)).toEqual(expected);
  });

  test('never leads outside the file, whatever is asked', () => {
    const parts = ['bytes', '=', '-', ',', ' ', '0', '7', '99', '1e3', '-1', '18446744073709551616', 'x', '\t', '%'];
    let seed = 12345;
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      return seed % below;
    };
    let satisfied = 0;
    for (let n = 0; n < 5000; n++) {
      const tail = Array.from({ length: next(5) + 1 }, () => parts[next(parts.length)]).join('');
      const size = next(200);
      const range = parseRange(n % 2 ? `bytes=${tail}` : tail, size);
      if (range === null || range === 'unsatisfiable') continue;
      satisfied++;
      expect(Number.isSafeInteger(range.first) && Number.isSafeInteger(range.last)).toBe(true);
      expect(range.first >= 0 && range.first <= range.last && range.last < size).toBe(true);
    }
    expect(satisfied).toBeGreaterThan(50);
  });
});

describe('media addresses', () => {
  const hash = 'ab'.repeat(32);
  const parse = (path: string) => parseMediaAddress(new URL(path, 'http://aigaq'));

  test('name content, numbers and widths', () => {
    expect(parse(`/media/original/${hash}`)).toEqual({ kind: 'original', sha256: hash });
    expect(parse(`/media/thumbnail/${hash}`)).toEqual({ kind: 'thumbnail', sha256: hash });
    const picture = { kind: 'picture', sha256: hash, frame: 0, width: null };
    expect(parse(`/media/picture/${hash}/0`)).toEqual({ ...picture, field: null });
    expect(parse(`/media/picture/${hash}/0?field=bottom`)).toEqual({ ...picture, field: 'bottom' });
    expect(parse(`/media/proxy/${hash}/4`)).toMatchObject({ kind: 'proxy', chunk: 4 });
    expect(parse(`/media/picture/${hash}/12?w=640`)).toMatchObject({ frame: 12, width: 640 });
    expect(parse(`/media/still/${hash}/3`)).toEqual({ kind: 'still', sha256: hash, frame: 3 });
    expect(parse(`/media/page/${hash}/2?w=99999`)).toEqual({ kind: 'page', sha256: hash, page: 2, width: 8000 });
    expect(parse(`/media/sheet/${hash}/1`)).toMatchObject({ kind: 'sheet', page: 1 });
  });

  test.each([
    '/media/',
    `/media/original/${hash}/1`,
    `/media/original/${hash.toUpperCase()}`,
    `/media/original/${hash}/`,
    `/media/original/../${hash}`,
    `/media/original/%2e%2e/${hash}`,
    `/media/picture/${hash}`,
    `/media/picture/${hash}/-1`,
    `/media/picture/${hash}/01`,
    `/media/picture/${hash}/1.5`,
    `/media/picture/${hash}/99999999999`,
    `/media/picture/${hash}/1?w=0`,
    `/media/picture/${hash}/1?w=abc`,
    `/media/picture/${hash}/1?field=left`,
    `/media/proxy/${hash}`,
    `/media/sound/${hash}/1`,
    `/media/secret/${hash}`,
    `/media/original/${hash}%00`,
    `/other/original/${hash}`,
  ])('%s is none', (path) => {
    expect(parse(path)).toBeNull();
  });
});
