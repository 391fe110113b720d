import { CHUNK_FRAMES } from './proxy-shape.ts';

/** Runs of consecutive numbers, both ends inclusive, ascending. */
export type Runs = readonly (readonly [first: number, last: number])[];

export const chunkCount = (frames: number): number => Math.ceil(frames / CHUNK_FRAMES);

/** Frames that chunk k of a recording with `frames` pictures holds. */
export const framesInChunk = (k: number, frames: number): number =>
  Math.max(0, Math.min(CHUNK_FRAMES, frames - k * CHUNK_FRAMES));

/** Chunk numbers as ascending runs. */
export function runsOf(chunks: Iterable<number>): Runs {
  const runs: [number, number][] = [];
  for (const k of [...chunks].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && k === last[1] + 1) last[1] = k;
    else runs.push([k, k]);
  }
  return runs;
}

/**
 * The next chunks to make in one pass: from the one the reader stands in or the first missing one after it, up to the
 * next that is there. What lies before him comes last. Null when none is missing.
 */
export function nextPass(
  done: (k: number) => boolean,
  count: number,
  wanted: number,
): { first: number; last: number } | null {
  const missingFrom = (from: number): number => {
    for (let k = from; k < count; k++) if (!done(k)) return k;
    return -1;
  };
  const after = missingFrom(Math.max(0, Math.min(wanted, count - 1)));
  const first = after >= 0 ? after : missingFrom(0);
  if (first < 0) return null;
  let last = first;
  while (last + 1 < count && !done(last + 1)) last++;
  return { first, last };
}
