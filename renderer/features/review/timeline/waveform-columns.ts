import type { Waveform } from '../../../../shared/waveform.ts';
import type { View } from './timeline-scale.ts';

type Level = Waveform['levels'][number];

/** What the lane draws: for every pixel the least and greatest sample, −1 … 1, and where there is sound at all. */
export interface WaveColumns {
  readonly low: Float32Array;
  readonly high: Float32Array;
  /** First and one past the last pixel that has sound. */
  readonly from: number;
  readonly to: number;
}

/** The coarsest level that still has a peak for every pixel, so that few numbers are read; else the finest. */
export function levelFor(waveform: Waveform, peaksWanted: number): Level | null {
  let best: Level | null = null;
  for (const level of waveform.levels) {
    const fine = level.peaksPerSecond >= peaksWanted;
    const better =
      best === null ||
      (fine
        ? level.peaksPerSecond < best.peaksPerSecond
        : best.peaksPerSecond < peaksWanted && level.peaksPerSecond > best.peaksPerSecond);
    if (better) best = level;
  }
  return best;
}

/** Peaks lie on this scale: 127 is full scale, and what reaches it may have been cut off. */
export const FULL = 127;

/**
 * Peaks of a view in `pixels` columns. `origin` is the time of frame 0 in seconds on the stream's clock; every peak
 * that falls into a column counts whole, so that nothing loud is lost between two pixels.
 */
export function waveColumns(waveform: Waveform, origin: number, view: View, pixels: number): WaveColumns {
  const low = new Float32Array(pixels);
  const high = new Float32Array(pixels);
  const level = levelFor(waveform, pixels / view.span);
  if (level === null || pixels === 0) return { low, high, from: 0, to: 0 };
  const { peaksPerSecond: rate, min, max } = level;
  const offset = (view.start - origin - waveform.startSeconds) * rate;
  const perPixel = (view.span * rate) / pixels;
  const from = Math.min(pixels, Math.max(0, Math.ceil(-offset / perPixel - 1e-9)));
  const to = Math.max(from, Math.min(pixels, Math.ceil((min.length - offset) / perPixel - 1e-9)));
  for (let x = from; x < to; x++) {
    const first = Math.max(0, Math.floor(offset + x * perPixel + 1e-9));
    const last = Math.min(min.length - 1, Math.max(first, Math.ceil(offset + (x + 1) * perPixel - 1e-9) - 1));
    let least = min[first] ?? 0;
    let most = max[first] ?? 0;
    for (let i = first + 1; i <= last; i++) {
      least = Math.min(least, min[i] ?? 0);
      most = Math.max(most, max[i] ?? 0);
    }
    low[x] = least / FULL;
    high[x] = most / FULL;
  }
  return { low, high, from, to };
}

/** Square root of the size: quiet speech is seen, and nothing seems louder than something louder. */
export const shownSize = (value: number): number => Math.sign(value) * Math.sqrt(Math.min(1, Math.abs(value)));

/** Where the sound begins and ends in seconds on the stream's clock; null when there is none. */
export function soundBounds(waveform: Waveform, origin: number): { start: number; end: number } | null {
  const finest = waveform.levels[0];
  if (finest === undefined || finest.min.length === 0) return null;
  const start = origin + waveform.startSeconds;
  return { start, end: start + finest.min.length / finest.peaksPerSecond };
}
