import type { Page } from '@playwright/test';
import { SMALL } from '../../support/frame-judge.ts';

/** One thing that a reviewer does, and the frame that must be on the stage afterwards. */
export interface StageMove {
  /** `seek` types the number into the go-to box; `back` and `forward` press an arrow key. */
  readonly kind: 'seek' | 'back' | 'forward';
  readonly n: number;
}

/** What the stage showed after a move. */
export interface StageSight {
  /** Small picture of the canvas: red, green, blue of every pixel. */
  readonly rgb: Uint8Array;
  /** What the stage says stands behind the picture. */
  readonly proof: string;
  /** From the move to the picture on the canvas. */
  readonly ms: number;
}

interface RawSight extends Omit<StageSight, 'rgb'> {
  readonly rgb: string;
}

/** Waits until the stage shows a frame. */
export async function waitForFrame(page: Page, n: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector<HTMLElement>('canvas[role=img]')?.dataset.frame === String(wanted),
    n,
    { timeout: 60_000 },
  );
}

/**
 * Makes moves one after the other in the page itself, through the same keys and the same box that a person uses, and
 * looks at the canvas as soon as it says that it shows the frame. Thousands of moves would take too long one by one.
 */
export async function driveStage(page: Page, moves: readonly StageMove[]): Promise<StageSight[]> {
  const raw = await page.evaluate(driveInPage, { moves: [...moves], ...SMALL });
  return raw.map(({ rgb, proof, ms }) => ({ rgb: Buffer.from(rgb, 'base64'), proof, ms }));
}

/** Runs in the page; nothing from outside can be used. */
async function driveInPage({
  moves,
  width,
  height,
}: {
  moves: StageMove[];
  width: number;
  height: number;
}): Promise<RawSight[]> {
  const stage = document.querySelector<HTMLCanvasElement>('canvas[role=img]');
  const small = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (stage === null || small === null) throw new Error('there is no stage');

  /** Resolves as soon as `value` gives something; looks after every change of the page. */
  const until = <T>(value: () => T | null | undefined | false, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = value();
        if (!found) return;
        clearTimeout(timer);
        observer.disconnect();
        resolve(found);
      };
      const observer = new MutationObserver(look);
      const timer = setTimeout(() => {
        observer.disconnect();
        reject(new Error(`${what} did not come; the stage shows ${stage.dataset.frame}`));
      }, 30_000);
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      look();
    });
  const press = (key: string) => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    document.body.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true }));
  };
  const seek = async (n: number) => {
    press('g');
    const box = await until(
      () => document.querySelector<HTMLInputElement>('form input[data-autofocus]'),
      'the go-to box',
    );
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, `f ${n}`);
    box.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve));
    const started = performance.now();
    box.form?.requestSubmit();
    await until(() => document.querySelector('form input[data-autofocus]') === null, 'the end of the go-to box');
    return started;
  };
  const look = () => {
    small.imageSmoothingQuality = 'high';
    small.drawImage(stage, 0, 0, width, height);
    const { data } = small.getImageData(0, 0, width, height);
    let text = '';
    for (let at = 0; at < data.length; at += 4) {
      text += String.fromCharCode(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    }
    return btoa(text);
  };

  const sights: RawSight[] = [];
  for (const { kind, n } of moves) {
    let started = performance.now();
    if (kind === 'seek') started = await seek(n);
    else press(kind === 'back' ? 'ArrowLeft' : 'ArrowRight');
    await until(() => stage.dataset.frame === String(n), `frame ${n}`);
    const ms = performance.now() - started;
    sights.push({ rgb: look(), proof: stage.dataset.proof ?? '', ms });
  }
  return sights;
}
