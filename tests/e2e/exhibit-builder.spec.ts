import type { Page } from '@playwright/test';
import { exhibitsTest as test } from './support/exhibits-app.ts';
import { expect } from './support/running-app.ts';
import { chooseTheme, faults, keepPicture, SIZES, THEMES } from './support/screen-shot.ts';

const rows = (page: Page) => page.locator('[data-exhibit]');
const numbers = async (page: Page) =>
  (await rows(page).allInnerTexts()).map((text) =>
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim(),
  );

test('numbers, groups and words are set by keyboard, and all of it can be undone', async ({ page }) => {
  await rows(page).first().click();
  await page.keyboard.press('n');
  const prefix = page.getByLabel('Before the number');
  await expect(prefix).toBeFocused();
  await page.keyboard.insertText('А-');
  await expect(page.getByText('А-1, А-2, А-3')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => numbers(page)).toEqual(['А-1', 'А-2', 'А-3']);
  await expect(page.getByRole('img', { name: /Sheet of exhibit А-1/ })).toBeVisible();

  await rows(page).first().click();
  await page.keyboard.press('g');
  await expect(page.getByLabel('Name of the group')).toHaveValue('Group 1');
  await rows(page).last().click();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('listitem').last()).toContainText('Corrected figure');

  await rows(page).first().click();
  await page.keyboard.press('e');
  await page.getByRole('tab', { name: 'Русский' }).click();
  await page.getByLabel('Caption').fill('Пачка в урне');
  await page.getByLabel('Narrative').fill('Несколько бюллетеней сразу.');
  await page.getByLabel('Before', { exact: true }).fill('1');
  await page.getByLabel('Before', { exact: true }).blur();
  await page.getByRole('tab', { name: 'English' }).click();
  await page.getByRole('tab', { name: 'Русский' }).click();
  await expect(page.getByLabel('Caption')).toHaveValue('Пачка в урне');

  await page.keyboard.press('Escape');
  await rows(page).first().click();
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
  await expect(page.getByLabel('Caption')).toHaveValue('');
});

test('a number that was fixed and withdrawn stays to be seen', async ({ page }) => {
  await rows(page).first().click();
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Fix 3 numbers' }).click();
  await expect(page.getByRole('dialog', { name: 'Numbering' })).toBeHidden();
  await rows(page).nth(1).click();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('region', { name: 'Withdrawn numbers' })).toContainText('2');
  await expect.poll(() => numbers(page)).toEqual(['1', '3']);
});

test('it is whole in both themes and sizes', async ({ page }) => {
  test.setTimeout(240_000);
  await rows(page).first().click();
  await page.keyboard.press('g');
  await rows(page).last().click();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('n');
  await page.getByLabel('Before the number').fill('А-');
  await page.getByRole('button', { name: 'Fix 3 numbers' }).click();
  await expect(page.getByRole('dialog', { name: 'Numbering' })).toBeHidden();
  await rows(page).nth(1).click();
  await page.keyboard.press('Delete');
  await rows(page).first().click();
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const name = `builder-${theme}-${size.width}`;
      await page.keyboard.press('e');
      await expect(page.getByLabel('Caption')).toBeVisible();
      await keepPicture(page, `${name}-exhibit`);
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('e');
      await page.keyboard.press('n');
      await expect(page.getByLabel('Before the number')).toBeVisible();
      await keepPicture(page, `${name}-numbering`);
      await page.keyboard.press('Escape');
    }
  }
});
