import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import type { CoursePictures } from './course-pictures.ts';
import { countText, findingList, framesText } from './finding-words.ts';

/** Distances i in from ≤ i < to between key frames that keep to one length. */
interface GopRun {
  readonly from: number;
  readonly to: number;
  /** Pictures from one key frame to the next. */
  readonly length: number;
}

/** Distances in a row that make a pattern. */
const LEAST_RUN = 4;
/** Distances without which nothing is said. */
const LEAST_IN_ALL = 8;
/** Share of all distances that must belong to a pattern: encoders that follow the scene have none. */
const STEADY_SHARE = 0.8;
const MOST_BREAKS = 20;

/**
 * Where a steady distance between key frames breaks. Two distances are the same when they count the same pictures, or
 * (a camera that goes by time, or a dropped picture) last the same to within a step and a half. Told is only what
 * lies between two patterns of at least four equal distances, and only if four in five distances keep to a pattern.
 */
export function gopFindings(pictures: CoursePictures): ContinuityFinding[] {
  const { keys } = pictures;
  const total = keys.length - 1;
  if (total < LEAST_IN_ALL) return [];
  const runs = gopRuns(pictures);
  const steady = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  if (steady < total * STEADY_SHARE || runs.length - 1 > Math.max(3, total / MOST_BREAKS)) return [];
  const found = findingList('gop_change');
  runs.slice(1).forEach((after, i) => {
    const before = runs[i];
    if (before !== undefined) found.add(() => gopBreak(keys, before, after));
  });
  return found.done();
}

function gopRuns(pictures: CoursePictures): GopRun[] {
  const { keys, pts } = pictures;
  const length = (i: number) => (keys[i + 1] ?? 0) - (keys[i] ?? 0);
  const time = (i: number) => (pts[keys[i + 1] ?? 0] ?? 0) - (pts[keys[i] ?? 0] ?? 0);
  const runs: GopRun[] = [];
  for (let from = 0; from + 1 < keys.length; ) {
    let to = from + 1;
    while (to + 1 < keys.length && (length(to) === length(from) || near(pictures, time(to), time(from)))) to++;
    if (to - from >= LEAST_RUN) runs.push({ from, to, length: length(from) });
    from = to - from >= LEAST_RUN ? to : from + 1;
  }
  return runs;
}

/** A step and a half where steps are uneven, but never so much that short distances of different lengths are one. */
function near({ usual, variable }: CoursePictures, a: number, b: number): boolean {
  const within = variable ? Math.max(usual * 0.5, Math.min(usual * 1.5, b * 0.1)) : usual * 0.5;
  return Math.abs(a - b) <= within;
}

function gopBreak(keys: readonly number[], before: GopRun, after: GopRun): ContinuityFinding {
  const first = keys[before.to] ?? 0;
  const last = keys[after.from] ?? 0;
  const kind = 'gop_change';
  const was = `Key frames come ${eachText(before.length)}`;
  if (before.to === after.from) {
    const message = `${was} up to frame ${countText(first)}, and ${eachText(after.length)} from there on.`;
    return { kind, first, last, amount: after.length, message };
  }
  const between = keys.slice(before.to, after.from).map((key, i) => (keys[before.to + i + 1] ?? 0) - key);
  const shown = between.slice(0, 5).map(countText).join(', ') + (between.length > 5 ? ' …' : '');
  const then = after.length === before.length ? '' : `; after that ${eachText(after.length)}`;
  const message = `${was}, but in ${framesText(first, last)} after ${shown}${then}.`;
  return { kind, first, last, amount: between[0] ?? null, message };
}

const eachText = (length: number): string =>
  length === 1 ? 'with every picture' : `every ${countText(length)} pictures`;
