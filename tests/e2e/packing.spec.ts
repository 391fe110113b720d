import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { verifyBundle } from '../../electron/core/app.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { exhibitsTest as test } from './support/exhibits-app.ts';
import { expect } from './support/running-app.ts';
import { chooseTheme, faults, keepPicture, THEMES } from './support/screen-shot.ts';

const packing = (page: Page) => page.locator('#export-packing');
const keys = (page: Page) => page.getByLabel('Public keys of the recipients, one a line');
const size = (page: Page) => page.getByLabel('Largest size of a volume');
const exportButton = (page: Page) => page.getByRole('button', { name: 'Export 3 exhibits' });

test('what is wrong stands beside its field, in words, by keyboard and in both themes', async ({ page }) => {
  const identity = await generateX25519Identity();
  const key = await identityToRecipient(identity);
  await packing(page).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(packing(page)).toHaveValue('Encrypted zip');
  await expect(page.getByText('Name of the new archive')).toBeVisible();
  await expect(exportButton(page)).toBeDisabled();
  await page.keyboard.press('Tab');
  await expect(keys(page)).toBeFocused();
  await page.keyboard.insertText(`${key}\n${identity}`);
  await expect(keys(page)).toHaveAccessibleDescription(/Line 2 is a secret key/);
  await expect(exportButton(page)).toBeDisabled();
  await keys(page).fill(`${key}\n${key.slice(0, -3)}`);
  await expect(keys(page)).toHaveAccessibleDescription(/Line 2 was not copied whole/);
  await page.keyboard.press('Tab');
  await expect(size(page)).toBeFocused();
  await page.keyboard.type('700 X');
  await expect(size(page)).toHaveAccessibleDescription(/at least 1M/);

  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    await keys(page).scrollIntoViewIfNeeded();
    await keepPicture(page, `packing-wrong-${theme}`);
    expect(await faults(page)).toEqual([]);
  }

  await size(page).fill('700 M');
  await keys(page).fill(`${key}\n`);
  await expect(size(page)).toHaveAccessibleDescription('');
  await expect(exportButton(page)).toBeEnabled();
  // Keys are never written to a disk, and stay while the window is open.
  await page.getByRole('navigation').getByRole('link', { name: 'Library' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Exhibits' }).click();
  await expect(keys(page)).toHaveValue(`${key}\n`);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain('age1');
});

test('an export becomes encrypted volumes that the recipient opens', async ({ page, app }) => {
  const identity = await generateX25519Identity();
  await packing(page).click();
  await page.getByRole('option', { name: 'Encrypted zip' }).click();
  await keys(page).fill(await identityToRecipient(identity));
  await size(page).fill('1.5M');
  await page.getByLabel('Name of the new archive').fill('for-court');
  await exportButton(page).click();
  await expect(page.getByText('3 exhibits exported')).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('region', { name: 'Volume 2 of 2', exact: true })).toContainText('Exhibits 2, 3');
  await expect(page.getByRole('button', { name: 'Verify', exact: true })).toHaveCount(0);
  const files = readdirSync(app.home).sort();
  expect(files).toEqual(['for-court-1of2.zip.age', 'for-court-2of2.zip.age']);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const zip = join(app.dir, 'opened.zip');
  writeFileSync(zip, await decrypter.decrypt(readFileSync(join(app.home, files[1] ?? ''))));
  expect(spawnSync('unzip', ['-q', zip, '-d', app.dir]).status).toBe(0);
  expect(await verifyBundle(join(app.dir, 'for-court-2of2'), unwatched)).toMatchObject({ ok: true, problems: [] });
});

test('volumes that are folders are shown with their numbers and checked one by one', async ({ page }) => {
  await size(page).fill('1.3M');
  await page.getByLabel('Name of the new folder').fill('volumes');
  await exportButton(page).click();
  const second = page.getByRole('region', { name: 'Volume 2 of 2', exact: true });
  await expect(second).toBeVisible({ timeout: 90_000 });
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    await keepPicture(page, `packing-volumes-${theme}`);
    expect(await faults(page)).toEqual([]);
  }
  await second.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(second.getByText(/everything is as it was exported/)).toBeVisible({ timeout: 60_000 });
});

test('an export is paused, and goes on or is given up later', async ({ page, app }) => {
  await page.getByLabel('Name of the new folder').fill('in-parts');
  await exportButton(page).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  const note = page.getByRole('note').filter({ hasText: 'kept beside the place of the bundle' });
  await expect(note).toBeVisible();
  // A recording that is still being prepared for review is told before what was stopped.
  await expect(page.getByRole('button', { name: '1 stopped' })).toBeVisible({ timeout: 90_000 });
  expect(readdirSync(app.home)).toEqual([expect.stringMatching(/^in-parts\.partial-/)]);
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    await keepPicture(page, `paused-${theme}`);
    expect(await faults(page)).toEqual([]);
  }
  await note.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('3 exhibits exported')).toBeVisible({ timeout: 90_000 });
  expect(readdirSync(app.home)).toEqual(['in-parts']);
});
