import { describe, expect, it } from 'vitest';
import { recordedOf, secondsOfDay, shortTime, wallClockAt, wallClockOf } from '../../renderer/ui/marks/wall-clock.ts';
import type { RecordingClock } from '../../shared/clock.ts';

/** 10 pictures a second from 3 s on. */
const index = { timeBase: [1, 1000] as const, pts: Array.from({ length: 100 }, (_, n) => 3000 + n * 100) };
const stated = (recorded: string | null) => recordedOf({ timing: null, recorded }, index);
const at = (iso: string, seconds: number) => {
  const recorded = stated(iso);
  return recorded && wallClockAt(recorded, seconds);
};
const timing: RecordingClock = {
  basis: 'burnt-in',
  readings: [
    { frame: 5, pts: 3500, shown: '2026-03-12T00:00:05' },
    { frame: 50, pts: 8000, shown: '2026-03-12T01:00:00' },
  ],
  zone: 'Z',
  ahead: 10,
  within: 1,
  measured: null,
};

describe('a stated recording time', () => {
  it("stays in the recording's own zone", () => {
    const clock = { date: '2026-03-12', zone: '+05:00', within: null, shown: null };
    expect(at('2026-03-12T10:42:07+05:00', 0.1)).toEqual({ ...clock, time: '10:42:07.100' });
    expect(at('2026-03-12T10:42:07.250Z', 0)).toMatchObject({ time: '10:42:07.250', zone: 'UTC' });
    expect(at('2026-03-12T10:42:07+05:30', 0)?.zone).toBe('+05:30');
    expect(at('2026-03-12T10:42', 1)).toMatchObject({ time: '10:42:01.000', zone: '' });
  });

  it('turns the day at midnight, forwards and backwards', () => {
    expect(at('2026-12-31T23:59:59+05:00', 2)).toMatchObject({ date: '2027-01-01', time: '00:00:01.000' });
    expect(at('2027-01-01T00:00:00+05:00', -1)).toMatchObject({ date: '2026-12-31', time: '23:59:59.000' });
  });

  it('is that of the first picture, whatever its PTS', () => {
    const recorded = stated('2026-03-12T10:42:07+05:00');
    expect(recorded && wallClockOf(recorded, index, 25).time).toBe('10:42:09.500');
    expect(recorded?.measured).toBe(false);
  });

  it('is silent about what is not known or not a time', () => {
    expect(stated(null)).toBeNull();
    expect(stated('12 March')).toBeNull();
  });
});

describe('a measured clock', () => {
  const recorded = recordedOf({ timing, recorded: '1999-01-01T00:00:00' }, index);
  if (recorded === null) throw new Error('there is a clock');

  it('is corrected, tells what was shown, and how closely it is known', () => {
    expect(wallClockOf(recorded, index, 5)).toEqual({
      ...{ date: '2026-03-11', time: '23:59:55.000', zone: 'UTC', within: 2000 },
      shown: { date: '2026-03-12', time: '00:00:05.000' },
    });
    expect(secondsOfDay(recorded)).toBe(86_400 - 5.5);
  });

  it('goes by the reading that counts, by frame and by seconds alike', () => {
    for (const n of [0, 5, 49, 50, 99]) {
      expect(wallClockAt(recorded, n / 10)).toEqual(wallClockOf(recorded, index, n));
    }
    expect(wallClockOf(recorded, index, 49).time).toBe('23:59:59.400');
    expect(wallClockOf(recorded, index, 50).time).toBe('00:59:50.000');
  });

  it('tells sound by its beginning', () => {
    const readings = [{ frame: 0, pts: 0, shown: '2026-03-12T10:00:00' }];
    const sound = recordedOf({ timing: { ...timing, readings }, recorded: null }, null);
    expect(sound && wallClockAt(sound, 61.5).time).toBe('10:00:51.500');
  });
});

describe('a short time', () => {
  it('is the clock when known, else stream time', () => {
    expect(shortTime(stated('2026-03-12T10:42:07+05:00'), index, 30)).toBe('10:42:10');
    expect(shortTime(null, index, 30)).toBe('00:00:06');
  });
});
