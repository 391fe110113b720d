import { unsure } from './sample-table-boxes.ts';
import type { Coding } from './sample-table-codec.ts';
import type { TableFile } from './sample-table-file.ts';
import type { SamplePlaces } from './sample-table-places.ts';

/** Enough of a sample to see its first slice, where little stands before it. */
const HEAD = 64;
/** Enough of a slice to see what kind of picture it belongs to. */
const SLICE_HEAD = 8;
const MAX_UNITS = 64;
/** Parameter sets are at most some hundred bytes. */
const MAX_PARAMETERS = 4096;

/**
 * Looks at the first bytes of samples: each must open with a picture, which needs no other one exactly where the tables
 * say so.
 */
export async function assertKeys(
  file: TableFile,
  places: SamplePlaces,
  keyAt: (sample: number) => boolean,
  coding: Coding,
): Promise<void> {
  for (let n = 0; n < places.samples.length; n++) {
    const seen = headOf(file, places.positions[n] ?? 0, places.sizes[n] ?? 0, coding, n === 0);
    if (seen === 'other') unsure('a sample that does not open with a picture');
    if ((seen === 'key') !== keyAt(places.samples[n] ?? 0))
      unsure(seen === 'key' ? 'a key sample that is not listed' : 'a key sample that does not decode by itself');
    await file.breathe();
  }
}

function headOf(
  file: TableFile,
  start: number,
  size: number,
  coding: Coding,
  isFirst: boolean,
): 'key' | 'no key' | 'other' {
  const end = start + size;
  let head = file.read(start, Math.min(HEAD, size));
  let headAt = start;
  /** Bytes of the sample; from what has been read already where that will do. */
  const bytes = (at: number, length: number): Buffer => {
    const from = at - headAt;
    if (from < 0 || from + length > head.length) {
      head = file.read(at, Math.min(Math.max(HEAD, length), end - at));
      headAt = at;
    }
    return head.subarray(at - headAt, at - headAt + length);
  };
  let at = start;
  for (let unit = 0; unit < MAX_UNITS && at + coding.lengthBytes < end; unit++) {
    const length = bytes(at, coding.lengthBytes).readUIntBE(0, coding.lengthBytes);
    at += coding.lengthBytes;
    if (length === 0 || at + length > end) return 'other';
    const whole = coding.wholeUnit(bytes(at, 1)[0] ?? 0);
    if (whole && length > MAX_PARAMETERS) return 'other';
    const seen = coding.look(bytes(at, whole ? length : Math.min(SLICE_HEAD, length)), isFirst);
    if (seen !== 'go on') return seen;
    at += length;
  }
  return 'other';
}
