import { expect, type Page } from '@playwright/test';
import type { Annotations } from '../../../shared/annotation.ts';
import { callCore } from './library-by-call.ts';

/** A point of the picture in fractions of its sides. */
export type Spot = readonly [x: number, y: number];

/** Where a spot of the picture lies on the page. */
export async function onPage(page: Page, picture: string, [x, y]: Spot): Promise<{ x: number; y: number }> {
  const box = await page.locator(picture).boundingBox();
  if (box === null) throw new Error(`${picture} is not shown`);
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

/** Presses at one spot of the picture and lets go at another. */
export async function dragOver(page: Page, picture: string, from: Spot, to: Spot): Promise<void> {
  const [a, b] = [await onPage(page, picture, from), await onPage(page, picture, to)];
  await page.mouse.move(a.x, a.y);
  await page.mouse.down();
  await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2);
  await page.mouse.move(b.x, b.y);
  await page.mouse.up();
}

/** What the library has of a mark's annotations. */
export async function keptAnnotations(page: Page, markId: string): Promise<Annotations> {
  return (await callCore<{ annotations: Annotations }>(page, 'annotations.get', { markId })).annotations;
}

/** Waits until the library has what is expected of it. */
export async function expectKept(page: Page, markId: string, expected: (kept: Annotations) => unknown, value: unknown) {
  await expect.poll(async () => expected(await keptAnnotations(page, markId))).toEqual(value);
}

/** The part of a canvas that lies over the picture, RGBA, each pixel of the picture at its own place. */
export async function pixelsOver(page: Page, canvas: string, picture: string, width: number, height: number) {
  const text = await page.evaluate(
    ([over, under, w, h]) => {
      const source = document.querySelector<HTMLCanvasElement>(over);
      const below = document.querySelector(under);
      const small = new OffscreenCanvas(w, h).getContext('2d');
      if (!source || !below || !small) throw new Error('there is no canvas');
      const [a, b] = [source.getBoundingClientRect(), below.getBoundingClientRect()];
      const ratio = source.width / a.width;
      const [x, y] = [Math.round((b.x - a.x) * ratio), Math.round((b.y - a.y) * ratio)];
      small.drawImage(source, x, y, b.width * ratio, b.height * ratio, 0, 0, w, h);
      return Array.from(small.getImageData(0, 0, w, h).data, (byte) => String.fromCharCode(byte)).join('');
    },
    [canvas, picture, width, height] as const,
  );
  return Buffer.from(text, 'latin1');
}
