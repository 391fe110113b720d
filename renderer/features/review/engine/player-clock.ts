import { type FrameIndex, frameAtSeconds } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';

/**
 * Ties a player element's clock to the frame index. The element starts its clock at the container's start and treats
 * edit lists in its own way, so a stream may be shifted against it; `offset` is stream seconds minus element seconds.
 */
export interface PlayerClock {
  readonly offset: number;
  /** True once a picture of the player was matched with a picture of the index. */
  readonly proven: boolean;
}

/** A small grey picture for comparing, row by row; see {@link fingerprint}. */
export type Fingerprint = readonly number[];

/**
 * Grey values freed from brightness and contrast: a player and ffmpeg may turn the same samples into RGB by other
 * matrices and ranges, and that must not count as a difference.
 */
export function fingerprint(grey: readonly number[]): Fingerprint {
  const mean = grey.reduce((sum, value) => sum + value, 0) / Math.max(1, grey.length);
  const spread = Math.sqrt(grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, grey.length));
  return grey.map((value) => (spread < 1 ? 0 : ((value - mean) / spread) * 50));
}

/**
 * The clock as the first picture of a freshly loaded player tells it: that picture is frame 0. Held for every file of
 * the corpus that Chromium plays, also where the stream begins late or has an edit list.
 */
export const firstPictureClock = (index: FrameIndex, mediaTime: number): PlayerClock => ({
  offset: ptsToSeconds(index.pts[0] ?? 0, index.timeBase) - mediaTime,
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

/** Mean absolute difference of two fingerprints; 0 is the same picture, 50 is one standard deviation. */
export function difference(a: Fingerprint, b: Fingerprint): number {
  const length = Math.min(a.length, b.length);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return length === 0 ? 255 : sum / length;
}

/** Measured on the corpus: the right frame lay below 8 even across colour matrices … */
const NEAR = 15;
/** … and where another frame was nearer than the right one, the two never differed by more than a sixth. */
const CLEARLY = 1.25;

/**
 * Finds which of the candidates the player shows. The best must be near and clearly nearer than every other one; in a
 * still scene nothing is clear and null is the honest answer.
 */
export function matchPicture(shown: Fingerprint, candidates: ReadonlyMap<number, Fingerprint>): number | null {
  const ranked = [...candidates].map(([n, picture]) => ({ n, away: difference(shown, picture) }));
  ranked.sort((a, b) => a.away - b.away);
  const [best, second] = ranked;
  if (!best || !second || best.away > NEAR) return null;
  return second.away > best.away * CLEARLY + 0.1 ? best.n : null;
}

/** The clock after frame n was recognised in the picture that carried `mediaTime`. */
export function provenClock(index: FrameIndex, n: number, mediaTime: number): PlayerClock {
  return { offset: ptsToSeconds(index.pts[n] ?? 0, index.timeBase) - mediaTime, proven: true };
}
