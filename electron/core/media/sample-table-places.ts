import { unsure } from './sample-table-boxes.ts';
import type { FilmTrack } from './sample-table-track.ts';

/** Where the key samples stand in the file. */
export interface KeyPlaces {
  /** Numbers of the key samples in the order of the file, from 0, ascending. */
  readonly samples: Uint32Array;
  readonly positions: Float64Array;
  readonly sizes: Uint32Array;
}

/** Larger samples are refused by ffmpeg (libavformat mov_build_index). */
const MAX_SAMPLE = 0x3fffffff;

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
 * Follows stsc, chunk offsets and sizes through all samples (8.7): every one must lie in the file, none in another. Two
 * samples at one place would be one picture told twice.
 */
export function keyPlaces(track: FilmTrack, samples: Uint32Array, fileSize: number): KeyPlaces {
  const { commonSize, sampleCount, sizesAt, moov, chunks } = track;
  const positions = new Float64Array(samples.length);
  const sizes = new Uint32Array(samples.length);
  const spans = new Float64Array(chunks.count * 2);
  const perChunk = chunkCounter(track);
  let sample = 0;
  let key = 0;
  for (let chunk = 0; chunk < chunks.count; chunk++) {
    const start = chunkOffset(track, chunk);
    let at = start;
    const last = sample + perChunk(chunk);
    if (last > sampleCount) unsure('the chunks hold more samples than there are');
    for (; sample < last; sample++) {
      const size = commonSize === 0 ? moov.readUInt32BE(sizesAt + sample * 4) : commonSize;
      if (size === 0 || size > MAX_SAMPLE) unsure('a sample without a picture');
      if (samples[key] === sample) {
        positions[key] = at;
        sizes[key++] = size;
      }
      at += size;
    }
    if (at > fileSize) unsure('samples beyond the end of the file');
    spans[chunk * 2] = start;
    spans[chunk * 2 + 1] = at;
  }
  if (sample !== sampleCount) unsure('the chunks hold fewer samples than there are');
  assertApart(spans);
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

function assertApart(spans: Float64Array): void {
  let ascending = true;
  for (let n = 2; n < spans.length && ascending; n += 2) ascending = (spans[n] ?? 0) >= (spans[n - 1] ?? 0);
  if (!ascending) unsure('chunks that overlap or stand in no order');
}
