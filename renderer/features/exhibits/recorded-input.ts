import { Details } from '../../../shared/evidence.ts';
import { readStated, splitStated, ZONES } from '../../lib/stated-time.ts';

/** A recording time as its form holds it: wall-clock text and the offset from UTC, which may not be known. */
export interface RecordedInput {
  /** `2026-03-12 10:42`, or any other form that {@link readStated} reads. */
  readonly local: string;
  /** `+05:00`, `Z`, or empty when nobody knows it. */
  readonly offset: string;
}

/** The stored text, or null when it is not a date and time that exists. */
export function recordedText({ local, offset }: RecordedInput): string | null {
  const read = readStated(local, offset);
  return read.ok && Details.shape.recorded.safeParse(read.iso).success ? read.iso : null;
}

/** This form writes every zone as a number, UTC too. */
const asOffset = (zone: string): string => (zone === 'Z' ? '+00:00' : zone);

/** Offsets that clocks on Earth have used, west to east. */
export const OFFSETS: readonly string[] = ZONES.map(asOffset);

/** The offset that most recordings of this library state, or empty: offering none is better than guessing one. */
export function commonOffset(recorded: readonly (string | null)[]): string {
  const counts = new Map<string, number>();
  for (const text of recorded) {
    const { zone } = splitStated(text);
    if (zone !== '') counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  return asOffset([...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '');
}
