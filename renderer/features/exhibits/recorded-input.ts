import { Details } from '../../../shared/evidence.ts';

/** A recording time as its form holds it: wall-clock text and the offset from UTC, which may not be known. */
export interface RecordedInput {
  /** `2026-03-12 10:42`, with seconds and a fraction where they are known; a T may stand for the space. */
  readonly local: string;
  /** `+05:00`, `Z`, or empty when nobody knows it. */
  readonly offset: string;
}

const SHAPE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?$/;

/** The stored text, or null when it is not a date and time that exists. */
export function recordedText({ local, offset }: RecordedInput): string | null {
  const typed = local.trim().replace(/\s+/, 'T');
  const seconds = /T\d{2}:\d{2}$/.test(typed) ? `${typed}:00` : typed;
  const text = `${seconds}${offset}`;
  return SHAPE.test(text) && Details.shape.recorded.safeParse(text).success ? text : null;
}

/** Offsets that clocks on Earth have used, from −12:00 to +14:00 in the quarter hours that occur. */
export const OFFSETS: readonly string[] = [
  ...['-12:00', '-11:00', '-10:00', '-09:30', '-09:00', '-08:00', '-07:00', '-06:00', '-05:00', '-04:00', '-03:30'],
  ...['-03:00', '-02:00', '-01:00', '+00:00', '+01:00', '+02:00', '+03:00', '+03:30', '+04:00', '+04:30', '+05:00'],
  ...['+05:30', '+05:45', '+06:00', '+06:30', '+07:00', '+08:00', '+08:45', '+09:00', '+09:30', '+10:00', '+10:30'],
  ...['+11:00', '+12:00', '+12:45', '+13:00', '+14:00'],
];

/** The offset that most recordings of this library state, or empty: offering none is better than guessing one. */
export function commonOffset(recorded: readonly (string | null)[]): string {
  const counts = new Map<string, number>();
  for (const text of recorded) {
    const offset = SHAPE.exec(text ?? '')?.[2];
    if (offset !== undefined) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  return most === 'Z' ? '+00:00' : most;
}
