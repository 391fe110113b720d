import type { Gap } from '../../../../shared/picture-gaps.ts';
import type { Bounds } from './timeline-scale.ts';

/** Sound that is longer by less than this is what containers are like, and no stretch to look at. */
const LEAST_SECONDS = 0.5;

/** Stretches before the first picture (`after` is −1) and after the last one in which there is sound only. */
export function soundOnly(pictures: Bounds, sound: Bounds | null, count: number): Gap[] {
  if (sound === null) return [];
  const before = { after: -1, start: sound.start, end: pictures.start };
  const after = { after: count - 1, start: pictures.end, end: sound.end };
  return [before, after].filter(({ start, end }) => end - start > LEAST_SECONDS);
}

/** From the first to the last instant that the timeline shows something of. */
export function boundsWith(pictures: Bounds, gaps: readonly Gap[]): Bounds {
  const start = Math.min(pictures.start, ...gaps.map((gap) => gap.start));
  const end = Math.max(pictures.end, ...gaps.map((gap) => gap.end));
  return start === pictures.start && end === pictures.end ? pictures : { start, end };
}
