import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { codecName, splitAccessUnits } from '../../renderer/features/review/engine/annex-b.ts';
import { checkedChunk } from '../../renderer/features/review/engine/proxy-fetcher.ts';

const bytes = (...parts: readonly number[][]) => Uint8Array.from(parts.flat());
const START = [0, 0, 1];
const LONG_START = [0, 0, 0, 1];
const AUD = [9, 0xf0];
const SPS = [0x67, 0x64, 0x00, 0x1e, 0xac];
const IDR = [0x65, 0x88, 0x84];
const SLICE = [0x41, 0x9a, 0x24];

/** A chunk of a proxy as the core makes it. */
function encode(frames: number): Uint8Array<ArrayBuffer> {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=128x96:rate=25', '-frames:v', String(frames)];
  const h264 = ['-c:v', 'libx264', '-bf', '0', '-g', '12', '-keyint_min', '12', '-sc_threshold', '0'];
  const stream = ['-pix_fmt', 'yuv420p', '-bsf:v', 'h264_metadata=aud=insert', '-f', 'h264', '-'];
  return new Uint8Array(execFileSync('ffmpeg', ['-v', 'error', ...picture, ...h264, ...stream]));
}

describe('splitAccessUnits', () => {
  it('splits a real stream into as many units as there are pictures, and loses no byte', () => {
    const stream = encode(50);
    const units = splitAccessUnits(stream);
    expect(units).toHaveLength(50);
    expect(units.reduce((sum, { data }) => sum + data.length, 0)).toBe(stream.length);
    expect(units.flatMap(({ key }, i) => (key ? [i] : []))).toEqual([0, 12, 24, 36, 48]);
  });

  it('takes the zero before a long start code along, and one zero only', () => {
    const first = [...LONG_START, ...AUD, ...START, ...SPS, ...START, ...IDR];
    const units = splitAccessUnits(bytes(first, LONG_START, AUD, START, SLICE));
    expect(units.map(({ data }) => data.length)).toEqual([first.length, 4 + 2 + 3 + 3]);
    expect(units.map(({ key }) => key)).toEqual([true, false]);
  });

  it('counts a picture of several slices once', () => {
    expect(splitAccessUnits(bytes(START, AUD, START, SLICE, START, SLICE, START, AUD, START, SLICE))).toHaveLength(2);
  });

  it('has nothing to split in nothing', () => {
    expect(splitAccessUnits(bytes())).toEqual([]);
    expect(splitAccessUnits(bytes([0, 0]))).toEqual([]);
  });

  it('refuses what is not made as a chunk must be', () => {
    expect(() => splitAccessUnits(bytes(START, SLICE))).toThrow('does not begin');
    expect(() => splitAccessUnits(bytes(START, AUD, START, AUD, START, SLICE))).toThrow(
      'access unit 0 holds no picture',
    );
    expect(() => splitAccessUnits(bytes(START, AUD, START, SLICE, START))).toThrow('within a start code');
    expect(() => splitAccessUnits(bytes(START, [0x89]))).toThrow('forbidden_zero_bit');
  });

  it('survives every cut and every broken byte of a real stream', () => {
    const stream = encode(3);
    for (let end = 0; end < stream.length; end += 7) tryToSplit(stream.slice(0, end));
    for (let at = 0; at < Math.min(600, stream.length); at++) {
      const broken = stream.slice();
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      tryToSplit(broken);
    }
    function tryToSplit(part: Uint8Array<ArrayBuffer>) {
      try {
        expect(splitAccessUnits(part).length).toBeLessThanOrEqual(4);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
  });
});

describe('codecName', () => {
  it('reads profile, constraints and level', () => {
    const [made] = splitAccessUnits(bytes(START, AUD, LONG_START, SPS, START, IDR));
    expect(made && codecName(made)).toBe('avc1.64001e');
    const [real] = splitAccessUnits(encode(1));
    expect(real && codecName(real)).toMatch(/^avc1\.[0-9a-f]{6}$/);
  });

  it('has no name without parameters, or with parameters cut short', () => {
    const [none] = splitAccessUnits(bytes(START, AUD, START, IDR));
    expect(none && codecName(none)).toBeNull();
    const [short] = splitAccessUnits(bytes(START, AUD, START, IDR, START, [0x67, 0x64]));
    expect(short && codecName(short)).toBeNull();
  });
});

describe('checkedChunk', () => {
  const units = splitAccessUnits(encode(24));
  const rule = { chunkFrames: 24, gop: 12 };

  it('lets pass what holds the right number of pictures and keys', () => {
    expect(checkedChunk(units, rule, 24)).toBe(units);
  });

  it('refuses one picture more or less, and a key in the wrong place', () => {
    expect(() => checkedChunk(units, rule, 23)).toThrow('24 pictures where 23 must be');
    expect(() => checkedChunk(units, rule, 25)).toThrow('24 pictures where 25 must be');
    expect(() => checkedChunk(units, { ...rule, gop: 8 }, 24)).toThrow('picture 8 is no key picture');
  });
});
