import type { Page } from '@playwright/test';
import { SMALL } from '../../support/frame-judge.ts';
import { driveStage } from './stage-driver.ts';

/** A picture that the stage showed while a key was held. */
export interface HeldSight {
  readonly n: number;
  /** What the stage says stands behind the picture. */
  readonly proof: string;
  /** Milliseconds since the page was opened. */
  readonly at: number;
  /** Small picture of the canvas, red, green, blue of every pixel; empty when none was wanted. */
  readonly rgb: Uint8Array;
}

export interface Hold {
  readonly key: 'ArrowLeft' | 'ArrowRight';
  /** Frame that is shown when the key goes down. */
  readonly from: number;
  readonly ms: number;
  /** Pause before the key goes down, in which pictures around are decoded. */
  readonly restMs: number;
  /** Looks at every picture, which takes time of its own. */
  readonly look: boolean;
}

/** Holds an arrow key as a keyboard does, a first press and then 30 a second, and notes every picture that the stage shows. */
export async function holdKey(page: Page, hold: Hold): Promise<HeldSight[]> {
  await driveStage(page, [{ kind: 'seek', n: hold.from }]);
  const raw = await page.evaluate(holdInPage, { ...hold, ...SMALL });
  return raw.map(({ rgb, ...rest }) => ({ ...rest, rgb: Buffer.from(rgb, 'base64') }));
}

/** Runs in the page; nothing from outside can be used. */
async function holdInPage({ key, ms, restMs, look, width, height }: Hold & { width: number; height: number }) {
  const stage = document.querySelector<HTMLCanvasElement>('canvas[role=img]');
  const small = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (stage === null || small === null) throw new Error('there is no stage');
  const picture = () => {
    small.imageSmoothingQuality = 'high';
    small.drawImage(stage, 0, 0, width, height);
    const { data } = small.getImageData(0, 0, width, height);
    return btoa(String.fromCharCode(...data.filter((_, i) => i % 4 !== 3)));
  };
  const seen: { n: number; proof: string; at: number; rgb: string }[] = [];
  // Called before the stage can be drawn again: what it sees is the picture that the number was said of.
  const note = () => {
    const n = Number(stage.dataset.frame ?? Number.NaN);
    if (Number.isNaN(n) || seen.at(-1)?.n === n) return;
    seen.push({ n, proof: stage.dataset.proof ?? '', at: performance.now(), rgb: look ? picture() : '' });
  };
  const observer = new MutationObserver(note);
  observer.observe(stage, { attributes: true });
  const press = (type: string, repeat: boolean) =>
    document.body.dispatchEvent(new KeyboardEvent(type, { key, repeat, bubbles: true, cancelable: true }));
  const wait = (pause: number) => new Promise((done) => setTimeout(done, pause));
  await wait(restMs);
  note();
  press('keydown', false);
  await wait(250);
  const until = performance.now() + ms;
  while (performance.now() < until) {
    press('keydown', true);
    await wait(33);
  }
  press('keyup', false);
  await wait(500);
  observer.disconnect();
  return seen;
}
