import { unsure } from './sample-table-boxes.ts';
import type { FilmTrack } from './sample-table-track.ts';

/** When each sample is presented. */
export interface SampleTimes {
  /** PTS of every sample in the order of the file, as ffmpeg's demuxer gives it to the decoder. */
  readonly pts: Float64Array;
  /** The same, ascending: the times of frames 0, 1, 2 … */
  readonly sorted: Float64Array;
  /** Most samples that must be decoded before one that is presented earlier. */
  readonly reordering: number;
}

/** Steps above this are read as negative numbers by some players and as clipped ones by others. */
const MAX_STEP = 1 << 28;
/** ffmpeg follows at most so many pictures that wait for their turn (libavcodec MAX_REORDER_DELAY). */
const MAX_REORDERING = 16;

/**
 * PTS of all samples. Decode times come from stts, composition offsets from ctts, and where there is an edit list, ffmpeg
 * moves the first presented picture to the beginning of that edit (libavformat mov_fix_index).
 */
export function sampleTimes(track: FilmTrack, keyAt: (sample: number) => boolean): SampleTimes {
  const { pts, steps } = compositionTimes(track);
  const sorted = Float64Array.from(pts).sort();
  for (let n = 1; n < sorted.length; n++) if (sorted[n] === sorted[n - 1]) unsure('two pictures at one time');
  const shift = editShift(track, pts, steps, sorted, keyAt);
  if (shift !== 0) {
    for (let n = 0; n < pts.length; n++) pts[n] = (pts[n] ?? 0) + shift;
    for (let n = 0; n < sorted.length; n++) sorted[n] = (sorted[n] ?? 0) + shift;
  }
  return { pts, sorted, reordering: reorderingOf(pts) };
}

function compositionTimes(track: FilmTrack): { pts: Float64Array; steps: Float64Array } {
  const { times, sampleCount } = track;
  const pts = new Float64Array(sampleCount);
  const steps = new Float64Array(sampleCount);
  let sample = 0;
  let at = 0;
  for (let n = 0; n < times.count; n++) {
    const count = times.data.readUInt32BE(times.at + n * 8);
    const step = times.data.readUInt32BE(times.at + n * 8 + 4);
    if (count === 0 || sample + count > sampleCount) unsure('stts does not count the samples');
    if (step > MAX_STEP || (step === 0 && sample + count < sampleCount)) unsure('a step that players read differently');
    for (const end = sample + count; sample < end; sample++) {
      pts[sample] = at;
      steps[sample] = step;
      at += step;
    }
  }
  if (sample !== sampleCount) unsure('stts does not count the samples');
  addOffsets(track, pts);
  return { pts, steps };
}

/** ctts of version 0 is read as signed too: QuickTime and many cameras write negative offsets into it. */
function addOffsets({ offsets, sampleCount }: FilmTrack, pts: Float64Array): void {
  if (offsets === null) return;
  let sample = 0;
  for (let n = 0; n < offsets.count; n++) {
    const count = offsets.data.readUInt32BE(offsets.at + n * 8);
    const offset = offsets.data.readInt32BE(offsets.at + n * 8 + 4);
    if (count === 0 || sample + count > sampleCount) unsure('ctts does not count the samples');
    if (Math.abs(offset) >= MAX_STEP) unsure('an offset that players read differently');
    for (const end = sample + count; sample < end; sample++) pts[sample] = (pts[sample] ?? 0) + offset;
  }
  if (sample !== sampleCount) unsure('ctts does not count the samples');
}

/** What ffmpeg adds to all composition times because of the edit list. */
function editShift(
  track: FilmTrack,
  pts: Float64Array,
  steps: Float64Array,
  sorted: Float64Array,
  keyAt: (sample: number) => boolean,
): number {
  const { edits, timescale, movieTimescale, offsets } = track;
  if (edits.length === 0) return 0;
  if (edits.length > 2) unsure('several edits');
  const [first, second] = edits;
  const empty = first?.mediaTime === -1n && second !== undefined ? first : null;
  const edit = empty === null ? first : second;
  if (edit === undefined || (empty === null && second !== undefined)) unsure('several edits');
  if (edit.rate !== 0x10000 || edit.mediaTime < 0n || edit.duration === 0n) unsure('an edit of an unusual kind');
  const delay = empty === null ? 0 : rescaled(empty.duration, timescale, movieTimescale);
  const start = Number(edit.mediaTime);
  const end = start + rescaled(edit.duration, timescale, movieTimescale);
  const [earliest = 0, latest = 0] = [sorted[0], sorted[sorted.length - 1]];
  if (start !== earliest || pts[0] !== earliest || latest >= end) unsure('an edit list that cuts');
  assertEditKeepsAll(pts, steps, end, offsets !== null, keyAt);
  return delay - earliest;
}

/** ffmpeg stops reading behind the first key picture that reaches the end of the edit (with ctts: behind the second). */
function assertEditKeepsAll(
  pts: Float64Array,
  steps: Float64Array,
  end: number,
  withOffsets: boolean,
  keyAt: (sample: number) => boolean,
): void {
  let passes = withOffsets ? 1 : 0;
  for (let n = 0; n + 1 < pts.length; n++)
    if ((pts[n] ?? 0) + (steps[n] ?? 0) >= end && keyAt(n) && passes-- === 0) unsure('an edit list that cuts');
}

/** As av_rescale does: rounded to the nearest, halves away from zero. */
function rescaled(duration: bigint, to: number, from: number): number {
  const result = Number((duration * BigInt(to) + BigInt(from) / 2n) / BigInt(from));
  return Number.isSafeInteger(result) ? result : unsure('an edit without end');
}

/**
 * A decoder shows all that came before a key picture before it shows that picture, and what follows a closed group's key
 * picture after it. Offsets that say otherwise are false: pictures would come in another order than listed.
 * @param closed no picture that follows a key sample in the file is presented before it
 */
export function assertGroups(pts: Float64Array, keys: Uint32Array, closed: boolean): void {
  let latest = Number.NEGATIVE_INFINITY;
  let next = 0;
  let keyTime = Number.NEGATIVE_INFINITY;
  for (let sample = 0; sample < pts.length; sample++) {
    const at = pts[sample] ?? 0;
    if (keys[next] === sample) {
      if (at < latest) unsure('a key picture before pictures that precede it');
      keyTime = at;
      next++;
    } else if (closed && at < keyTime) unsure('a picture before the key picture that it follows');
    latest = Math.max(latest, at);
  }
}

/** The most samples before one in the file that are presented after it. */
function reorderingOf(pts: Float64Array): number {
  // The latest times so far, ascending; no more are needed to see that there are too many.
  const latest: number[] = [];
  let most = 0;
  for (const at of pts) {
    let place = latest.length;
    while (place > 0 && (latest[place - 1] ?? at) > at) place--;
    most = Math.max(most, latest.length - place);
    if (most > MAX_REORDERING) unsure('too much reordering');
    latest.splice(place, 0, at);
    if (latest.length > MAX_REORDERING + 1) latest.shift();
  }
  return most;
}
