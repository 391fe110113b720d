import { PEAKS_PER_SECOND, type WaveformLevel } from '../../../shared/waveform.ts';

/** Two days of sound; a clock that jumps may claim more, which nobody needs to see. */
const MOST_PEAKS = 48 * 3600 * PEAKS_PER_SECOND;
const HEADER_MOST = 4096;

/** Works out peaks from a WAVE stream (16-bit PCM) that comes in chunks of any size; holds one byte pair per peak. */
export interface PeakMeter {
  push(chunk: Buffer): void;
  /** Seconds of sound so far. */
  seconds(): number;
  /** Peaks that are finished. */
  peaks(): number;
  /** The finest level of all that came. */
  level(): WaveformLevel;
}

/** @param onFull called once when no more peaks are kept; what comes later is ignored */
export function peakMeter(onFull: () => void = () => {}): PeakMeter {
  let format: { channels: number; rate: number } | null = null;
  let rest: Buffer = Buffer.alloc(0);
  let min = new Int8Array(1 << 16);
  let max = new Int8Array(1 << 16);
  let peaks = 0;
  let full = false;
  /** Samples of one channel seen, and how many of them the current peak ends after. */
  let samples = 0;
  let border = 0;
  const range = valueRange();

  const borderOf = (peak: number) => Math.floor(((peak + 1) * (format?.rate ?? 1)) / PEAKS_PER_SECOND);
  const close = () => {
    if (peaks === min.length) {
      min = grown(min);
      max = grown(max);
    }
    min[peaks] = byteOf(range.low());
    max[peaks] = byteOf(range.high());
    range.empty();
    peaks++;
    border = borderOf(peaks);
    if (peaks < MOST_PEAKS) return;
    full = true;
    onFull();
  };
  const take = (values: Int16Array, channels: number) => {
    const count = values.length / channels;
    for (let at = 0; at < count && !full; ) {
      const until = Math.min(count, at + border - samples);
      range.widen(values, at * channels, until * channels);
      samples += until - at;
      at = until;
      if (samples >= border) close();
    }
  };

  return {
    push(chunk) {
      if (full) return;
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (format === null) {
        const header = waveHeader(rest);
        if (header === null) return;
        format = header;
        rest = rest.subarray(header.bytes);
        border = borderOf(0);
      }
      const usable = rest.length - (rest.length % (2 * format.channels));
      take(alignedValues(rest, usable), format.channels);
      rest = Buffer.from(rest.subarray(usable));
    },
    seconds: () => (format === null ? 0 : samples / format.rate),
    peaks: () => peaks,
    level() {
      if (!range.isEmpty() && !full) close();
      return { peaksPerSecond: PEAKS_PER_SECOND, min: min.slice(0, peaks), max: max.slice(0, peaks) };
    },
  };
}

/** Least and greatest of the values that it was shown. */
function valueRange() {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  return {
    low: () => least,
    high: () => most,
    isEmpty: () => least > most,
    empty() {
      least = Number.POSITIVE_INFINITY;
      most = Number.NEGATIVE_INFINITY;
    },
    widen(values: Int16Array, from: number, to: number) {
      // Plain variables: this loop runs over every sample of a recording.
      let low = least;
      let high = most;
      for (let i = from; i < to; i++) {
        const value = values[i] ?? 0;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      least = low;
      most = high;
    },
  };
}

function grown(values: Int8Array): Int8Array<ArrayBuffer> {
  const larger = new Int8Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** A sample × 127 / 32768, away from zero, so that no sound is drawn as silence. */
const byteOf = (sample: number): number => {
  const scaled = (sample * 127) / 32_768;
  return scaled < 0 ? Math.floor(scaled) : Math.ceil(scaled);
};

/** The machine's own byte order is little-endian on every platform that we run on. */
function alignedValues(bytes: Buffer, length: number): Int16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : Buffer.from(bytes);
  if (aligned.byteOffset % 2 === 0) return new Int16Array(aligned.buffer, aligned.byteOffset, length / 2);
  return new Int16Array(new Uint8Array(bytes).buffer, 0, length / 2);
}

/** Reads the head of a WAVE stream (RIFF); null while too little of it has come. */
function waveHeader(bytes: Buffer): { channels: number; rate: number; bytes: number } | null {
  const data = bytes.indexOf('data', 12, 'latin1');
  if (data < 0 || bytes.length < data + 8) {
    if (bytes.length > HEADER_MOST) throw new Error('ffmpeg gave no WAVE stream');
    return null;
  }
  const channels = bytes.readUInt16LE(22);
  const rate = bytes.readUInt32LE(24);
  if (channels < 1 || rate < 1 || bytes.toString('latin1', 12, 16) !== 'fmt ')
    throw new Error('ffmpeg gave no WAVE stream');
  return { channels, rate, bytes: data + 8 };
}
