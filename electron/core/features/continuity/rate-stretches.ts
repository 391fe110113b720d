import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import { type CoursePictures, medianOf, sameStepWithin, secondsOf } from './course-pictures.ts';
import { countText, findingList } from './finding-words.ts';

/** A stretch of steps n in from ≤ n < to that keeps one rate. */
export interface RateStretch {
  readonly from: number;
  readonly to: number;
  /** The step in PTS units: of a block the mean of those near its median, of more the median of the blocks’. */
  readonly step: number;
  /** All steps are the same but for rounding; a phone's are not. */
  readonly even: boolean;
}

const BLOCK_SECONDS = 1;
const BLOCK_STEPS = 8;
/** A step this near its block's median belongs to the block's rate … */
const NEAR = 0.2;
/** … and so many of them make the block steady. */
const STEADY_SHARE = 0.8;
/** Two rates differ when both are even and this far apart … */
const EVEN_RATIO = 1.03;
/** … or, where steps are uneven, this far: exposure makes a phone's steps longer by a fifth or a quarter at times. */
const UNEVEN_RATIO = 1.4;
const MOST_LISTED = 20;

/**
 * Stretches of at least two seconds with one rate. The recording is cut into blocks of a second (eight steps at
 * least); a block has a rate when four in five of its steps are within a fifth of their median, and neighbouring
 * blocks of the same rate make a stretch. What belongs to none is left out.
 */
export function rateStretches(pictures: CoursePictures): RateStretch[] {
  const { steps } = pictures;
  const second = BLOCK_SECONDS / secondsOf(pictures, 1);
  const stretches: RateStretch[] = [];
  let open: RateStretch[] = [];
  const close = () => {
    if (open.length > 1) stretches.push(joined(open));
    open = [];
  };
  for (let from = 0; from < steps.length; ) {
    let to = from;
    for (let length = 0; to < steps.length && (length < second || to - from < BLOCK_STEPS); to++)
      length += steps[to] ?? 0;
    const block = to - from < BLOCK_STEPS ? null : steadyBlock(steps, from, to);
    // Compared with where the stretch began: a drift would else never end.
    const begin = open[0];
    if (block === null || (begin && differ(begin.step, block.step, ratioOf(begin, block, 1 + NEAR)))) close();
    if (block !== null) open.push(block);
    from = to;
  }
  close();
  return stretches;
}

function steadyBlock(steps: Float64Array, from: number, to: number): RateStretch | null {
  const part = steps.subarray(from, to);
  const median = medianOf(part.slice());
  if (median <= 0) return null;
  const near = part.filter((step) => Math.abs(step - median) <= median * NEAR);
  if (near.length < part.length * STEADY_SHARE) return null;
  const within = sameStepWithin(median);
  const even = near.every((step) => Math.abs(step - median) <= within);
  return { from, to, step: near.reduce((sum, step) => sum + step, 0) / near.length, even };
}

function joined(blocks: readonly RateStretch[]): RateStretch {
  const even = blocks.filter((block) => block.even).length;
  return {
    from: blocks[0]?.from ?? 0,
    to: blocks.at(-1)?.to ?? 0,
    step: medianOf(Float64Array.from(blocks, ({ step }) => step)),
    // The block in which a change lies may belong to either side.
    even: even >= blocks.length * STEADY_SHARE || even >= blocks.length - 1,
  };
}

/** How far two rates must be apart: little where both are even, `uneven` where one is not. */
const ratioOf = (a: RateStretch, b: RateStretch, uneven: number): number => (a.even && b.even ? EVEN_RATIO : uneven);
const differ = (a: number, b: number, ratio: number): boolean => a > b * ratio || b > a * ratio;

/** Where the recording goes over to another steady rate. What lies between two stretches belongs to the change. */
export function rateFindings(pictures: CoursePictures): ContinuityFinding[] {
  const found = findingList('rate_change', MOST_LISTED);
  let kept: RateStretch | null = null;
  for (const stretch of rateStretches(pictures)) {
    const before: RateStretch = kept ?? stretch;
    kept = stretch;
    if (!differ(before.step, stretch.step, ratioOf(before, stretch, UNEVEN_RATIO))) {
      // A slow drift is compared with where it began.
      if (!before.even || !stretch.even) kept = { ...stretch, step: before.step };
      continue;
    }
    const [was, is] = [before, stretch].map(({ step }) => 1 / secondsOf(pictures, step));
    const [first, last] = changeAt(pictures.steps, before, stretch);
    found.add(() => ({
      kind: 'rate_change',
      first,
      last,
      amount: is ?? null,
      message: `The rate goes from ${rateText(was ?? 0)} to ${rateText(is ?? 0)} pictures a second ${first + 1 >= last ? `at frame ${countText(last)}` : `between frames ${countText(first)} and ${countText(last)}`}.`,
    }));
  }
  return found.done();
}

const rateText = (rate: number): string => (rate < 10 ? rate.toFixed(2) : rate.toFixed(1));

/** The last frame of the old rate and the first of the new one: blocks are cut by the second, changes are not. */
function changeAt(steps: Float64Array, before: RateStretch, after: RateStretch): [first: number, last: number] {
  const middle = Math.sqrt(before.step * after.step);
  const old = (step: number) => step < middle === before.step < middle;
  let first = Math.min(before.to, after.from);
  let last = Math.max(before.to, after.from);
  while (first > before.from && !old(steps[first - 1] ?? 0)) first--;
  while (first < last && old(steps[first] ?? 0)) first++;
  while (last < after.to && old(steps[last] ?? 0)) last++;
  while (last > first && !old(steps[last - 1] ?? 0)) last--;
  return [first, last];
}
