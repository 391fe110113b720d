import { describe, expect, test } from 'vitest';
import { stripWay } from '../../electron/core/media/filmstrip-maker.ts';
import { chunkCount, framesInChunk, nextPass, runsOf } from '../../electron/core/media/proxy-plan.ts';
import { matrixOf, proxySize } from '../../electron/core/media/proxy-shape.ts';
import { accessUnitSplitter, isEntryPoint } from '../../electron/core/media/proxy-units.ts';

describe('chunks of a proxy', () => {
  test.each([
    [1, 1, 1],
    [240, 1, 240],
    [241, 2, 1],
    [18_000, 75, 240],
  ])('%d frames make %d chunks, the last with %d', (frames, chunks, last) => {
    expect(chunkCount(frames)).toBe(chunks);
    expect(framesInChunk(chunks - 1, frames)).toBe(last);
    expect(framesInChunk(chunks, frames)).toBe(0);
  });

  test('are told as runs', () => {
    expect(runsOf(new Set([7, 3, 1, 2]))).toEqual([
      [1, 3],
      [7, 7],
    ]);
    expect(runsOf([])).toEqual([]);
  });

  test('are made from where the reader stands, what lies before him last', () => {
    const done =
      (...made: number[]) =>
      (k: number) =>
        made.includes(k);
    expect(nextPass(done(), 5, 0)).toEqual({ first: 0, last: 4 });
    expect(nextPass(done(4), 6, 2)).toEqual({ first: 2, last: 3 });
    expect(nextPass(done(2, 3, 4), 6, 3)).toEqual({ first: 5, last: 5 });
    expect(nextPass(done(2, 3, 4, 5), 6, 3)).toEqual({ first: 0, last: 1 });
    expect(nextPass(done(), 3, 99)).toEqual({ first: 2, last: 2 });
    expect(nextPass(done(0, 1, 2), 3, 1)).toBeNull();
    expect(nextPass(done(), 0, 0)).toBeNull();
  });
});

describe('the shape of a proxy', () => {
  test.each([
    [1920, 1080, 1280, 720],
    [1080, 1920, 720, 1280],
    [640, 360, 640, 360],
    [33, 17, 32, 16],
    [1, 1, 2, 2],
    [768, 576, 768, 576],
    [4000, 2, 1280, 2],
    [5760, 2880, 1280, 640],
  ])('of %d × %d is %d × %d', (width, height, w, h) => {
    expect(proxySize({ width, height })).toEqual({ width: w, height: h });
  });

  test.each([
    ['h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709, progressive), 1920x1080', 'bt709'],
    ['mpeg2video (Main), yuv420p(tv, bt470bg/bt470m/bt470m, top first), 720x576', 'bt470bg'],
    ['hevc (Main 10), yuv420p10le(tv, bt2020nc/bt2020/smpte2084), 3840x2160', 'bt2020nc'],
    ['mpeg4 (Simple Profile) (FMP4 / 0x34504D46), yuv420p, 320x240', null],
    ['h264 (High 4:4:4 Predictive), gbrp(pc, gbr/bt709/iec61966-2-1), 320x240', null],
    ['rawvideo (BGR[24] / 0x18524742), bgr24, 320x240', null],
  ])('reads the matrix of “%s”', (description, matrix) => {
    const film = { description } as Parameters<typeof matrixOf>[0];
    expect(matrixOf(film)).toBe(matrix);
  });
});

describe('access units', () => {
  const unit = (...payload: number[]) => Buffer.from([0, 0, 0, 1, 9, 0xf0, ...payload]);
  const key = unit(0, 0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x68, 2, 0, 0, 1, 0x65, 3);
  const other = unit(0, 0, 1, 0x41, 4);
  const stream = Buffer.concat([key, other, other, key]);

  test.each([1, 2, 5, 9, 1000])('are told apart in chunks of %d bytes', (size) => {
    const found: Buffer[] = [];
    const splitter = accessUnitSplitter((one) => found.push(one));
    for (let at = 0; at < stream.length; at += size) splitter.push(stream.subarray(at, at + size));
    splitter.end();
    expect(found).toEqual([key, other, other, key]);
    splitter.end();
    expect(found).toHaveLength(4);
  });

  test('can be entered at an IDR picture with its parameter sets only', () => {
    expect(isEntryPoint(key)).toBe(true);
    expect(isEntryPoint(other)).toBe(false);
    expect(isEntryPoint(unit(0, 0, 1, 0x65, 3))).toBe(false);
    expect(isEntryPoint(Buffer.alloc(0))).toBe(false);
  });
});

describe('the way to a filmstrip', () => {
  const film = (frames: number, keys: number) => ({
    pts: Array.from({ length: frames }, (_, n) => n),
    keys: Array.from({ length: keys }, (_, n) => n),
  });
  test('is by key pictures where they lead somewhere', () => {
    expect(stripWay(film(18_000, 72))).toBe('keys');
    expect(stripWay(film(18_000, 18_000))).toBe('places');
    expect(stripWay(film(500, 1))).toBe('thinned');
    expect(stripWay(film(100_000, 1))).toBe('keys');
    expect(stripWay(film(5, 5))).toBe('keys');
  });
});
