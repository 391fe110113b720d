import { describe, expect, it } from 'vitest';
import { layoutOf, type PlaneLayout } from '../../renderer/features/review/engine/plane-layout.ts';
import { shrinkPlanes } from '../../renderer/features/review/engine/shrink-planes.ts';

const layout = (format: string): PlaneLayout => {
  const found = layoutOf(format);
  if (found === null) throw new Error(format);
  return found;
};

describe('shrinkPlanes', () => {
  it('averages whole squares exactly', () => {
    const luma = [10, 20, 30, 40, 30, 40, 50, 60];
    const planes = Uint8Array.from([...luma, 100, 200, 50, 150]);
    const small = shrinkPlanes(planes, { width: 4, height: 2 }, layout('I420'), { width: 2, height: 1 });
    // 4:2:0: two samples of colour become one.
    expect([...small]).toEqual([25, 45, 150, 100]);
  });

  it('counts samples at the edge of an area by the part that is covered', () => {
    const planes = Uint8Array.from([0, 90, 180, 7, 7, 7, 9, 9, 9]);
    const small = shrinkPlanes(planes, { width: 3, height: 1 }, layout('I444'), { width: 2, height: 1 });
    // (0 + 90 / 2) / 1.5 and (90 / 2 + 180) / 1.5.
    expect([...small]).toEqual([30, 150, 7, 7, 9, 9]);
  });

  it('keeps even areas of any size exactly, and every plane its own', () => {
    const [width, height] = [53, 31];
    const chroma = 27 * 16;
    const planes = new Uint8Array(width * height + 2 * chroma);
    planes.fill(235, 0, width * height);
    planes.fill(16, width * height, width * height + chroma);
    planes.fill(240, width * height + chroma);
    const small = shrinkPlanes(planes, { width, height }, layout('I420'), { width: 37, height: 22 });
    expect(small.length).toBe(37 * 22 + 2 * 19 * 11);
    expect(new Set(small.subarray(0, 37 * 22))).toEqual(new Set([235]));
    expect(new Set(small.subarray(37 * 22, 37 * 22 + 19 * 11))).toEqual(new Set([16]));
    expect(new Set(small.subarray(37 * 22 + 19 * 11))).toEqual(new Set([240]));
  });

  it('takes samples of two bytes', () => {
    const samples = Uint16Array.from([1000, 1020, 900, 64, 512]);
    const planes = new Uint8Array(samples.buffer, 0, 2 * (2 + 2));
    const small = shrinkPlanes(planes, { width: 2, height: 1 }, layout('I420P10'), { width: 1, height: 1 });
    expect([...new Uint16Array(small.buffer)]).toEqual([1010, 900, 64]);
  });
});
