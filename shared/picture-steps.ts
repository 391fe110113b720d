/**
 * The step between pictures, in PTS units, that one `part`-th of the steps from frame `from` to frame `to` are shorter
 * than or as long as: 2 gives the median. 0 where there is no step. Counted and not sorted: hours of footage have few
 * different steps.
 */
export function stepAt(pts: readonly number[], part: number, from = 0, to = pts.length - 1): number {
  const counts = new Map<number, number>();
  for (let n = from; n < to; n++) {
    const step = (pts[n + 1] ?? 0) - (pts[n] ?? 0);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let left = Math.floor((to - from) / part);
  for (const [step, count] of [...counts].sort(([a], [b]) => a - b)) {
    if (left < count) return step;
    left -= count;
  }
  return 0;
}
