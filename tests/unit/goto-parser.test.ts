import { describe, expect, it } from 'vitest';
import { parseGoTo, parseSpan } from '../../renderer/features/review/goto-parser.ts';
import { recordedOf, wallClockOf } from '../../renderer/ui/marks/wall-clock.ts';
import type { RecordingClock } from '../../shared/clock.ts';
import type { FrameIndex } from '../../shared/frames.ts';

/** 100 pictures at irregular steps in milliseconds, beginning at 10 s, as a transport stream does. */
const pts: number[] = [];
for (let n = 0, at = 10_000; n < 100; n++, at += n % 3 === 0 ? 50 : 33) pts.push(at);
const index: FrameIndex = { timeBase: [1, 1000], pts, keys: [0, 50] };
const recorded = recordedOf({ timing: null, recorded: '2026-03-12T23:59:59+05:00' }, index);

const go = (text: string, clock = recorded) => parseGoTo(text, index, clock);

describe('parseGoTo', () => {
  it('takes a plain number and f 123 as a frame counted from 0', () => {
    expect(go('42')).toEqual({ ok: true, n: 42, as: 'frame' });
    expect(go(' f 42 ')).toEqual({ ok: true, n: 42, as: 'frame' });
    expect(go('F7')).toEqual({ ok: true, n: 7, as: 'frame' });
    expect(parseGoTo('1,000', { ...index, pts: Array.from({ length: 2000 }, (_, n) => n) }, null)).toMatchObject({
      n: 1000,
    });
  });

  it('refuses frames that the recording does not have', () => {
    expect(go('100')).toEqual({ ok: false, problem: 'frame-range' });
    expect(go('-1')).toEqual({ ok: false, problem: 'unreadable' });
  });

  it('finds the picture on screen at a stream time, whatever the rate', () => {
    expect(go('00:00:10')).toEqual({ ok: true, n: 0, as: 'time' });
    expect(go('10.033s')).toEqual({ ok: true, n: 1, as: 'time' });
    expect(go('10.032s')).toEqual({ ok: true, n: 0, as: 'time' });
    expect(go('t 0:10,1')).toMatchObject({ ok: true, as: 'time' });
    expect(go('t 23:59:59')).toEqual({ ok: false, problem: 'time-range' });
  });

  it('reads a time beyond the stream as the recording clock, over midnight too', () => {
    expect(go('23:59:59')).toEqual({ ok: true, n: 0, as: 'clock' });
    const after = go('00:00:01');
    expect(after).toMatchObject({ ok: true, as: 'clock' });
    const n = after.ok ? after.n : -1;
    expect(pts[n]).toBeLessThanOrEqual(12_000);
    expect(pts[n + 1]).toBeGreaterThan(12_000);
    expect(go('c 12:00:00')).toEqual({ ok: false, problem: 'clock-range' });
  });

  it('goes by a measured clock: corrected, from the reading that counts, and over a jump', () => {
    const at = (frame: number, shown: string) => ({ frame, pts: pts[frame] ?? 0, shown: `2026-03-12T${shown}` });
    const readings = [at(0, '10:00:12'), at(60, '11:00:12')];
    const timing: RecordingClock = {
      ...{ basis: 'burnt-in', readings, zone: null, ahead: 12, within: null, measured: null },
    };
    const measured = recordedOf({ timing, recorded: null }, index);
    expect(go('c 10:00:00', measured)).toEqual({ ok: true, n: 0, as: 'clock' });
    expect(go('c 11:00:00', measured)).toEqual({ ok: true, n: 60, as: 'clock' });
    expect(go('c 10:30:00', measured)).toEqual({ ok: false, problem: 'clock-range' });
    for (const n of [1, 59, 61, 99]) {
      const { time = '' } = measured ? wallClockOf(measured, index, n) : {};
      expect(go(`c ${time}`, measured)).toEqual({ ok: true, n, as: 'clock' });
    }
  });

  it('says when the clock is not known instead of guessing', () => {
    expect(go('c 10:42:07', null)).toEqual({ ok: false, problem: 'clock-unknown' });
    expect(go('10:42:07', null)).toEqual({ ok: false, problem: 'time-range' });
  });

  it('goes to a PTS and refuses one outside the stream', () => {
    expect(go('pts 10033')).toEqual({ ok: true, n: 1, as: 'pts' });
    expect(go('p 10034')).toEqual({ ok: true, n: 1, as: 'pts' });
    expect(go('pts 9999')).toEqual({ ok: false, problem: 'pts-range' });
  });

  it('refuses what it cannot read', () => {
    for (const text of ['', 'abc', 'f', 'f 1:02', '1:2:3:4', '00:61:00', '12:60', '1e3', 'f 12x']) {
      expect(go(text), text).toEqual({ ok: false, problem: 'unreadable' });
    }
  });
});

describe('parseSpan', () => {
  it('reads hours, minutes and seconds', () => {
    expect(parseSpan('00:01:02.5')).toBe(62.5);
    expect(parseSpan('1:02')).toBe(62);
    expect(parseSpan('62.5s')).toBe(62.5);
    expect(parseSpan('62.5')).toBeNull();
  });
});
