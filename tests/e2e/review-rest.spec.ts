import type { CDPSession, Page } from '@playwright/test';
import { makeTestFilm } from '../support/films.ts';
import { openNewFilm } from './support/open-film.ts';
import { expect, test } from './support/running-app.ts';

/** Share of the time in which the page's own thread worked. */
async function busyShare(cdp: CDPSession, page: Page, ms: number): Promise<number> {
  const taskSeconds = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const [before, began] = [await taskSeconds(), performance.now()];
  await page.waitForTimeout(ms);
  return ((await taskSeconds()) - before) / ((performance.now() - began) / 1000);
}

// A trace takes pictures of the page, which is work.
test.use({ trace: 'off' });

test.describe('Review', () => {
  test('does nothing while nobody does anything', async ({ page, app }) => {
    await openNewFilm(page, makeTestFilm(app.dir, { name: 'rest.mp4', frames: 60, sound: 440 }));
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    // What is prepared and proven in the background has to come to its end first.
    await expect.poll(() => busyShare(cdp, page, 1000), { timeout: 30_000 }).toBeLessThan(0.1);
    expect(await busyShare(cdp, page, 2000)).toBeLessThan(0.1);
  });

  test('lets a reader go who leaves in the middle of a step', async ({ page, app }) => {
    await openNewFilm(page, makeTestFilm(app.dir, { name: 'leaving.mp4', frames: 60 }));
    await page.waitForTimeout(1000);
    const cdp = await page.context().newCDPSession(page);
    // Slow enough for the next screen to come later than the address is told about the step.
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 20 });
    // The last one is meant for the screen that he is on his way to; on the one that he leaves it would begin a mark.
    await page.evaluate(() => {
      const keys = [{ key: 'ArrowRight' }, { key: '4', code: 'Digit4', altKey: true }, { key: 'm' }];
      for (const key of keys) document.body.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true }));
    });
    await expect(page).toHaveURL(/#\/exhibits/);
    await page.waitForTimeout(2000);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await expect(page.getByRole('heading', { name: 'Exhibits', level: 1 })).toBeVisible();
    await page.waitForTimeout(1000);
    await expect(page).toHaveURL(/#\/exhibits/);
    await page.keyboard.press('Alt+2');
    await expect(page.getByTestId('frame-number')).toHaveText('1');
    await expect(page.getByText('New mark')).toHaveCount(0);
  });
});
