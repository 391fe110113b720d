import { describe, expect, it } from 'vitest';
import {
  type ClockDraft,
  clockOfDraft,
  draftOf,
  expectedAt,
  readLength,
  readShown,
  sameDraft,
  withoutReading,
  withReading,
} from '../../renderer/features/review/clock/clock-draft.ts';
import { referenceDraft } from '../../renderer/features/review/clock/reference-draft.ts';
import { recordedOf, wallClockOf } from '../../renderer/ui/marks/wall-clock.ts';
import type { RecordingClock } from '../../shared/clock.ts';

/** 25 pictures a second, from 1 s on. */
const index = { timeBase: [1, 1000] as const, pts: Array.from({ length: 500 }, (_, n) => 1000 + n * 40), keys: [0] };
const nothing = { timing: null, recorded: null };
const timing: RecordingClock = {
  basis: 'burnt-in',
  readings: [{ frame: 10, pts: 1400, shown: '2026-03-12T10:42:07' }],
  zone: '+05:00',
  ahead: -90_061.5,
  within: 0.5,
  measured: 'a telephone',
};

describe('a clock being written', () => {
  it('goes there and back without loss', () => {
    for (const some of [{}, { ahead: 0 }, { ahead: 0, within: null, measured: null }, { ahead: 3e9, zone: null }]) {
      const clock = { ...timing, ...some };
      expect(clockOfDraft(draftOf({ timing: clock, recorded: null }))).toEqual({ ok: true, clock });
    }
    expect(sameDraft(draftOf({ timing, recorded: null }), draftOf({ timing, recorded: 'x' }))).toBe(true);
  });

  it('begins in the zone of the stated time, with nothing made up', () => {
    expect(draftOf({ timing: null, recorded: '2026-03-12T10:00:00+06:00' })).toMatchObject({
      zone: '+06:00',
      ahead: '',
    });
    expect(draftOf(nothing).zone).toBeNull();
    expect(clockOfDraft(draftOf(nothing))).toEqual({ ok: false, problem: 'no-reading' });
  });

  it('says which field cannot be read', () => {
    const draft = draftOf({ timing, recorded: null });
    const problem = (some: Partial<ClockDraft>) => clockOfDraft({ ...draft, ...some });
    expect(problem({ ahead: 'soon' })).toEqual({ ok: false, problem: 'ahead' });
    expect(problem({ within: '1:99' })).toEqual({ ok: false, problem: 'within' });
    expect(problem({ ahead: '9999999999' })).toEqual({ ok: false, problem: 'invalid' });
    expect(problem({ ahead: '0', behind: true })).toMatchObject({ ok: true, clock: { ahead: 0 } });
  });

  it('keeps one reading a frame, in order', () => {
    const reading = (frame: number, shown: string) => ({ frame, pts: index.pts[frame] ?? 0, shown });
    let draft = withReading(draftOf(nothing), reading(50, '2026-03-12T10:00:02'));
    draft = withReading(draft, reading(5, '2026-03-12T10:00:00'));
    draft = withReading(draft, reading(50, '2026-03-12T10:00:03'));
    expect(draft.readings.map(({ frame, shown }) => [frame, shown])).toEqual([
      [5, '2026-03-12T10:00:00'],
      [50, '2026-03-12T10:00:03'],
    ]);
    expect(withoutReading(draft, 5).readings).toHaveLength(1);
  });
});

describe('lengths of time', () => {
  it('are read in the forms that people type', () => {
    expect(
      ['', '0', '12', '12.5', '12,5 s', '1:02', '1:02:05.25', '3 d 1:02:05', '2 дня 5', '26:00:00'].map(readLength),
    ).toEqual([...[0, 0, 12, 12.5, 12.5, 62, 3725.25, 262_925, 172_805, 93_600]]);
  });

  it('are refused when they are none', () => {
    for (const text of ['-5', '+5', '1:60', '1:2:60', '1:2:3:4', 'x', '5 m', '1e3', 'Infinity', '٣'])
      expect(readLength(text), text).toBeNull();
  });
});

describe('what a clock shows', () => {
  it('is expected from the readings so far, else from the stated time', () => {
    const draft = draftOf({ timing, recorded: null });
    expect(expectedAt(draft, nothing, index, 35)).toBe('2026-03-12 10:42:08');
    expect(expectedAt(draft, nothing, index, 9)).toBe('2026-03-12 10:42:06');
    expect(expectedAt(draft, nothing, index, 10)).toBe('2026-03-12 10:42:07');
    expect(expectedAt(draftOf(nothing), { recorded: '2026-03-12T23:59:59+05:00' }, index, 25)).toBe(
      '2026-03-13 00:00:00',
    );
    expect(expectedAt(draftOf(nothing), { recorded: null }, index, 25)).toBe('');
  });

  it('is read with the fineness that it was typed with', () => {
    const shown = (typed: string) => {
      const read = readShown(typed, '2026-03-12 10:00:00');
      return read.ok ? [read.shown, read.zone] : null;
    };
    expect(shown('2026-03-12 10:42:07')).toEqual(['2026-03-12T10:42:07', null]);
    expect(shown('12.03.2026 10:42:07.0')).toEqual(['2026-03-12T10:42:07.0', null]);
    expect(shown('2026-03-12 10:42')).toEqual(['2026-03-12T10:42', null]);
    expect(shown('10:42')).toEqual(['2026-03-12T10:42', null]);
    expect(shown('9:42:07')).toEqual(['2026-03-12T09:42:07', null]);
    expect(shown('2026-03-12 10:42:07 +0500')).toEqual(['2026-03-12T10:42:07', '+05:00']);
    for (const typed of ['', '10', '25:00:00', '2026-02-30 10:00:00', 'noon']) expect(shown(typed), typed).toBeNull();
    expect(readShown('10:42:07', '').ok).toBe(false);
  });
});

describe('the same moment in another recording', () => {
  const other = { timeBase: [1, 90_000] as const, pts: [0, 9000, 18_000], keys: [0] };

  it('gives one reading with that time, known no better than there', () => {
    const there = recordedOf(
      {
        timing: { ...timing, readings: [{ frame: 0, pts: 0, shown: '2026-03-12T10:00:00' }], ahead: 12 },
        recorded: null,
      },
      other,
    );
    const draft = there && referenceDraft({ index: other, frame: 2 }, { index, frame: 100 }, there, 'as there');
    expect(draft).toMatchObject({
      ...{ basis: 'reference', zone: '+05:00', ahead: '0', measured: 'as there' },
      readings: [{ frame: 100, pts: 5000, shown: '2026-03-12T09:59:48.200' }],
      // Read to a second, offset to half of one, and 100 + 40 ms for which the two pictures stood.
      within: '1.64',
    });
    const here = draft && clockOfDraft(draft);
    const recorded = here?.ok ? recordedOf({ timing: here.clock, recorded: null }, index) : null;
    expect(recorded && wallClockOf(recorded, index, 100).time).toBe('09:59:48.200');
  });

  it('knows no margin where there is none', () => {
    const there = recordedOf({ timing: null, recorded: '2026-03-12T10:00:00' }, other);
    const draft = there && referenceDraft({ index: other, frame: 0 }, { index, frame: 0 }, there, 'm');
    expect(draft).toMatchObject({
      within: '',
      ahead: '',
      zone: null,
      readings: [{ shown: '2026-03-12T10:00:00.000' }],
    });
  });
});
