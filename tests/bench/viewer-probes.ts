import type { Page } from '@playwright/test';
import { type Hold, holdKey } from '../e2e/support/hold-key.ts';

/** What holding a key came to. */
export interface HeldKey {
  readonly pictures: number;
  readonly perSecond: number;
  /** Pictures that were passed over. */
  readonly skipped: number;
}

/** What holding an arrow key from frame `from` on came to. */
export async function heldKey(page: Page, key: Hold['key'], from: number, ms: number): Promise<HeldKey> {
  const frames = await holdKey(page, { key, from, ms, restMs: 1500, look: false });
  const run = frames.slice(2);
  const seconds = ((run.at(-1)?.at ?? 0) - (run[0]?.at ?? 0)) / 1000;
  const skipped = frames.slice(1).filter(({ n }, k) => Math.abs(n - (frames[k]?.n ?? n)) !== 1).length;
  return { pictures: frames.length, perSecond: Number(((run.length - 1) / seconds).toFixed(1)), skipped };
}

/** How long after a jump the stage shows something nearer, a preview or the picture itself. */
export function previewTimes(page: Page, count: number): Promise<number[]> {
  return page.evaluate(async (frames) => {
    const stage = document.querySelector<HTMLCanvasElement>('canvas[role=img]');
    if (stage === null) throw new Error('there is no stage');
    const times: number[] = [];
    const press = (key: string) =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    const state = () => `${stage.dataset.frame ?? ''}/${stage.dataset.preview ?? ''}`;
    for (let k = 0; k < 30; k++) {
      press('g');
      await new Promise((done) => setTimeout(done, 50));
      const box = document.querySelector<HTMLInputElement>('form input[data-autofocus]');
      if (box === null) throw new Error('there is no go-to box');
      const n = ((((k + 1) * 7919) % frames) + frames) % frames;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, `f ${n}`);
      box.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => setTimeout(done, 20));
      const before = state();
      const started = performance.now();
      box.form?.requestSubmit();
      await new Promise<void>((done) => {
        const timer = setTimeout(() => done(), 5000);
        const observer = new MutationObserver(() => {
          if (state() === before) return;
          clearTimeout(timer);
          observer.disconnect();
          done();
        });
        observer.observe(stage, { attributes: true });
      });
      times.push(performance.now() - started);
      await new Promise((done) => setTimeout(done, 300));
    }
    return times;
  }, count);
}

/**
 * Milliseconds that a fixed piece of work takes in the page, ten times over. On a quiet machine all are alike; the middle
 * against the least says by how much others slow this one down.
 */
export function fixedWork(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const times: number[] = [];
    for (let k = 0; k < 10; k++) {
      const started = performance.now();
      let x = k;
      for (let i = 0; i < 2e7; i++) x = (Math.imul(x, 1_103_515_245) + 12_345) | 0;
      times.push(performance.now() - started + (x === 7 ? 1e-9 : 0));
      await new Promise((done) => setTimeout(done, 50));
    }
    return times;
  });
}
