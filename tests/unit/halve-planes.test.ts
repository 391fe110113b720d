import { describe, expect, it } from 'vitest';
import { canHalve, halvePlanes } from '../../renderer/features/review/engine/halve-planes.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';

/** Four samples averaged exactly. */
function averaged(plane: Uint8Array, width: number, height: number): number[] {
  const at = (x: number, y: number) => plane[y * width + x] ?? 0;
  return Array.from({ length: (width * height) / 4 }, (_, k) => {
    const [x, y] = [(k % (width / 2)) * 2, Math.floor(k / (width / 2)) * 2];
    return (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4;
  });
}

function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const random = seededRandom(seed);
  return Uint8Array.from({ length }, () => random(256));
}

describe('canHalve', () => {
  it('takes planar pictures of eight bits that halve evenly', () => {
    expect(canHalve({ format: 'I420', width: 1920, height: 1080 })).toBe(true);
    expect(canHalve({ format: 'I422', width: 720, height: 576 })).toBe(true);
    expect(canHalve({ format: 'I444', width: 8, height: 4 })).toBe(true);
  });

  it('leaves all others as they are', () => {
    for (const format of ['NV12', 'I420P10', 'I420A', 'RGBA', null]) {
      expect(canHalve({ format, width: 1920, height: 1080 }), String(format)).toBe(false);
    }
    expect(canHalve({ format: 'I420', width: 1924, height: 1080 })).toBe(false);
    expect(canHalve({ format: 'I420', width: 1920, height: 1082 })).toBe(false);
  });
});

describe('halvePlanes', () => {
  it.each([
    ['I420', 1, 1],
    ['I422', 1, 0],
    ['I444', 0, 0],
  ] as const)('averages all planes of %s', (format, across, down) => {
    const [width, height] = [48, 20];
    const chroma = (width >> across) * (height >> down);
    const planes = noise(width * height + 2 * chroma, 5);
    const halved = halvePlanes(planes, { format, width, height });
    const parts = [
      averaged(planes.subarray(0, width * height), width, height),
      ...[0, 1].map((k) => {
        const from = width * height + k * chroma;
        return averaged(planes.subarray(from, from + chroma), width >> across, height >> down);
      }),
    ].flat();
    expect(halved.length).toBe(parts.length);
    const errors = parts.map((exact, k) => (halved[k] ?? 0) - exact);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(1);
    // Neither darker nor brighter on the whole.
    expect(Math.abs(errors.reduce((sum, each) => sum + each, 0) / errors.length)).toBeLessThan(0.1);
  });

  it('keeps even areas exactly, black and white included', () => {
    for (const value of [0, 16, 127, 128, 235, 255]) {
      const planes = new Uint8Array(16 * 8 * 1.5).fill(value);
      expect(new Set(halvePlanes(planes, { format: 'I420', width: 16, height: 8 }))).toEqual(new Set([value]));
    }
  });
});
