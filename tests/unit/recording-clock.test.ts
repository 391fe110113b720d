import { describe, expect, it } from 'vitest';
import {
  anchoredTo,
  checkReadings,
  elapsedMs,
  faceMs,
  RecordingClock,
  readTo,
  wallTimeAt,
} from '../../shared/clock.ts';
import { faceIso, lengthText, marginText, wallText, zoneMs } from '../../shared/wall-text.ts';

/** Pictures at 1001/30000 s in 1/30000, beginning two pictures before zero. */
const index = { timeBase: [1, 30_000] as const, pts: Array.from({ length: 3000 }, (_, n) => (n - 2) * 1001) };
const at = (frame: number, shown: string) => ({ frame, pts: index.pts[frame] ?? 0, shown });
const clock = (some: Partial<RecordingClock>): RecordingClock => ({
  basis: 'burnt-in',
  readings: [at(0, '2026-03-12T10:42:07')],
  zone: '+05:00',
  ahead: 0,
  within: null,
  measured: null,
  ...some,
});
const shownAt = (some: Partial<RecordingClock>, n: number) => faceIso(wallTimeAt(clock(some), index, n).shown, null);
const trueAt = (some: Partial<RecordingClock>, n: number) => faceIso(wallTimeAt(clock(some), index, n).corrected, null);

describe('the schema', () => {
  const parse = (some: object) => RecordingClock.safeParse({ ...clock({}), ...some }).success;
  it('takes what clocks show and refuses what they cannot', () => {
    const one = (shown: string) => parse({ readings: [{ frame: 0, pts: -2002, shown }] });
    expect(['2026-03-12T10:42', '2026-03-12T10:42:07', '2024-02-29T23:59:59.04'].map(one)).toEqual([true, true, true]);
    expect(
      ['2026-02-29T10:42:07', '2026-03-12T24:00:00', '2026-03-12T10:42:60', '2026-03-12T10:42:07Z', '10:42'].map(one),
    ).toEqual([false, false, false, false, false]);
    expect(parse({ readings: [] })).toBe(false);
    expect([null, 'Z', '+05:00', '-03:30', '+14:59'].map((zone) => parse({ zone }))).not.toContain(false);
    expect(['+5', '+15:00', '05:00', 'Asia/Almaty', ''].map((zone) => parse({ zone }))).not.toContain(true);
    expect([Number.NaN, Number.POSITIVE_INFINITY, 3.3e9].map((ahead) => parse({ ahead }))).not.toContain(true);
    expect(parse({ within: -1 })).toBe(false);
  });
});

describe('times on a face', () => {
  it('are read to the millisecond, in any century', () => {
    expect(faceMs('1970-01-01T00:00:01.5')).toBe(1500);
    expect(faceMs('1970-01-01T00:01')).toBe(60_000);
    expect(faceMs('1970-01-01T00:00:00.9996')).toBe(1000);
    expect(faceIso(faceMs('0050-06-01T00:00:00'), null)).toBe('0050-06-01T00:00:00');
    expect(faceMs('2026-03-12 10:42')).toBeNaN();
  });

  it('say how finely they were read', () => {
    const fine = (shown: string) => readTo({ shown });
    expect(fine('2026-03-12T10:42')).toBe(60_000);
    expect(fine('2026-03-12T10:42:07')).toBe(1000);
    expect(fine('2026-03-12T10:42:07.0')).toBe(100);
    expect(fine('2026-03-12T10:42:07.25')).toBe(10);
    expect(fine('2026-03-12T10:42:07.123456')).toBe(1);
  });
});

describe('elapsed time', () => {
  it('is exact where floats are not, and rounds a half up on both sides of zero', () => {
    expect(elapsedMs(0, 1001, [1, 30_000])).toBe(33);
    expect(elapsedMs(0, 1, [1, 2000])).toBe(1);
    expect(elapsedMs(0, -1, [1, 2000])).toBe(0);
    expect(elapsedMs(0, -3, [1, 2000])).toBe(-1);
    expect(elapsedMs(0, -4, [1, 2000])).toBe(-2);
    expect(elapsedMs(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, [1, 1_000_000_000])).toBe(18_014_398_509);
    // 30 hours of nanoseconds: pts * num as a float would lose the last digits.
    expect(elapsedMs(1, 108_000_000_500_001, [1, 1_000_000_000])).toBe(108_000_001);
  });
});

describe('wallTimeAt', () => {
  it('counts from the only reading, forwards and backwards, with negative PTS', () => {
    expect(shownAt({}, 0)).toBe('2026-03-12T10:42:07');
    expect(shownAt({}, 1)).toBe('2026-03-12T10:42:07.033');
    expect(shownAt({ readings: [at(300, '2026-03-12T10:42:07')] }, 0)).toBe('2026-03-12T10:41:56.990');
  });

  it('takes the nearest reading at or before the picture, else the first', () => {
    const readings = [at(100, '2026-03-12T10:00:00'), at(200, '2026-03-12T11:00:00')];
    expect(shownAt({ readings }, 99)).toBe('2026-03-12T09:59:59.967');
    expect(shownAt({ readings }, 199)).toBe('2026-03-12T10:00:03.303');
    expect(shownAt({ readings }, 200)).toBe('2026-03-12T11:00:00');
    expect(shownAt({ readings }, 2999)).toBe('2026-03-12T11:01:33.393');
  });

  it('turns days, leap days and years', () => {
    const readings = (shown: string) => ({ readings: [at(0, shown)] });
    expect(shownAt(readings('2026-12-31T23:59:59'), 60)).toBe('2027-01-01T00:00:01.002');
    expect(shownAt(readings('2024-02-28T23:59:59.999'), 60)).toBe('2024-02-29T00:00:02.001');
    expect(shownAt(readings('2026-02-28T23:59:59.999'), 60)).toBe('2026-03-01T00:00:02.001');
  });

  it('takes off what the clock was ahead, and adds what it was behind', () => {
    expect(trueAt({ ahead: 12 }, 0)).toBe('2026-03-12T10:41:55');
    expect(trueAt({ ahead: -0.5 }, 0)).toBe('2026-03-12T10:42:07.500');
    expect(trueAt({ ahead: 7 * 3600 }, 0)).toBe('2026-03-12T03:42:07');
    expect(shownAt({ ahead: 12 }, 0)).toBe('2026-03-12T10:42:07');
  });

  it('adds reading and offset, and does not know what nobody knows', () => {
    expect(wallTimeAt(clock({ within: 1 }), index, 5)).toMatchObject({ readTo: 1000, within: 2000 });
    expect(wallTimeAt(clock({}), index, 5)).toMatchObject({ readTo: 1000, within: null });
  });

  it('refuses frames that are not there', () => {
    for (const n of [-1, 3000, 1.5, Number.NaN]) expect(() => wallTimeAt(clock({}), index, n)).toThrow('Frame');
    expect(() => wallTimeAt(clock({ readings: [] }), index, 0)).toThrow('no reading');
  });
});

describe('checkReadings', () => {
  const check = (shown: string, first = '2026-03-12T10:42:07') =>
    checkReadings(clock({ readings: [at(0, first), at(1798, shown)] }), index).checks[0];

  it('agrees within what two readings to the second explain', () => {
    expect(check('2026-03-12T10:43:08')).toMatchObject({
      ...{ clockMs: 61_000, pictureMs: 59_993, differenceMs: 1007, explained: true },
    });
    expect(check('2026-03-12T10:43:05')).toMatchObject({ differenceMs: -1993, explained: true });
  });

  it('calls a jump what they do not explain, either way, and finer readings explain less', () => {
    expect(check('2026-03-12T11:43:07')).toMatchObject({ differenceMs: 3_600_007, explained: false });
    expect(check('2026-03-12T10:43:04')).toMatchObject({ explained: false });
    expect(check('2026-03-11T10:43:07')).toMatchObject({ explained: false });
    expect(check('2026-03-12T10:43:07.5', '2026-03-12T10:42:07.0')?.explained).toBe(false);
    expect(check('2026-03-12T10:43:07', '2026-03-12T10:42:07')?.ppm).toBeCloseTo(117, 0);
  });

  it('reports readings that stand at other pictures now', () => {
    const stray = { frame: 10, pts: 5, shown: '2026-03-12T10:42:08' };
    const beyond = { frame: 9000, pts: 9_009_000, shown: '2026-03-12T10:47:07' };
    const report = checkReadings(clock({ readings: [at(0, '2026-03-12T10:42:07'), stray, beyond] }), index);
    expect(report.strayed).toEqual([stray, beyond]);
    expect(report.checks).toHaveLength(2);
  });

  it('gives no rate where the pictures did not run', () => {
    const readings = [at(5, '2026-03-12T10:42:07'), { ...at(5, '2026-03-12T10:42:09'), frame: 6 }];
    expect(checkReadings(clock({ readings }), index).checks[0]).toMatchObject({ pictureMs: 0, ppm: null });
    expect(checkReadings(clock({}), index).checks).toEqual([]);
  });
});

describe('a renewed list', () => {
  it('moves readings to the frames with their PTS', () => {
    const kept = clock({ readings: [at(2, '2026-03-12T10:42:07'), at(100, '2026-03-12T10:42:11')] });
    expect(anchoredTo(kept, index)).toBe(kept);
    const renewed = { pts: index.pts.slice(2) };
    expect(anchoredTo(kept, renewed).readings.map(({ frame, pts }) => [frame, pts])).toEqual([
      [0, 0],
      [98, 98_098],
    ]);
  });

  it('keeps a reading whose picture is gone, visibly strayed', () => {
    const renewed = { ...index, pts: index.pts.filter((_, n) => n !== 100) };
    const moved = anchoredTo(clock({ readings: [at(100, '2026-03-12T10:42:11')] }), renewed);
    expect(moved.readings).toEqual([{ frame: 99, pts: 98_098, shown: '2026-03-12T10:42:11' }]);
    expect(checkReadings(moved, renewed).strayed).toHaveLength(1);
  });
});

describe('words for times', () => {
  it('say time, zone and how closely it is known', () => {
    const ms = faceMs('2026-03-12T10:42:07.133');
    expect(wallText(ms, '+05:00', 2000)).toBe('10:42:07.133 +05:00 ± 2 s');
    expect(wallText(ms, 'Z', null)).toBe('10:42:07.133 UTC');
    expect(wallText(ms, null, 40)).toBe('10:42:07.133 ± 0.04 s');
    expect(wallText(Number.NaN, null, null)).toBe('');
  });

  it('keep lengths readable', () => {
    expect([0, -12_000, 40, 59_999].map((ms) => lengthText(ms))).toEqual(['0 s', '12 s', '0.04 s', '59.999 s']);
    expect(lengthText(3_725_000)).toBe('1 h 02 min 05 s');
    expect(lengthText(60_500)).toBe('1 min 00.5 s');
    expect(lengthText(2191 * 86_400_000)).toBe('2191 d 00 h 00 min 00 s');
  });

  it('give margins no more digits than they deserve, and never less than is known', () => {
    expect([7, 40, 41, 1000, 2001, 12_001, 60_000].map((ms) => marginText(ms))).toEqual([
      ...['0.007 s', '0.04 s', '0.05 s', '1 s', '2.1 s', '13 s', '1 min 00 s'],
    ]);
  });

  it('know fixed offsets only', () => {
    expect(['Z', '+05:00', '-03:30'].map(zoneMs)).toEqual([0, 18_000_000, -12_600_000]);
    expect([null, '', 'Asia/Almaty', '+5'].map(zoneMs)).toEqual([null, null, null, null]);
  });

  it('write no year that a text cannot hold', () => {
    expect(faceIso(faceMs('0000-01-01T00:00:00') - 1, 'Z')).toBeNull();
    expect(faceIso(faceMs('9999-12-31T23:59:59') + 1000, 'Z')).toBeNull();
    expect(faceIso(Number.NaN, null)).toBeNull();
    expect(faceIso(faceMs('2026-03-12T10:42:07.5'), '+05:00')).toBe('2026-03-12T10:42:07.500+05:00');
  });
});
