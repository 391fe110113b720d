import { describe, expect, it } from 'vitest';
import { faceMs, type RecordingClock, wallTimeAt } from '../../shared/clock.ts';
import { clockOf, commonClock, frameAtWallTime } from '../../shared/common-clock.ts';
import type { FrameIndex } from '../../shared/frames.ts';

/** 25 pictures a second from 10 s on; with a pause of 4 s before picture 50. */
const pts = Array.from({ length: 100 }, (_, n) => 900_000 + n * 3600 + (n >= 50 ? 360_000 : 0));
const index: FrameIndex = { timeBase: [1, 90_000], pts, keys: [0] };
const reading = (frame: number, shown: string) => ({ frame, pts: pts[frame] ?? 0, shown: `2026-03-12T${shown}` });
const clock = (...readings: RecordingClock['readings']): RecordingClock => ({
  ...{ basis: 'burnt-in', readings, zone: '+05:00', ahead: 0, within: null, measured: null },
});
const ms = (time: string) => faceMs(`2026-03-12T${time}`);

describe('the clock of an item', () => {
  it('is the measured one, else the stated time of the first picture, else none', () => {
    const timing = clock(reading(3, '10:00:00'));
    expect(clockOf({ timing, recorded: '2020-01-01T00:00:00Z' }, 5)).toBe(timing);
    expect(clockOf({ timing: null, recorded: '2026-03-12T10:42:07+05:00' }, 900_000)).toEqual({
      ...{ basis: 'statement', zone: '+05:00', ahead: 0, within: null, measured: null },
      readings: [{ frame: 0, pts: 900_000, shown: '2026-03-12T10:42:07' }],
    });
    expect(clockOf({ timing: null, recorded: '2026-03-12T10:42' }, 0)?.zone).toBeNull();
    expect(clockOf({ timing: null, recorded: 'last spring' }, 0)).toBeNull();
    expect(clockOf({ timing: null, recorded: null }, 0)).toBeNull();
  });
});

describe('frameAtWallTime', () => {
  const one = clock(reading(0, '10:00:00'));

  it('is the inverse of wallTimeAt for every frame', () => {
    const two = clock(reading(0, '10:00:00'), reading(70, '10:30:00'));
    for (const each of [one, { ...one, ahead: 12.34 }, two]) {
      const back = pts.map((_, n) => frameAtWallTime(each, index, wallTimeAt(each, index, n).corrected));
      expect(back).toEqual(pts.map((_, n) => n));
    }
  });

  it('keeps a picture until the next one, through a pause, and knows both ends', () => {
    expect(frameAtWallTime(one, index, ms('10:00:00.039'))).toBe(0);
    expect(frameAtWallTime(one, index, ms('10:00:04'))).toBe(49);
    expect(frameAtWallTime(one, index, ms('09:59:59.999'))).toBe('before');
    expect(frameAtWallTime(one, index, ms('10:00:07.999'))).toBe(99);
    expect(frameAtWallTime(one, index, ms('10:00:08'))).toBe('after');
  });

  it('stays at the last picture before a time that the clock jumped over', () => {
    const forward = clock(reading(0, '10:00:00'), reading(25, '11:00:00'));
    expect(frameAtWallTime(forward, index, ms('10:30:00'))).toBe(24);
    expect(frameAtWallTime(forward, index, ms('11:00:00'))).toBe(25);
  });

  it('takes the earlier of two pictures when the clock was set back', () => {
    const back = clock(reading(0, '10:00:00'), reading(25, '10:00:00'));
    expect(frameAtWallTime(back, index, ms('10:00:00.5'))).toBe(12);
    expect(frameAtWallTime(back, index, ms('10:00:01'))).toBe(49);
  });

  it('lets hostile readings through without an endless search', () => {
    const same = clock(reading(0, '10:00:00'), reading(0, '10:00:00'), { ...reading(0, '11:00:00'), frame: 5000 });
    expect(frameAtWallTime(same, index, ms('10:00:00'))).toBe(0);
  });
});

describe('commonClock', () => {
  const other: FrameIndex = { timeBase: [1, 1000], pts: [0, 500, 1000, 1500], keys: [0] };
  const there: RecordingClock = {
    ...clock({ frame: 0, pts: 0, shown: '2026-03-12T05:00:01' }),
    zone: 'Z',
  };

  it('brings zones together, in that of the first that has one', () => {
    const common = commonClock([
      { clock: clock(reading(0, '10:00:00')), index },
      { clock: there, index: other },
    ]);
    expect(common.zone).toBe('+05:00');
    expect(common.assumed).toEqual([false, false]);
    expect(common.msAt(1, 0)).toBe(ms('10:00:01'));
    expect(common.frameAt(0, common.msAt(1, 0))).toBe(25);
    expect(common.frameAt(1, common.msAt(0, 0))).toBe('before');
    expect(common.frameAt(1, common.msAt(0, 40))).toBe(1);
    expect(common.frameAt(1, common.msAt(0, 99))).toBe('after');
    expect(common.spans[1]).toEqual({ start: ms('10:00:01'), end: ms('10:00:03') });
  });

  it('takes an unknown zone for the common one and says so', () => {
    const common = commonClock([
      { clock: { ...clock(reading(0, '10:00:00')), zone: null }, index },
      { clock: there, index: other },
    ]);
    expect(common.assumed).toEqual([true, false]);
    expect(common.zone).toBe('Z');
    expect(common.msAt(0, 0)).toBe(ms('10:00:00'));
    const none = commonClock([{ clock: { ...there, zone: null }, index: other }]);
    expect(none).toMatchObject({ zone: null, assumed: [false] });
    expect(() => none.msAt(1, 0)).toThrow('no recording 1');
  });
});
