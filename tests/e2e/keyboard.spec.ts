import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/running-app.ts';

/** Tabs on until something with this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])].map((label) => label.textContent) : [];
      return [at?.getAttribute('aria-label'), at?.textContent, ...labels].join(' ');
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never reaches ${name}`);
}

test('the whole job runs by keyboard alone', async ({ page, app }) => {
  await tabTo(page, /Try the sample case/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/library$/, { timeout: 120_000 });
  await expect(page.getByRole('row').filter({ hasText: 'camera-1-hall.mp4' })).toContainText('Ready');

  // Find it by name, go to the list, open it.
  await page.keyboard.press('/');
  await page.keyboard.type('camera-1');
  await expect(page.getByRole('row').filter({ hasText: 'protocol' })).toHaveCount(0);
  await tabTo(page, /Evidence items|camera-1-hall/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('frame-number')).toHaveText('0');

  await page.keyboard.press('g');
  await page.keyboard.type('f 100');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('frame-number')).toHaveText('100');
  await page.keyboard.press('i');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('o');
  await page.keyboard.press('m');
  await page.keyboard.type('Marked without a mouse');
  await page.keyboard.press('Enter');
  const mark = page.getByRole('button', { name: /Marked without a mouse/ }).first();
  await expect(mark).toBeVisible();
  await page.keyboard.press('t');
  await page.keyboard.type('E1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Saved' })).toBeVisible();

  // What was done can be taken back and done again.
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+z');

  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('button', { name: 'Add marks' }).first()).toBeVisible();
  await page.keyboard.press('a');
  await page.keyboard.type('Marked without');
  await tabTo(page, /Marked without a mouse/);
  await page.keyboard.press('Space');
  await tabTo(page, /^\s*Add 1 mark/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: /Sheet of exhibit 1/ })).toBeVisible();
  await page.keyboard.press('Control+e');
  await expect(page.getByText('1 exhibit exported')).toBeVisible({ timeout: 90_000 });
  const [folder] = await page.getByText(/sample-case-station-101-\d{4}/).allTextContents();
  expect(existsSync(join(app.home, folder?.split('/').at(-1) ?? '', 'data', 'index.html'))).toBe(true);
  await tabTo(page, /^\s*Verify/);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/everything is as it was exported/)).toBeVisible({ timeout: 60_000 });
});
