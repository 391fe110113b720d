/**
 * Peaks of a recording's sound, in several resolutions, as one file. All numbers are little-endian:
 *
 * | bytes | what |
 * |---|---|
 * | 8 | `AGQWAV1\n` |
 * | 4 | number of levels (0 when there is no sound) |
 * | 4 | 0 |
 * | 8 | float64: peaks per second of level 0 |
 * | 8 | float64: time of the first peak in seconds from the time of frame 0; negative when the sound begins earlier |
 * | 4 × levels | peaks of each level |
 * | per level | its least values, then its greatest ones, one signed byte each |
 *
 * A byte holds a sample's value × 127, rounded away from zero. Each level has a quarter of the resolution of the one
 * before: its peak i covers peaks 4i … 4i+3.
 */
export interface Waveform {
  /** Time of the first peak in seconds after the time of frame 0; for sound without pictures 0. */
  readonly startSeconds: number;
  /** The finest first. Empty when there is no sound. */
  readonly levels: readonly WaveformLevel[];
}

export interface WaveformLevel {
  readonly peaksPerSecond: number;
  /** Least and greatest value of every peak over all channels, −127 … 127. */
  readonly min: Int8Array;
  readonly max: Int8Array;
}

/** Peaks per second of the finest level. */
export const PEAKS_PER_SECOND = 100;
/** How much coarser each level is than the one before. */
export const LEVEL_FACTOR = 4;

/** `AGQWAV1\n` in ASCII. */
const MAGIC = [0x41, 0x47, 0x51, 0x57, 0x41, 0x56, 0x31, 0x0a];
const HEAD_BYTES = 32;
const MOST_LEVELS = 16;
/** A level this short is not made coarser. */
const FEW_PEAKS = 256;

/** All levels of a waveform of which only the finest is given. */
export function coarserLevels(finest: WaveformLevel): WaveformLevel[] {
  const levels = [finest];
  for (let last = finest; last.min.length > FEW_PEAKS && levels.length < MOST_LEVELS; ) {
    last = {
      peaksPerSecond: last.peaksPerSecond / LEVEL_FACTOR,
      min: everyFour(last.min, Math.min),
      max: everyFour(last.max, Math.max),
    };
    levels.push(last);
  }
  return levels;
}

function everyFour(values: Int8Array, choose: (a: number, b: number) => number): Int8Array {
  const out = new Int8Array(Math.ceil(values.length / LEVEL_FACTOR));
  for (let i = 0; i < out.length; i++) {
    const from = i * LEVEL_FACTOR;
    let value = values[from] ?? 0;
    for (let j = from + 1; j < Math.min(values.length, from + LEVEL_FACTOR); j++) value = choose(value, values[j] ?? 0);
    out[i] = value;
  }
  return out;
}

export function encodeWaveform({ startSeconds, levels }: Waveform): Uint8Array {
  const dataBytes = levels.reduce((sum, { min }) => sum + 2 * min.length, 0);
  const bytes = new Uint8Array(HEAD_BYTES + 4 * levels.length + dataBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(8, levels.length, true);
  view.setFloat64(16, levels[0]?.peaksPerSecond ?? PEAKS_PER_SECOND, true);
  view.setFloat64(24, startSeconds, true);
  let at = HEAD_BYTES + 4 * levels.length;
  for (const [i, { min, max }] of levels.entries()) {
    view.setUint32(HEAD_BYTES + 4 * i, min.length, true);
    bytes.set(new Uint8Array(min.buffer, min.byteOffset, min.length), at);
    bytes.set(new Uint8Array(max.buffer, max.byteOffset, max.length), at + min.length);
    at += 2 * min.length;
  }
  return bytes;
}

/** The inverse. The levels share the memory of `bytes`. @throws RangeError for bytes that are no whole waveform */
export function decodeWaveform(bytes: Uint8Array): Waveform {
  if (bytes.length < HEAD_BYTES || MAGIC.some((byte, i) => bytes[i] !== byte)) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint32(8, true);
  const finest = view.getFloat64(16, true);
  const startSeconds = view.getFloat64(24, true);
  const sane = count <= MOST_LEVELS && finest > 0 && Number.isFinite(finest) && Number.isFinite(startSeconds);
  if (!sane || bytes.length < HEAD_BYTES + 4 * count) throw damaged();
  const lengths = Array.from({ length: count }, (_, i) => view.getUint32(HEAD_BYTES + 4 * i, true));
  const consistent = lengths.every((n, i) => i === 0 || n === Math.ceil((lengths[i - 1] ?? 0) / LEVEL_FACTOR));
  const wanted = lengths.reduce((sum, n) => sum + 2 * n, HEAD_BYTES + 4 * count);
  if (!consistent || wanted !== bytes.length) throw damaged();
  let at = bytes.byteOffset + HEAD_BYTES + 4 * count;
  const levels = lengths.map((length, i): WaveformLevel => {
    const min = new Int8Array(bytes.buffer, at, length);
    const max = new Int8Array(bytes.buffer, at + length, length);
    at += 2 * length;
    return { peaksPerSecond: finest / LEVEL_FACTOR ** i, min, max };
  });
  return { startSeconds, levels };
}

const damaged = (): RangeError => new RangeError('these bytes are no whole waveform of version 1');
