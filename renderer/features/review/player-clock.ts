import { type FrameIndex, frameAtSeconds } from '../../../shared/frames.ts';
import { ptsToSeconds } from '../../../shared/time.ts';

/**
 * Ties a player element's clock to the frame index. The element starts its clock at the container's start and treats
 * edit lists in its own way, so a stream may be shifted against it; `offset` is stream seconds minus element seconds.
 */
export interface PlayerClock {
  readonly offset: number;
  /** True once a picture of the player was matched with a picture of the index. */
  readonly proven: boolean;
}

/** A small grey picture for comparing; values 0–255, row by row. */
export type Fingerprint = readonly number[] | Uint8ClampedArray | Uint8Array;

/** The element's clock before anything is known: its zero is the first picture. */
export const firstGuess = (index: FrameIndex): PlayerClock => ({
  offset: ptsToSeconds(index.pts[0] ?? 0, index.timeBase),
  proven: false,
});

/** The frame whose PTS is nearest to an element time that a presented picture carried (players round to microseconds). */
export function frameOfMediaTime(index: FrameIndex, clock: PlayerClock, mediaTime: number): number {
  const seconds = mediaTime + clock.offset;
  const n = frameAtSeconds(index, seconds);
  const here = seconds - ptsToSeconds(index.pts[n] ?? 0, index.timeBase);
  const next = index.pts[n + 1];
  if (next === undefined) return n;
  return ptsToSeconds(next, index.timeBase) - seconds < here ? n + 1 : n;
}

/** Where to seek the element for frame n: the middle of its time on screen, where rounding cannot reach a neighbour. */
export function mediaTimeOfFrame(index: FrameIndex, clock: PlayerClock, n: number): number {
  const from = index.pts[n] ?? 0;
  const next = index.pts[n + 1];
  const middle = next === undefined ? from : (from + next) / 2;
  return Math.max(0, ptsToSeconds(middle, index.timeBase) - clock.offset);
}

/** Mean absolute difference of two small grey pictures, 0 (same) to 255. */
export function difference(a: Fingerprint, b: Fingerprint): number {
  const length = Math.min(a.length, b.length);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return length === 0 ? 255 : sum / length;
}

/**
 * Finds which of the candidates the player shows. The best must be near and clearly nearer than every other one; in a
 * still scene nothing is clear and null is the honest answer.
 */
export function matchPicture(shown: Fingerprint, candidates: ReadonlyMap<number, Fingerprint>): number | null {
  const ranked = [...candidates].map(([n, picture]) => ({ n, away: difference(shown, picture) }));
  ranked.sort((a, b) => a.away - b.away);
  const [best, second] = ranked;
  if (!best || best.away > 12) return null;
  if (second && second.away < best.away * 1.5 + 0.15) return null;
  return best.n;
}

/** The clock after frame n was recognised in the picture that carried `mediaTime`. */
export function provenClock(index: FrameIndex, n: number, mediaTime: number): PlayerClock {
  return { offset: ptsToSeconds(index.pts[n] ?? 0, index.timeBase) - mediaTime, proven: true };
}
