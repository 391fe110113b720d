import type { Turn } from './picture-desk.ts';
import { type Fingerprint, fingerprint } from './player-clock.ts';

const SIDE = { width: 48, height: 27 } as const;

/** A small grey version of whatever can be drawn; `turn` makes it upright first. */
export function fingerprintOf(source: CanvasImageSource, turn: Turn = 0): Fingerprint | null {
  const { width, height } = SIDE;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  context.translate(width / 2, height / 2);
  context.rotate((turn * Math.PI) / 180);
  const [across, down] = turn === 90 || turn === 270 ? [height, width] : [width, height];
  context.drawImage(source, -across / 2, -down / 2, across, down);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = Array.from({ length: width * height }, (_, i) => {
    const at = i * 4;
    return 0.3 * (data[at] ?? 0) + 0.59 * (data[at + 1] ?? 0) + 0.11 * (data[at + 2] ?? 0);
  });
  return fingerprint(grey);
}
