import { unwatched } from '../progress.ts';
import { isNotAsSealed } from '../seal/container-format.ts';
import { type ByteReader, type FileSource, openBytes } from '../store/file-source.ts';
import type { KeptIndex } from './index-file.ts';
import { Unsure, unsure } from './sample-table-boxes.ts';
import { codingOf } from './sample-table-codec.ts';
import { readMovie, type TableFile, tableFile } from './sample-table-file.ts';
import { assertKeys } from './sample-table-keys.ts';
import { keySamples, samplePlaces, samplesToLookAt } from './sample-table-places.ts';
import { assertGroups, sampleTimes } from './sample-table-times.ts';
import { filmTrack } from './sample-table-track.ts';

/** What the tables of a file gave: a list of frames, or why they are not trusted. */
export interface TableReading {
  readonly index: KeptIndex | null;
  /** A few words for a log and for tests; null when there is a list. */
  readonly reason: string | null;
  readonly bytesRead: number;
}

/** More samples than a day and a half at 60 pictures a second. */
const MAX_SAMPLES = 8_000_000;

/**
 * Lists the frames of an ISO-BMFF or QuickTime file from its sample tables, without starting a program and without
 * reading pictures, where the rule of frame-accuracy.md holds; null everywhere else. Whatever is inside the file, it
 * does not throw, and what it allocates is bounded by the size of the tables. @throws AppError cancelled
 */
export async function containerIndex(source: FileSource, signal: AbortSignal): Promise<KeptIndex | null> {
  return (await readSampleTable(source, signal)).index;
}

/** As {@link containerIndex}, with the reason. @throws AppError cancelled */
export async function readSampleTable(source: FileSource, signal: AbortSignal): Promise<TableReading> {
  const { value, reason, bytesRead } = await withTables(source, signal, indexFrom);
  return { index: value, reason, bytesRead };
}

/** How many samples the film track's tables declare, trusted or not; null where they cannot be read. */
export async function declaredSamples(source: FileSource): Promise<number | null> {
  const { value } = await withTables(
    source,
    unwatched.signal,
    async (file) => filmTrack((await readMovie(file)).moov).sampleCount,
  );
  return value;
}

async function withTables<T>(source: FileSource, signal: AbortSignal, look: (file: TableFile) => Promise<T>) {
  let bytes: ByteReader | null = null;
  let file: TableFile | null = null;
  try {
    bytes = await openBytes(source);
    file = tableFile(bytes, signal);
    const value = await look(file);
    return { value, reason: null, bytesRead: file.bytesRead };
  } catch (error) {
    return { value: null, reason: reasonOf(error), bytesRead: file?.bytesRead ?? 0 };
  } finally {
    await bytes?.close();
  }
}

/** A false table shows as a place outside its buffer; a file that cannot be read is told by the decode that follows. */
function reasonOf(error: unknown): string {
  if (error instanceof Unsure) return error.message;
  if (error instanceof RangeError) return 'a table that points outside itself';
  if (error instanceof Error && ('syscall' in error || isNotAsSealed(error))) return 'the file cannot be read';
  throw error;
}

async function indexFrom(file: TableFile): Promise<KeptIndex> {
  const { moov, data } = await readMovie(file);
  const track = filmTrack(moov);
  if (track.sampleCount === 0 || track.sampleCount > MAX_SAMPLES) unsure('no usable number of samples');
  const coding = codingOf(track);
  const keys = keySamples(track);
  const keySet = track.syncs === null ? null : new Set(keys);
  const keyAt = (sample: number): boolean => keySet?.has(sample) ?? true;
  const times = sampleTimes(track, keyAt);
  assertGroups(times.pts, keys, coding?.closedGroups ?? true);
  await file.breathe();
  const places = samplePlaces(track, samplesToLookAt(keys, track.sampleCount), data);
  await file.breathe();
  if (coding !== null) await assertKeys(file, places, keyAt, coding);
  if (times.reordering > (coding === null ? 0 : (coding.maxReordering ?? times.reordering)))
    unsure('more reordering than the decoder is told of');
  const { width, height } = track.entry ?? unsure('not one sample entry');
  return {
    source: 'container',
    fieldOrder: 'progressive',
    timeBase: [1, track.timescale],
    ...(track.lying ? { width: height, height: width } : { width, height }),
    pts: Array.from(times.sorted),
    keys: frameNumbers(times.sorted, times.pts, keys),
    md5: null,
    warnings: [],
  };
}

/** Numbers in presentation order of the key samples. */
function frameNumbers(sorted: Float64Array, pts: Float64Array, keys: Uint32Array): number[] {
  const numbers: number[] = [];
  for (const key of keys) {
    const at = pts[key] ?? 0;
    let low = 0;
    for (let high = sorted.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? at) < at) low = middle + 1;
      else high = middle;
    }
    numbers.push(low);
  }
  return numbers.sort((a, b) => a - b);
}
