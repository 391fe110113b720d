import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './running-app.ts';

/** Every screen as it was, to be looked at by a person. */
export const SCREENS = resolve(import.meta.dirname, '..', '..', '..', 'test-results', 'screens');
export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
export const THEMES = ['dark', 'light'] as const;

/** Chooses a theme for all windows, and waits until this one has it. */
export async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate(async (value) => {
    await fetch('/rpc/app.settings', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ theme: value }),
    });
  }, theme);
  await expect(page.locator(`html[data-mantine-color-scheme=${theme}]`)).toHaveCount(1);
}

/** Keeps a picture of the screen as it is, without hints and movement. Nothing may stand out of the window. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  // Away from everything that shows a hint under the pointer.
  await page.mouse.move(width / 2, height - 4);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.screenshot({ path: join(SCREENS, `${name}.png`), animations: 'disabled' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

/** What axe finds, one line a fault. */
export async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
