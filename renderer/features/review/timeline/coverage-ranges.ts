/** A run of frames, both ends inclusive. Lists of runs are ascending, and no two of them touch. */
export type FrameRun = readonly [first: number, last: number];

/** Adds a run and joins it with those that it meets. The same list when it was there already. */
export function addRun(runs: readonly FrameRun[], first: number, last: number): readonly FrameRun[] {
  const at = firstReaching(runs, first);
  const met = runs[at];
  if (met !== undefined && met[0] <= first && met[1] >= last) return runs;
  let end = at;
  let joined: FrameRun = [first, last];
  for (let run = runs[end]; run !== undefined && run[0] <= last + 1; run = runs[++end]) {
    joined = [Math.min(joined[0], run[0]), Math.max(joined[1], run[1])];
  }
  return [...runs.slice(0, at), joined, ...runs.slice(end)];
}

/** Position of the first run that ends at `frame` − 1 or later. */
function firstReaching(runs: readonly FrameRun[], frame: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.[1] ?? 0) < frame - 1) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const framesIn = (runs: readonly FrameRun[]): number =>
  runs.reduce((sum, [first, last]) => sum + last - first + 1, 0);

/** Whole percent of `count` frames, rounded down: 100 only when every one was seen. */
export const percentOf = (runs: readonly FrameRun[], count: number): number =>
  count > 0 ? Math.floor((framesIn(runs) * 100) / count) : 0;

/** At most `most` runs: the shortest are forgotten, so that nothing counts as watched that was not. */
export function boundRuns(runs: readonly FrameRun[], most: number): readonly FrameRun[] {
  if (runs.length <= most) return runs;
  const lengths = runs.map(([first, last]) => last - first).sort((a, b) => b - a);
  const least = lengths[most - 1] ?? 0;
  let room = most - lengths.filter((length) => length > least).length;
  return runs.filter(([first, last]) => last - first > least || (last - first === least && room-- > 0));
}

/** `0-120,300,412-499`. */
export const runsText = (runs: readonly FrameRun[]): string =>
  runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');

/** Reads {@link runsText} for a recording of `count` frames; what cannot be read or lies outside is left out. */
export function parseRuns(text: string, count: number): readonly FrameRun[] {
  let runs: readonly FrameRun[] = [];
  for (const part of text.split(',')) {
    const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
    if (!match) continue;
    const first = Number(match[1]);
    const last = Math.min(count - 1, Number(match[2] ?? match[1]));
    if (first <= last) runs = addRun(runs, first, last);
  }
  return runs;
}
