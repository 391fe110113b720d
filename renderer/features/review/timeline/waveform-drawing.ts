import type { Waveform } from '../../../../shared/waveform.ts';
import type { LaneSurface } from './lane-canvas.tsx';
import type { View } from './timeline-scale.ts';
import { shownSize, waveColumns } from './waveform-columns.ts';

/** Space above and below the loudest sample. */
const MARGIN = 2;
/** Height of what says that full scale was reached. */
const CLIP = 2;

/**
 * Draws the peaks of a view, one upright line per device pixel, never thinner than a pixel: silence is a hairline, and
 * where there is no sound there is nothing.
 */
export function drawWaveform(surface: LaneSurface, waveform: Waveform, origin: number, view: View): void {
  const { context, height, ratio, colours } = surface;
  const pixels = Math.round(surface.width * ratio);
  const { low, high, from, to } = waveColumns(waveform, origin, view, pixels);
  const middle = Math.round((height * ratio) / 2);
  const half = middle - MARGIN * ratio;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = colours['line-strong'];
  for (let x = from; x < to; x++) {
    const top = Math.round(shownSize(high[x] ?? 0) * half);
    const bottom = Math.round(-shownSize(low[x] ?? 0) * half);
    context.fillRect(x, middle - top, 1, Math.max(1, top + bottom));
  }
  context.fillStyle = colours.danger;
  const clip = Math.round(CLIP * ratio);
  for (let x = from; x < to; x++) {
    if ((high[x] ?? 0) >= 1) context.fillRect(x, middle - half - clip, 1, 2 * clip);
    if ((low[x] ?? 0) <= -1) context.fillRect(x, middle + half - clip, 1, 2 * clip);
  }
}
