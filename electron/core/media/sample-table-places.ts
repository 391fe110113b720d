import { unsure } from './sample-table-boxes.ts';
import type { Movie } from './sample-table-file.ts';
import type { FilmTrack } from './sample-table-track.ts';

/** Where those samples stand in the file whose first bytes are looked at. */
export interface SamplePlaces {
  /** Their numbers in the order of the file, from 0, ascending. */
  readonly samples: Uint32Array;
  readonly positions: Float64Array;
  readonly sizes: Uint32Array;
}

/** Larger samples are refused by ffmpeg (libavformat mov_build_index). */
const MAX_SAMPLE = 0x3fffffff;

/** So many samples beside the key samples are looked at, spread evenly; of shorter recordings every one. */
const SPREAD = 1000;

/** All key samples, and of the others a spread that shows whether the tables are out of step with the file. */
export function samplesToLookAt(keys: Uint32Array, sampleCount: number): Uint32Array {
  const chosen = new Set(keys);
  const every = Math.max(1, Math.floor(sampleCount / SPREAD));
  for (let sample = 0; sample < sampleCount; sample += every) chosen.add(sample);
  chosen.add(sampleCount - 1);
  return Uint32Array.from(chosen).sort();
}

/** Numbers of the key samples from stss (ISO/IEC 14496-12, 8.6.2); without the box every sample is one. */
export function keySamples({ syncs, sampleCount }: FilmTrack): Uint32Array {
  if (syncs === null) return Uint32Array.from({ length: sampleCount }, (_, n) => n);
  const keys = new Uint32Array(syncs.count);
  for (let n = 0; n < syncs.count; n++) {
    const number = syncs.data.readUInt32BE(syncs.at + n * 4);
    if (number === 0 || number > sampleCount || (n > 0 && number - 1 <= (keys[n - 1] ?? 0))) unsure('a false stss');
    keys[n] = number - 1;
  }
  if (keys[0] !== 0) unsure('the first sample is no key sample');
  return keys;
}

/**
 * Follows stsc, chunk offsets and sizes through all samples (8.7): every one must lie in media data, none in another. Two
 * samples at one place would be one picture told twice.
 */
export function samplePlaces(track: FilmTrack, samples: Uint32Array, data: Movie['data']): SamplePlaces {
  const { commonSize, sampleCount, sizesAt, moov, chunks } = track;
  const positions = new Float64Array(samples.length);
  const sizes = new Uint32Array(samples.length);
  const perChunk = chunkCounter(track);
  const within = spanFinder(data);
  let sample = 0;
  let next = 0;
  let before = 0;
  for (let chunk = 0; chunk < chunks.count; chunk++) {
    const start = chunkOffset(track, chunk);
    let at = start;
    const last = sample + perChunk(chunk);
    if (last > sampleCount) unsure('the chunks hold more samples than there are');
    for (; sample < last; sample++) {
      const size = commonSize === 0 ? moov.readUInt32BE(sizesAt + sample * 4) : commonSize;
      if (size === 0 || size > MAX_SAMPLE) unsure('a sample without a picture');
      if (samples[next] === sample) {
        positions[next] = at;
        sizes[next++] = size;
      }
      at += size;
    }
    if (start < before) unsure('chunks that overlap or stand in no order');
    if (!within(start, at)) unsure('samples outside the media data');
    before = at;
  }
  if (sample !== sampleCount) unsure('the chunks hold fewer samples than there are');
  return { samples, positions, sizes };
}

function chunkOffset({ chunks, wideChunks }: FilmTrack, chunk: number): number {
  if (!wideChunks) return chunks.data.readUInt32BE(chunks.at + chunk * 4);
  return Number(chunks.data.readBigUInt64BE(chunks.at + chunk * 8));
}

/** Samples of each chunk; a run of stsc goes on until the next one begins. */
function chunkCounter({ runs, chunks }: FilmTrack): (chunk: number) => number {
  const first = (run: number) => runs.data.readUInt32BE(runs.at + run * 12) - 1;
  for (let run = 0; run < runs.count; run++) {
    const wrong = run === 0 ? first(0) !== 0 : first(run) <= first(run - 1);
    if (wrong || first(run) >= chunks.count) unsure('a false stsc');
    if (runs.data.readUInt32BE(runs.at + run * 12 + 8) !== 1) unsure('another sample entry');
  }
  if (runs.count === 0) unsure('no chunks');
  let run = 0;
  return (chunk) => {
    if (run + 1 < runs.count && first(run + 1) === chunk) run++;
    return runs.data.readUInt32BE(runs.at + run * 12 + 4);
  };
}

/** Tells whether bytes lie in one span. Chunks come in order, so that it only ever looks onwards. */
function spanFinder(data: Movie['data']): (start: number, end: number) => boolean {
  let at = 0;
  return (start, end) => {
    while (at < data.length && (data[at]?.[1] ?? 0) < end) at++;
    return start >= (data[at]?.[0] ?? Number.POSITIVE_INFINITY);
  };
}
