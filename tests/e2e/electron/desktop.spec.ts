import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { newTempDir, removeFolder } from '../../support/temp-folder.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

test('the desktop app opens its window, makes a library and keeps Node out of the page', async () => {
  const dir = newTempDir('electron');
  const home = join(dir, 'home');
  mkdirSync(home);
  const app = await _electron.launch({
    args: [ROOT, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...process.env, HOME: home, AIGAQ_STATE_DIR: join(dir, 'state') },
  });
  const page = await app.firstWindow();
  expect(new URL(page.url()).origin).toBe('aigaq://app');
  expect(
    await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')]),
  ).toEqual(['undefined', 'undefined']);
  await page.getByRole('button', { name: 'New library' }).click();
  await page.getByLabel('Title').fill('Desktop');
  await page.getByLabel('Your name').fill('Reviewer');
  await page.getByRole('button', { name: 'Create library' }).click();
  await expect(page).toHaveURL(/#\/library$/);
  await app.close();
  removeFolder(dir);
});
