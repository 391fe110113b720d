import { hiding } from '../support/burnt-clip.ts';
import { annotationsOf } from '../support/made-annotations.ts';
import { exhibitsTest as test } from './support/exhibits-app.ts';
import { callCore } from './support/library-by-call.ts';
import { expect } from './support/running-app.ts';
import { chooseTheme, faults, keepPicture, SIZES, THEMES } from './support/screen-shot.ts';

const PLACES = [
  { x: 0.1, y: 0.2, width: 0.3, height: 0.4 },
  { x: 0.6, y: 0.5, width: 0.3, height: 0.4 },
];

test('what is hidden elsewhere now is hidden there on the sheet and the pictures', async ({ page }) => {
  test.setTimeout(120_000);
  const [first] = await callCore<{ mark: { id: string } }[]>(page, 'exhibits.list', {});
  const hide = (at: number) =>
    callCore(page, 'annotations.set', {
      markId: first?.mark.id,
      annotations: annotationsOf([hiding('solid', [5, 10], { 5: PLACES[at] ?? { x: 0, y: 0, width: 1, height: 1 } })]),
    });
  for (const [view, name] of [
    ['Sheet', /^Sheet of exhibit 1, page 1/],
    ['Pictures', /^Picture 1 of 2 of exhibit 1/],
  ] as const) {
    await page.getByRole('radio', { name: view }).press('Space');
    const shown = page.getByRole('img', { name });
    await expect(shown).toBeVisible();
    const plain = (await shown.getAttribute('src')) ?? '';
    await hide(0);
    await expect(shown).not.toHaveAttribute('src', plain, { timeout: 30_000 });
    const before = (await shown.getAttribute('src')) ?? '';
    // As many redactions as before: only their places are others.
    await hide(1);
    await expect(shown).not.toHaveAttribute('src', before, { timeout: 30_000 });
    await callCore(page, 'annotations.set', { markId: first?.mark.id, annotations: annotationsOf([]) });
    await expect(shown).toHaveAttribute('src', plain, { timeout: 30_000 });
  }
});

test('a sheet that is not held any more is laid out again, and one that cannot be shown says so', async ({ page }) => {
  const sheetOf = (number: number) =>
    page.getByRole('img', { name: new RegExp(`^Sheet of exhibit ${number}, page 1`) });
  await expect(sheetOf(1)).toBeVisible();
  let refused = 0;
  let most = 1;
  await page.route('**/media/sheet/**', async (route) => {
    refused += 1;
    if (refused <= most) await route.fulfill({ status: 404 });
    else await route.continue();
  });
  await page.locator('[data-exhibit]').nth(1).click();
  await expect(sheetOf(2)).toHaveAttribute('src', /\/1\?/, { timeout: 30_000 });
  await expect.poll(() => refused).toBe(2);
  most = Number.POSITIVE_INFINITY;
  await page.locator('[data-exhibit]').nth(2).click();
  await expect(page.getByText('The sheet could not be laid out')).toBeVisible({ timeout: 30_000 });
  most = 0;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(sheetOf(3)).toBeVisible();
});

test('its pictures are whole in both themes and sizes', async ({ page }) => {
  test.setTimeout(120_000);
  for (const name of ['Exhibit number in the clip', 'Frame number in the clip']) {
    await page.getByText(name, { exact: true }).click();
  }
  await page.locator('#export-language').click();
  await page.getByRole('option', { name: 'Русский' }).click();
  await page.getByRole('radio', { name: 'Pictures' }).press('Space');
  await expect(page.getByRole('img', { name: /^Picture 1 of 3 of exhibit 1/ })).toBeVisible();
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await keepPicture(page, `pictures-${theme}-${size.width}`);
      expect(await faults(page)).toEqual([]);
    }
  }
});
