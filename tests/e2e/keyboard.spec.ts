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
      // Nothing has the focus: the page as a whole says everything.
      if (at === document.body) return '';
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

test('a sealed library is made, locked, unlocked and looked after by keyboard alone', async ({ page, app }) => {
  const fresh = page.getByRole('button', { name: 'New library' });
  await expect(fresh).toBeVisible();
  const words = 'seven words by chance and then some';
  await tabTo(page, /New library/);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Title')).toBeFocused();
  await tabTo(page, /^\s*Cancel/);
  await page.keyboard.press('Enter');
  await expect(fresh).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Station 123');
  await page.keyboard.press('Tab');
  await page.keyboard.type('First Observer');
  await tabTo(page, /Seal the library/);
  await page.keyboard.press('Space');
  await tabTo(page, /Passphrase/);
  await page.keyboard.type(words);
  await tabTo(page, /Show what is typed/);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveAttribute('type', 'text');
  await tabTo(page, /The same again/);
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/library$/, { timeout: 30_000 });

  await page.keyboard.press('Control+l');
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('contentinfo')).toContainText('sealed', { timeout: 30_000 });

  // The menu: into it, along it, out of it, and back at its button.
  const menu = page.getByRole('button', { name: 'Station 123' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Open another library' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Change passphrase' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(menu).toBeFocused();

  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(settings.getByRole('radio', { name: 'By screen' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+5');
  await tabTo(page, /Library created/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Hash of the entry before')).toBeVisible();
  for (const button of [/Verify library/, /Back up now|Compare all marks/, /Verify a bundle/, /Keep the head/]) {
    await tabTo(page, button);
  }
  expect(app.url).toContain('127.0.0.1');
});
