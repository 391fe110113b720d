import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** A film in which a bright bar jumps by its own width, so that a shape of the frame before or after misses it. */
export const BAR = { width: 320, height: 240, frames: 120, bar: 12, period: 25 } as const;

/** Where the bar begins at frame n, in pixels. */
export const barAt = (n: number): number => (n % BAR.period) * BAR.bar;

/** Makes it; a strip at the bottom grows brighter, so that no two of its pictures are alike. */
export function makeBarFilm(dir: string, name: string, encode: readonly string[]): string {
  const path = join(dir, name);
  const at = `mod(N,${BAR.period})*${BAR.bar}`;
  const bar = `if(gte(X,${at})*lt(X,${at}+${BAR.bar}),225,60)`;
  const picture = `color=black:size=${BAR.width}x${BAR.height}:rate=25,format=yuv420p`;
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', picture, '-frames:v', String(BAR.frames)],
    ...['-vf', `geq=lum='if(gt(Y,220),40+N,${bar})':cb=128:cr=128`, ...encode, '-y', path],
  ]);
  return path;
}

/** What lay over the picture at one refresh of the screen. */
export interface OverSight {
  /** The frame that the canvas says it holds; null where it holds none. */
  readonly frame: number | null;
  /** The frame that the read-out tells. */
  readonly told: number;
  /** The least opaque pixel over the picture. */
  readonly alpha: number;
  /** First bright column in the upper half, and in the lower one; null where there is none. */
  readonly upper: number | null;
  readonly lower: number | null;
  /** First column that anything is drawn in. */
  readonly left: number | null;
}

/** Looks at every refresh of the screen at what lies over the picture, until {@link seenOver} is called. */
export async function watchOver(page: Page): Promise<void> {
  await page.evaluate(({ width, height }) => {
    const small = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    const shrink = (to: OffscreenCanvasRenderingContext2D, over: HTMLCanvasElement | null, below: Element) => {
      to.clearRect(0, 0, width, height);
      if (over === null || over.width === 0) return;
      const [a, b] = [over.getBoundingClientRect(), below.getBoundingClientRect()];
      const ratio = over.width / a.width;
      const [x, y] = [(b.x - a.x) * ratio, (b.y - a.y) * ratio];
      to.drawImage(over, x, y, b.width * ratio, b.height * ratio, 0, 0, width, height);
    };
    const leastAlpha = (data: Uint8ClampedArray): number => {
      let least = 255;
      for (let row = 2; row < height - 2; row += 3) {
        for (let column = 2; column < width - 2; column += 3) {
          least = Math.min(least, data[(row * width + column) * 4 + 3] ?? 0);
        }
      }
      return least;
    };
    const sights: unknown[] = [];
    const state = { sights, on: true };
    Object.assign(window, { overWatch: state });
    const look = () => {
      if (!state.on || small === null) return;
      const over = document.querySelector<HTMLCanvasElement>('[data-testid=annotations]');
      const below = document.querySelector('canvas[role=img]');
      requestAnimationFrame(look);
      if (below === null) return;
      shrink(small, over, below);
      const { data } = small.getImageData(0, 0, width, height);
      const alpha = leastAlpha(data);
      const columns = (test: (at: number) => boolean, from: number, to: number): number | null => {
        for (let column = 1; column < width - 1; column++) {
          for (let row = from; row < to; row += 4) if (test((row * width + column) * 4)) return column;
        }
        return null;
      };
      const bright = (at: number) => (data[at + 3] ?? 0) > 200 && (data[at] ?? 0) > 150;
      const frame = over?.dataset.frame ?? '';
      sights.push({
        frame: frame === '' ? null : Number(frame),
        told: Number(document.querySelector('[data-testid=frame-number]')?.textContent?.replace(/\D/g, '')),
        ...{ alpha, upper: columns(bright, 8, 104), lower: columns(bright, 136, 212) },
        left: columns((at) => (data[at + 3] ?? 0) > 30, 8, 104),
      });
    };
    requestAnimationFrame(look);
  }, BAR);
}

/** Ends the watch; what was seen. */
export const seenOver = (page: Page): Promise<OverSight[]> =>
  page.evaluate(() => {
    const { overWatch } = window as unknown as { overWatch: { sights: OverSight[]; on: boolean } };
    overWatch.on = false;
    return overWatch.sights;
  });
