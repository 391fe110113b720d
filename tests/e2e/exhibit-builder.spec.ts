import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { verifyBundle } from '../../electron/core/app.ts';
import { BundleDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { unwatched } from '../../electron/core/progress.ts';
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

/** On a busy machine a change waits behind sheets that are being drawn: a browser has six connections. */
const PATIENT = { timeout: 60_000 };

/** The lines of the list from top to bottom: names of groups, and first words of titles. */
const lines = (page: Page) =>
  page
    .getByRole('list', { name: 'Exhibits' })
    .getByRole('listitem')
    .evaluateAll((items) =>
      items.map((item) => {
        const title = item.querySelector('[data-exhibit] [class*="title"]')?.textContent;
        return item.querySelector('input')?.value ?? title?.split(' ', 1)[0] ?? '';
      }),
    );

/** Carries the exhibit with this title by its handle to the middle of something, as a hand does. */
async function carry(page: Page, title: string, to: Locator) {
  const from = await page.getByRole('button', { name: new RegExp(`^Move exhibit .*${title}`) }).boundingBox();
  const target = await to.boundingBox();
  if (from === null || target === null) throw new Error('not on the screen');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 20, target.y + target.height / 2, { steps: 12 });
  await page.mouse.move(target.x + 20, target.y + target.height / 2 + 1);
}

test('an exhibit is carried between groups by mouse, as one step that can be undone', async ({ page }) => {
  test.setTimeout(300_000);
  await rows(page).first().click();
  await page.keyboard.press('g');
  await expect(page.getByLabel('Name of the group')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await rows(page).first().click();
  await page.keyboard.press('g');
  await expect(page.getByLabel('Name of the group')).toHaveCount(2);
  const head = (n: number) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByLabel('Name of the group') })
      .nth(n);
  const none = ['Pack', 'Печать', 'Corrected', 'Group 1', 'Group 2'];
  await expect.poll(() => lines(page), PATIENT).toEqual(none);

  await carry(page, 'Pack put', head(1));
  await expect(page.getByText('Pack put into the box would be number 3 of 3.')).toBeAttached();
  await page.mouse.up();
  await expect.poll(() => lines(page), PATIENT).toEqual(['Печать', 'Corrected', 'Group 1', 'Group 2', 'Pack']);
  await expect.poll(() => numbers(page), PATIENT).toEqual(['1', '2', '3']);

  // From one group into the other, then out of both, above all others.
  await carry(page, 'Pack put', head(1));
  await page.mouse.up();
  await expect.poll(() => lines(page), PATIENT).toEqual(['Печать', 'Corrected', 'Group 1', 'Pack', 'Group 2']);
  await carry(page, 'Pack put', rows(page).first());
  await page.mouse.up();
  await expect.poll(() => lines(page), PATIENT).toEqual(none);
  await rows(page).first().click();
  await page.keyboard.press('Control+z');
  await expect.poll(() => lines(page), PATIENT).toEqual(['Печать', 'Corrected', 'Group 1', 'Pack', 'Group 2']);
  await page.reload();
  await expect.poll(() => lines(page), PATIENT).toEqual(['Печать', 'Corrected', 'Group 1', 'Pack', 'Group 2']);

  // Let go with Escape, it stays where it was.
  await carry(page, 'Pack put', rows(page).first());
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(() => lines(page), PATIENT).toEqual(['Печать', 'Corrected', 'Group 1', 'Pack', 'Group 2']);
});

test('what is chosen for clips and twins reaches the bundles', async ({ page, app }) => {
  test.setTimeout(180_000);
  const filesOf = (name: string) => readdirSync(join(app.home, name, 'data/exhibits/1'));
  for (const name of ['Exhibit number in the clip', 'Frame number in the clip', 'A plate for every exhibit']) {
    await page.getByText(name, { exact: true }).click();
    await expect(page.getByRole('switch', { name })).toBeChecked();
  }
  await page.locator('#export-profile').click();
  await page.getByRole('option', { name: 'Both' }).click();
  await page.locator('#export-language').click();
  await page.getByRole('option', { name: 'Қазақша' }).click();
  await page.getByLabel('Name of the new folder').fill('all');
  // The pictures of its files, with what is burnt in, before anything is exported.
  await rows(page).first().click();
  await page.getByRole('radio', { name: 'Pictures' }).press('Space');
  const picture = (n: number) =>
    page.getByRole('img', { name: `Picture ${n} of 4 of exhibit 1, as its file will have it` });
  for (const n of [1, 2, 3, 4]) {
    await expect(picture(n)).toBeVisible({ timeout: 30_000 });
    await keepPicture(page, `pictures-${n}`);
    await page.keyboard.press('PageDown');
  }
  expect(await faults(page)).toEqual([]);
  await page.getByText('A plate for every exhibit', { exact: true }).click();
  await expect(page.getByText('of 3', { exact: false }).first()).toBeVisible({ timeout: 30_000 });
  await page.getByText('A plate for every exhibit', { exact: true }).click();
  await page.getByRole('radio', { name: 'Sheet' }).press('Space');
  await expect(page.getByRole('img', { name: /^Sheet of exhibit 1, page 1/ })).toBeVisible();
  // What was set stays, wherever one was meanwhile.
  await page.getByRole('navigation').getByRole('link', { name: 'Library' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Exhibits' }).click();
  await expect(page.getByRole('switch', { name: 'Frame number in the clip' })).toBeChecked();
  await expect(page.locator('#export-profile')).toHaveValue('Both');
  await page.getByRole('button', { name: 'Export 3 exhibits' }).click();
  await expect(page.getByText('3 exhibits exported').first()).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('list', { name: /Look at these before/ })).toContainText('sound of which nothing');
  for (const profile of ['court', 'public']) {
    const name = `all-${profile}`;
    expect(filesOf(name)).toEqual(expect.arrayContaining(['burn-in.mov', 'clean.mp4', 'clip.mp4', 'slate.png']));
    const text = readFileSync(join(app.home, name, 'data/bundle.json'), 'utf8');
    const bundle = BundleDocument.parse(JSON.parse(text));
    expect([bundle.profile, bundle.lang]).toEqual([profile, 'kk']);
    const clip = bundle.exhibits[0]?.files.find(({ role }) => role === 'clip');
    expect(clip?.recipe.options).toMatchObject({ burnIn: 'number, frame' });
    expect((await verifyBundle(join(app.home, name), unwatched)).problems).toEqual([]);
  }
  expect(existsSync(join(app.home, 'all'))).toBe(false);
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
