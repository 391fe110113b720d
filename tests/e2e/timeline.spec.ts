import type { Page } from '@playwright/test';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { openNewFilm } from './support/open-film.ts';
import { expect, test } from './support/running-app.ts';

const lanes = (page: Page) => page.getByRole('region', { name: 'Timeline', exact: true });
const scrollbar = (page: Page) => page.getByRole('scrollbar', { name: 'Visible part of the recording' });
const playhead = (page: Page) => page.getByRole('slider', { name: 'Position in the recording' });
const frameNumber = (page: Page) => page.getByTestId('frame-number');

const secondsOf = (clock: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
};

/** What the lanes show: from and to, in seconds on the stream's clock, to a thousandth. */
async function visible(page: Page): Promise<{ start: number; end: number }> {
  const [start = '', end = ''] = (await scrollbar(page).getAttribute('aria-valuetext'))?.split(' – ') ?? [];
  return { start: secondsOf(start), end: secondsOf(end) };
}

test('every frame of a variable rate lies at its own time, from the whole recording to single frames', async ({
  page,
  app,
}) => {
  const film = makeTestFilm(app.dir, { name: 'phone.mp4', frames: 90, variableRate: true, sound: 440 });
  const { timeBase, frames } = trueFrames(film);
  const seconds = frames.map(({ pts }) => (pts * timeBase[0]) / timeBase[1]);
  await openNewFilm(page, film);
  const box = await scrollbar(page).boundingBox();
  if (!box) throw new Error('the scrollbar has no place');
  const middleOf = async (n: number) => {
    const { start, end } = await visible(page);
    const at = ((seconds[n] ?? 0) + (seconds[n + 1] ?? 0)) / 2;
    return { x: box.x + ((at - start) / (end - start)) * box.width, y: box.y - 60 };
  };
  const whole = await visible(page);
  expect(whole.start).toBeCloseTo(seconds[0] ?? 0, 3);

  await page.keyboard.press('g');
  await page.keyboard.type('40');
  await page.keyboard.press('Enter');
  for (let k = 0; k < 12; k++) await page.keyboard.press('+');
  await expect(async () => {
    const { start, end } = await visible(page);
    expect(end - start).toBeLessThan(0.7);
    expect(start).toBeLessThan(seconds[40] ?? 0);
  }).toPass();
  for (const n of [39, 40, 41, 42]) {
    const { x, y } = await middleOf(n);
    await page.mouse.move(x, y);
    await expect(page.getByTestId('timeline-hover')).toContainText(`f ${n}`);
    await page.mouse.down();
    await page.mouse.up();
    await expect(frameNumber(page)).toHaveText(String(n));
    await expect(playhead(page)).toHaveAttribute('aria-valuenow', String(n));
  }

  await page.mouse.wheel(0, 800);
  await page.keyboard.press('0');
  await expect(async () => expect(await visible(page)).toEqual(whole)).toPass();
});

test('the scrollbar, the playhead and the watched share work by keyboard', async ({ page, app }) => {
  await openNewFilm(page, makeTestFilm(app.dir, { name: 'hall.mp4', frames: 50 }));
  await expect(lanes(page).getByText('No sound in this recording')).toBeVisible();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await scrollbar(page).focus();
  await page.keyboard.press('End');
  await expect(async () => expect((await visible(page)).end).toBeCloseTo(2, 2)).toPass();
  await page.keyboard.press('Home');
  await expect(async () => expect((await visible(page)).start).toBeCloseTo(0, 2)).toPass();

  await playhead(page).focus();
  for (let n = 1; n <= 4; n++) {
    await page.keyboard.press('ArrowRight');
    await expect(frameNumber(page)).toHaveText(String(n));
    await expect(page.locator('canvas[data-frame]')).toHaveAttribute('data-frame', String(n));
  }
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', 'Frame 4, 00:00:00.160');
  const share = lanes(page).getByRole('button', { name: /Watched/ });
  await expect(share).toHaveText('Watched 10 %');
  await page.waitForTimeout(2200);
  await page.reload();
  await expect(share).toHaveText('Watched 10 %');
  await share.click();
  await page.getByRole('menuitem', { name: 'Clear watched' }).click();
  await expect(share).toHaveText('Watched 0 %');
});
