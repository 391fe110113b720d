import type { Page } from '@playwright/test';

/** Size of the small grey pictures that are compared, as in tests/support/picture-judge.ts. */
const WIDTH = 96;
const HEIGHT = 72;

/** Which layer of the stage is seen. */
export type Layer = 'exact' | 'running' | 'video';

export interface StageSample {
  /** The number that the read-out says. */
  readonly n: number;
  /** The read-out marks it as not certain. */
  readonly nearly: boolean;
  readonly layer: Layer;
  readonly grey: Buffer;
  /** Milliseconds since the page began. */
  readonly at: number;
}

/**
 * What is on the stage at one moment, and what the read-out says at the same. `wanted` keeps on looking until that layer
 * is what is seen; `of` takes the pixels of a layer that lies below.
 */
export async function sampleStage(page: Page, wanted?: Layer, of?: 'video'): Promise<StageSample> {
  const { grey, ...sample } = await page.evaluate(
    async ({ width, height, wanted, of }) => {
      const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const seen = (): { layer: 'exact' | 'running' | 'video'; source: HTMLCanvasElement | HTMLVideoElement } => {
        const running = document.querySelector<HTMLCanvasElement>('canvas[data-testid=running-picture]');
        const exact = document.querySelector<HTMLCanvasElement>('canvas[role=img][data-frame]:not([data-under])');
        const video = document.querySelector('video');
        if (exact) return { layer: 'exact', source: exact };
        if (running && !('under' in running.dataset)) return { layer: 'running', source: running };
        if (video) return { layer: 'video', source: video };
        throw new Error('nothing is on the stage');
      };
      for (let turns = 0; wanted !== undefined && seen().layer !== wanted; turns++) {
        if (turns > 300) throw new Error(`the stage never showed ${wanted}`);
        await next();
      }
      const { layer, source } = seen();
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.imageSmoothingQuality = 'high';
      const below = of === 'video' ? document.querySelector('video') : null;
      context.drawImage(below ?? source, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      const text = document.querySelector('[data-testid=frame-number]')?.textContent ?? '';
      return {
        n: Number(text.replace(/\D/g, '')),
        nearly: text.includes('≈'),
        layer,
        grey: Array.from({ length: width * height }, (_, i) =>
          Math.round(0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0)),
        ),
        at: performance.now(),
      };
    },
    { width: WIDTH, height: HEIGHT, wanted, of },
  );
  return { ...sample, grey: Buffer.from(grey) };
}

/** A number that the read-out showed, when it came, and where the sound was then (−1 without sound). */
export interface SeenNumber {
  readonly n: number;
  readonly at: number;
  readonly sound: number;
}

/** Every number that the read-out shows within `ms`, with the millisecond at which it came. */
export function watchNumbers(page: Page, ms: number): Promise<SeenNumber[]> {
  return page.evaluate(async (duration) => {
    const element = document.querySelector('[data-testid=frame-number]');
    const begun = performance.now();
    const seen: { n: number; at: number; sound: number }[] = [];
    while (performance.now() - begun < duration) {
      const n = Number((element?.textContent ?? '').replace(/\D/g, ''));
      const sound = document.querySelector('audio')?.currentTime ?? -1;
      if (seen.at(-1)?.n !== n) seen.push({ n, at: Math.round(performance.now() - begun), sound });
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return seen;
  }, ms);
}
