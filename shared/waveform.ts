/** Peaks of a recording's sound at one resolution; 127 and −127 are full scale. */
export interface WaveformLevel {
  readonly peaksPerSecond: number;
  /** Least and greatest sample of each stretch, all channels together. Both have the same length. */
  readonly min: Int8Array;
  readonly max: Int8Array;
}

/**
 * The waveform of a recording's sound, in several resolutions so that any stretch is drawn from few numbers. Derived, and
 * made anew when it is missing or of another version. As a file, all numbers little-endian:
 *
 * | bytes | what |
 * |---|---|
 * | 8 | `AIGAQWF1` |
 * | 8 | `startSeconds` (float64) |
 * | 4 | count of levels |
 * | 12 × count | `peaksPerSecond` (float64), count of peaks |
 * | … | for each level all least, then all greatest samples, one signed byte each |
 */
export interface Waveform {
  /** When the first peak begins, relative to the time of frame 0; negative when sound begins before the pictures. */
  readonly startSeconds: number;
  /** The finest first: 100 peaks a second, each next one four times coarser. None when there is no sound. */
  readonly levels: readonly WaveformLevel[];
}

const MAGIC = 'AIGAQWF1';
const HEAD = 20;
const ENTRY = 12;

/** Writes a waveform file. */
export function encodeWaveform({ startSeconds, levels }: Waveform): Uint8Array {
  const data = HEAD + ENTRY * levels.length;
  const bytes = new Uint8Array(levels.reduce((sum, { min, max }) => sum + min.length + max.length, data));
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < MAGIC.length; i++) view.setUint8(i, MAGIC.charCodeAt(i));
  view.setFloat64(8, startSeconds, true);
  view.setUint32(16, levels.length, true);
  let at = data;
  for (const [i, { peaksPerSecond, min, max }] of levels.entries()) {
    view.setFloat64(HEAD + ENTRY * i, peaksPerSecond, true);
    view.setUint32(HEAD + ENTRY * i + 8, min.length, true);
    for (const part of [min, max]) {
      bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.length), at);
      at += part.length;
    }
  }
  return bytes;
}

/** Reads a waveform file; the peaks are views into its bytes. Throws an Error for bytes that are none or are cut short. */
export function decodeWaveform(bytes: Uint8Array): Waveform {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = bytes.byteLength < HEAD ? '' : String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw new Error('These bytes are no waveform.');
  const count = view.getUint32(16, true);
  let at = HEAD + ENTRY * count;
  if (at > bytes.byteLength) throw new Error('The waveform is cut short.');
  const levels: WaveformLevel[] = [];
  for (let i = 0; i < count; i++) {
    const peaksPerSecond = view.getFloat64(HEAD + ENTRY * i, true);
    const peaks = view.getUint32(HEAD + ENTRY * i + 8, true);
    if (!(peaksPerSecond > 0)) throw new Error('The waveform has a level without a rate.');
    if (at + 2 * peaks > bytes.byteLength) throw new Error('The waveform is cut short.');
    const part = (from: number) => new Int8Array(bytes.buffer, bytes.byteOffset + from, peaks);
    levels.push({ peaksPerSecond, min: part(at), max: part(at + peaks) });
    at += 2 * peaks;
  }
  return { startSeconds: view.getFloat64(8, true), levels };
}
