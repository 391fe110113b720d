import { ptsToSeconds } from '../../../shared/time.ts';
import type { PacketRow } from './packet-rows.ts';

/** A place where the times of the sound leave something out (seconds above 0) or run back (below 0). */
export interface AudioBreak {
  /** Where the packet before it ends, on the streams' common clock. */
  readonly at: number;
  readonly seconds: number;
}

/** When the sound of a recording runs, in seconds on the streams' common clock. */
export interface AudioCourse {
  readonly packets: number;
  readonly start: number;
  readonly end: number;
  /** The first of them; `breakCount` says how many there are. */
  readonly breaks: readonly AudioBreak[];
  readonly breakCount: number;
}

/** Less is rounding of containers that count in milliseconds, or an encoder's own delay. */
const LEAST_BREAK = 0.25;
const MOST_LISTED = 200;

/** Follows sound packets one by one; memory does not grow with their number. */
export function audioCourse(): { add(row: PacketRow): void; result(): AudioCourse | null } {
  const breaks: AudioBreak[] = [];
  let breakCount = 0;
  let packets = 0;
  let start = 0;
  let end = 0;
  let last = 0;
  let step = 0;
  const note = (at: number, seconds: number) => {
    breakCount++;
    if (breaks.length < MOST_LISTED) breaks.push({ at, seconds });
  };
  return {
    add({ pts, duration, timeBase }) {
      // A packet without a time says nothing about the course.
      if (!Number.isSafeInteger(pts)) return;
      const at = ptsToSeconds(pts, timeBase);
      const lasts = ptsToSeconds(duration, timeBase);
      if (packets === 0) start = at;
      else {
        // Where no duration is stated, a packet is taken to last as long as the one before.
        const missing = at - (lasts > 0 || step === 0 ? end : last + step);
        if (Math.abs(missing) >= Math.max(LEAST_BREAK, 2 * lasts)) note(end, missing);
        else if (at > last) step = at - last;
      }
      packets++;
      last = at;
      end = at + (lasts > 0 ? lasts : step);
    },
    result: () => (packets === 0 ? null : { packets, start, end, breaks, breakCount }),
  };
}
