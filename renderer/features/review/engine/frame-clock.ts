import { type FrameIndex, lastAtOrBefore } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import type { PicturePrints } from './picture-prints.ts';

/** A decoded picture as far as it matters for tying the clocks. */
export interface TimedPrint {
  /** Seconds on the demuxer's clock. */
  readonly seconds: number;
  /** Null when its planes cannot be compared. */
  readonly print: Uint8Array | null;
}

/** Half a tick, and a little for times that went through floating point. */
const HALF_TICK = 0.5 + 1e-3;

/**
 * Names the frame that a picture is by its time. The demuxer's clock may run beside the index's by a constant (edit
 * lists, a stream that begins late), `offset`, in ticks of the index's time base.
 */
export class FrameClock {
  readonly #index: FrameIndex;
  readonly offset: number;

  constructor(index: FrameIndex, offset: number) {
    this.#index = index;
    this.offset = offset;
  }

  /** The frame whose PTS is within half a tick of this time; null for a time that is no frame's. */
  frameAt(seconds: number): number | null {
    const { pts, timeBase } = this.#index;
    const ticks = (seconds * timeBase[1]) / timeBase[0] + this.offset;
    const before = lastAtOrBefore(pts, ticks);
    const away = (n: number) => Math.abs((pts[n] ?? Number.POSITIVE_INFINITY) - ticks);
    const n = away(before + 1) < away(before) ? before + 1 : before;
    return away(n) <= HALF_TICK ? n : null;
  }

  /** The time of frame n on the demuxer's clock. */
  secondsOf(n: number): number {
    const { pts, timeBase } = this.#index;
    return ptsToSeconds((pts[n] ?? 0) - this.offset, timeBase);
  }
}

/** A clock, and how many different pictures speak for it and against it. */
export interface TiedClock {
  readonly clock: FrameClock;
  readonly agreed: number;
  readonly against: number;
}

/**
 * Ties the clocks by the first pictures that the demuxer gave. The first one whose MD5 is in the index says which frames
 * it can be; of the offsets that follow from that, the one with which most of the others agree is right. Without MD5s
 * the clocks are one when a picture falls on frame 0, else the first picture is frame 0. Null: no picture is of the index.
 */
export function tieClock(
  index: FrameIndex,
  prints: PicturePrints | null,
  pictures: readonly TimedPrint[],
): TiedClock | null {
  const same = new FrameClock(index, 0);
  const [first] = pictures;
  if (first === undefined) return null;
  if (prints === null) {
    const onFirst = pictures.some(({ seconds }) => same.frameAt(seconds) === 0);
    const clock = onFirst ? same : new FrameClock(index, offsetOf(index, 0, first.seconds));
    return { clock, agreed: 0, against: 0 };
  }
  const known = pictures.filter(({ print }) => print !== null && prints.all(print, 1).length > 0);
  let best: TiedClock | null = null;
  for (const offset of possibleOffsets(index, prints, known[0])) {
    const clock = new FrameClock(index, offset);
    const agreed = distinct(known.filter((each) => agrees(clock, prints, each)));
    if (agreed > (best?.agreed ?? 0)) best = { clock, agreed, against: distinct(known) - agreed };
  }
  return best;
}

/** A still scene names many frames for one picture; more than this many tell nothing new. */
const MOST_NAMED = 64;

/** Ascending by distance from 0: where nothing decides, the clocks are taken for one. */
function possibleOffsets(index: FrameIndex, prints: PicturePrints, picture: TimedPrint | undefined): number[] {
  if (!picture?.print) return [];
  const { seconds, print } = picture;
  const offsets = prints.all(print, MOST_NAMED).map((n) => offsetOf(index, n, seconds));
  return offsets.sort((a, b) => Math.abs(a) - Math.abs(b));
}

const distinct = (pictures: readonly TimedPrint[]): number => new Set(pictures.map(({ print }) => String(print))).size;

function agrees(clock: FrameClock, prints: PicturePrints, { seconds, print }: TimedPrint): boolean {
  const n = clock.frameAt(seconds);
  return n !== null && print !== null && prints.is(n, print);
}

const offsetOf = ({ pts, timeBase }: FrameIndex, n: number, seconds: number): number =>
  (pts[n] ?? 0) - Math.round((seconds * timeBase[1]) / timeBase[0]);
