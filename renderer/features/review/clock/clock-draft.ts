import { type ClockBasis, type ClockReading, faceMs, RecordingClock, wallTimeAt } from '../../../../shared/clock.ts';
import { clockOf } from '../../../../shared/common-clock.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { faceIso, faceText } from '../../../../shared/wall-text.ts';
import { readStated, splitStated } from '../../../lib/stated-time.ts';

/** A clock while it is being written: numbers are kept as they are typed. */
export interface ClockDraft {
  readonly basis: ClockBasis;
  /** In order of frames, at most one for each. */
  readonly readings: readonly ClockReading[];
  readonly zone: string | null;
  /** `12`, `1:02:05`, `3 d 1:02:05`; empty when it was not compared. */
  readonly ahead: string;
  readonly behind: boolean;
  /** Seconds; empty when nobody can say. */
  readonly within: string;
  readonly measured: string;
}

/** What an item has, or an empty clock in the zone of its stated time. */
export function draftOf({ timing, recorded }: Pick<Item, 'timing' | 'recorded'>): ClockDraft {
  if (timing === null) {
    const { zone } = splitStated(recorded);
    return { ...EMPTY, zone: zone === '' ? null : zone };
  }
  const compared = timing.ahead !== 0 || timing.measured !== null || timing.within !== null;
  return {
    basis: timing.basis,
    readings: timing.readings,
    zone: timing.zone,
    ahead: compared ? typedLength(Math.abs(timing.ahead)) : '',
    behind: timing.ahead < 0,
    within: timing.within === null ? '' : String(timing.within),
    measured: timing.measured ?? '',
  };
}

const EMPTY: ClockDraft = {
  ...{ basis: 'burnt-in', readings: [], zone: null, ahead: '', behind: false, within: '', measured: '' },
};

/** Seconds as one types them: `12`, `3725.5`, and days apart from the rest where there are any. */
function typedLength(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const rest = Math.round((seconds - days * 86_400) * 1000) / 1000;
  if (days === 0) return String(rest);
  const two = (value: number) => String(value).padStart(2, '0');
  const [whole, fraction] = String(rest % 60).split('.');
  const tail = fraction === undefined ? '' : `.${fraction}`;
  return `${days} d ${Math.floor(rest / 3600)}:${two(Math.floor(rest / 60) % 60)}:${two(Number(whole))}${tail}`;
}

const LENGTH =
  /^(?:(\d{1,6})\s*(?:d|д|т)[a-zа-яё]*\.?\s+)?(?:(?:(\d{1,6}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,3})?)|(\d{1,10}(?:[.,]\d{1,3})?)\s*(?:s|с)?)$/i;

/** Seconds of `12`, `12.5 s`, `1:02`, `1:02:05`, `3 d 1:02:05`; null for anything else. An empty text is 0. */
export function readLength(typed: string): number | null {
  const text = typed.trim();
  if (text === '') return 0;
  const [whole, days, hours, minutes, seconds, plain] = LENGTH.exec(text) ?? [];
  if (whole === undefined) return null;
  const number = (part: string | undefined) => Number((part ?? '0').replace(',', '.'));
  if (number(minutes) > 59 || number(seconds) >= 60) return null;
  const total = number(days) * 86_400 + number(hours) * 3600 + number(minutes) * 60 + number(seconds) + number(plain);
  return Math.round(total * 1000) / 1000;
}

export type DraftProblem = 'no-reading' | 'ahead' | 'within' | 'invalid';
export type DraftResult =
  | { readonly ok: true; readonly clock: RecordingClock }
  | { readonly ok: false; readonly problem: DraftProblem };

/** The clock that a draft says, or what is still wrong with it. */
export function clockOfDraft(draft: ClockDraft): DraftResult {
  const ahead = readLength(draft.ahead);
  const within = readLength(draft.within);
  if (draft.readings.length === 0) return { ok: false, problem: 'no-reading' };
  if (ahead === null) return { ok: false, problem: 'ahead' };
  if (within === null) return { ok: false, problem: 'within' };
  const { basis, zone, behind } = draft;
  const measured = draft.measured.trim();
  const parsed = RecordingClock.safeParse({
    ...{ basis, zone, readings: [...draft.readings] },
    ahead: behind && ahead > 0 ? -ahead : ahead,
    within: draft.within.trim() === '' ? null : within,
    measured: measured === '' ? null : measured,
  });
  return parsed.success ? { ok: true, clock: parsed.data } : { ok: false, problem: 'invalid' };
}

export const sameDraft = (a: ClockDraft, b: ClockDraft): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Puts a reading in its place; one that is there for the same frame goes. */
export function withReading(draft: ClockDraft, reading: ClockReading): ClockDraft {
  const others = draft.readings.filter(({ frame }) => frame !== reading.frame);
  return { ...draft, readings: [...others, reading].sort((a, b) => a.frame - b.frame) };
}

export const withoutReading = (draft: ClockDraft, frame: number): ClockDraft => ({
  ...draft,
  readings: draft.readings.filter((reading) => reading.frame !== frame),
});

/** What the clock should show at frame n by what is known so far, to the second: `2026-03-12 10:42:07`; empty when nothing is. */
export function expectedAt(draft: ClockDraft, item: Pick<Item, 'recorded'>, index: FrameIndex, n: number): string {
  const own = draft.readings.find(({ frame }) => frame === n);
  if (own !== undefined) return own.shown.replace('T', ' ');
  const stated = clockOf({ timing: null, recorded: item.recorded }, index.pts[0] ?? 0);
  const [first] = draft.readings;
  const clock = first === undefined ? stated : { ...NO_OFFSET, readings: [...draft.readings] };
  if (clock === null) return '';
  const { date, time } = faceText(wallTimeAt(clock, index, n).shown);
  return date === '' ? '' : `${date} ${time.slice(0, 8)}`;
}

const NO_OFFSET: Omit<RecordingClock, 'readings'> = {
  ...{ basis: 'burnt-in', zone: null, ahead: 0, within: null, measured: null },
};

const TIME_ONLY = /^\d{1,2}:\d{2}/;
const TO_THE_MINUTE = /(^|[T\s])\d{1,2}:\d{2}(?!:)/;

export type ReadShown =
  | { readonly ok: true; readonly shown: string; readonly zone: string | null }
  | { readonly ok: false };

/**
 * Reads what a person saw: date and time, or the time alone on the day that `expected` says. What was read to the minute
 * or with a fraction stays so, because it says how finely it was read.
 */
export function readShown(typed: string, expected: string): ReadShown {
  const text = typed.trim();
  const whole = TIME_ONLY.test(text) ? `${expected.slice(0, 10)} ${text}` : text;
  const read = readStated(whole, '');
  if (!read.ok || read.iso === null) return { ok: false };
  const { text: face, zone } = splitStated(read.iso);
  const shown = face.replace(' ', 'T');
  const kept = TO_THE_MINUTE.test(text) ? shown.slice(0, 16) : shown;
  return { ok: true, shown: kept, zone: zone === '' ? null : zone };
}

/** `2026-03-12 10:42:07` of a reading, as it is listed. */
export const shownText = (shown: string): string => {
  const ms = faceMs(shown);
  return faceIso(ms, null) === null ? shown : shown.replace('T', ' ');
};
