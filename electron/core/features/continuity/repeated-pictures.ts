import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import { type CoursePictures, secondsOf } from './course-pictures.ts';
import { countOf, countText, findingList, framesText, secondsText } from './finding-words.ts';

/** A picture that stands this many times in a row is told by itself; pairs are only counted. */
const LEAST_RUN = 3;
/** With more runs than this, one sentence says more than a list. */
const MOST_RUNS = 20;

interface Run {
  readonly first: number;
  readonly last: number;
}

/** Runs of pictures that are equal bit for bit. Nothing while the pictures have not been decoded. */
export function duplicateFindings(pictures: CoursePictures): ContinuityFinding[] {
  const { md5 } = pictures;
  if (md5 === null) return [];
  const runs: Run[] = [];
  let pairs = 0;
  let repeats = 0;
  for (let first = 0; first < md5.length; ) {
    let last = first;
    while (last + 1 < md5.length && md5[last + 1] === md5[first]) last++;
    repeats += last - first;
    if (last - first + 1 >= LEAST_RUN) runs.push({ first, last });
    else if (last > first) pairs++;
    first = last + 1;
  }
  if (repeats === 0) return [];
  if (runs.length > MOST_RUNS) return [summary(pictures, runs, repeats)];
  const listed = runs.map((run) => ofRun(pictures, run));
  return pairs === 0 ? listed : [...listed, ofPairs(md5, pairs)];
}

/** Seconds from the start of a run to the start of the picture after it. */
function shownFor({ pts, usual, ...rest }: CoursePictures, { first, last }: Run): number {
  const end = pts[last + 1] ?? (pts[last] ?? 0) + usual;
  return secondsOf({ pts, usual, ...rest }, end - (pts[first] ?? 0));
}

function ofRun(pictures: CoursePictures, run: Run): ContinuityFinding {
  const count = run.last - run.first + 1;
  const message = `${framesText(run.first, run.last).replace('f', 'F')} are the same picture ${countText(count)} times, bit for bit (${secondsText(shownFor(pictures, run))}).`;
  return { kind: 'duplicates', ...run, amount: count - 1, message };
}

function ofPairs(md5: readonly string[], pairs: number): ContinuityFinding {
  const first = md5.findIndex((hash, n) => hash === md5[n + 1] && hash !== md5[n - 1] && hash !== md5[n + 2]);
  const place = pairs === 1 ? '' : `; the first pair is`;
  const message =
    pairs === 1
      ? `Frames ${countText(first)} and ${countText(first + 1)} are the same picture, bit for bit.`
      : `${countOf(pairs, 'picture')} of ${countText(md5.length)} equal the one before bit for bit, each once${place} frames ${countText(first)} and ${countText(first + 1)}.`;
  return pairs === 1
    ? { kind: 'duplicates', first, last: first + 1, amount: 1, message }
    : { kind: 'duplicates', first, last: first + 1, amount: pairs, message };
}

function summary(pictures: CoursePictures, runs: readonly Run[], repeats: number): ContinuityFinding {
  const longest = runs.reduce((best, run) => (run.last - run.first > best.last - best.first ? run : best));
  const message = `${countOf(repeats, 'picture')} of ${countText(pictures.pts.length)} equal the one before bit for bit, in ${countText(runs.length)} runs of three or more; the longest, ${framesText(longest.first, longest.last)}, lasts ${secondsText(shownFor(pictures, longest))}.`;
  return { kind: 'duplicates', ...longest, amount: repeats, message };
}

/** So many different pictures in a row that come once more are no chance: camera noise alone makes each unlike all others. */
const LEAST_DIFFERENT = 8;

/** Stretches of different pictures that come again later, bit for bit and in the same order. */
export function repeatedStretchFindings({ md5 }: CoursePictures): ContinuityFinding[] {
  const found = findingList('repeated_stretch');
  if (md5 === null) return [];
  const seen = new Map<string, number>();
  const tell = (first: number, last: number, back: number) => {
    if (last - first + 1 < LEAST_DIFFERENT) return;
    if (new Set(md5.slice(first, Math.min(last + 1, first + back))).size < LEAST_DIFFERENT) return;
    found.add(() => ({
      kind: 'repeated_stretch',
      first,
      last,
      amount: last - first + 1,
      message: `${framesText(first, last).replace('f', 'F')} show the same pictures as ${framesText(first - back, last - back)}, bit for bit and in the same order.`,
    }));
  };
  let first = 0;
  let back = 0;
  for (let n = 0; n < md5.length; n++) {
    const hash = md5[n] ?? '';
    if (back > 0 && md5[n - back] === hash) continue;
    if (back > 0) tell(first, n - 1, back);
    const at = seen.get(hash);
    back = at === undefined ? 0 : n - at;
    first = n;
    if (at === undefined) seen.set(hash, n);
  }
  if (back > 0) tell(first, md5.length - 1, back);
  return found.done();
}
