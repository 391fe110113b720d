/**
 * Rational time. A frame is identified by an integer PTS in its stream's time base; seconds and timecode are only
 * ever shown. No float identifies a frame.
 */

/** Seconds per PTS unit as numerator and denominator, both positive integers. */
export type TimeBase = readonly [num: number, den: number];

/** Seconds of a PTS, for display and for seeking a player. Never use the result as identity. */
export function ptsToSeconds(pts: number, [num, den]: TimeBase): number {
  return (pts * num) / den;
}

/** Compares two instants given in different time bases exactly. Negative, zero or positive, like a sort callback. */
export function compareInstants(ptsA: number, [na, da]: TimeBase, ptsB: number, [nb, db]: TimeBase): number {
  const difference = BigInt(ptsA) * BigInt(na) * BigInt(db) - BigInt(ptsB) * BigInt(nb) * BigInt(da);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `HH:MM:SS.mmm` of a number of seconds, rounded to the nearest millisecond; negative times carry a minus sign. */
export function clockText(seconds: number): string {
  const total = Math.round(Math.abs(seconds) * 1000);
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  const hours = pad(Math.floor(total / 3_600_000), 2);
  const minutes = pad(Math.floor(total / 60_000) % 60, 2);
  const rest = `${pad(Math.floor(total / 1000) % 60, 2)}.${pad(total % 1000, 3)}`;
  return `${seconds < 0 && total > 0 ? '-' : ''}${hours}:${minutes}:${rest}`;
}

/** `HH:MM:SS.mmm` of a PTS. */
export function ptsText(pts: number, timeBase: TimeBase): string {
  return clockText(ptsToSeconds(pts, timeBase));
}
