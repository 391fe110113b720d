import { describe, expect, it } from 'vitest';
import { parseRecorded, secondsOfDay, shortTime, wallClockAt } from '../../renderer/ui/marks/wall-clock.ts';

const at = (iso: string, seconds: number) => {
  const recorded = parseRecorded(iso);
  return recorded && wallClockAt(recorded, seconds);
};

describe('wall clock', () => {
  it("stays in the recording's own zone", () => {
    expect(at('2026-03-12T10:42:07+05:00', 0.1)).toEqual({ date: '2026-03-12', time: '10:42:07.100', zone: '+05' });
    expect(at('2026-03-12T10:42:07.250Z', 0)).toEqual({ date: '2026-03-12', time: '10:42:07.250', zone: 'UTC' });
    expect(at('2026-03-12T10:42:07+05:30', 0)?.zone).toBe('+05:30');
    expect(at('2026-03-12T10:42', 1)).toEqual({ date: '2026-03-12', time: '10:42:01.000', zone: '' });
  });

  it('turns the day at midnight, forwards and backwards', () => {
    expect(at('2026-12-31T23:59:59+05:00', 2)).toMatchObject({ date: '2027-01-01', time: '00:00:01.000' });
    expect(at('2027-01-01T00:00:00+05:00', -1)).toMatchObject({ date: '2026-12-31', time: '23:59:59.000' });
  });

  it('is silent about what is not known or not a time', () => {
    expect(parseRecorded(null)).toBeNull();
    expect(parseRecorded('12 March')).toBeNull();
  });

  it('offers a short text: the clock when known, else stream time', () => {
    const recorded = parseRecorded('2026-03-12T10:42:07+05:00');
    expect(shortTime(recorded, 3, 13)).toBe('10:42:10');
    expect(shortTime(null, 3, 13)).toBe('00:00:13');
    expect(recorded && secondsOfDay(recorded)).toBe(10 * 3600 + 42 * 60 + 7);
  });
});
