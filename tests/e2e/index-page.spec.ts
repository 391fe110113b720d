import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { LANGUAGES } from '../../shared/violation.ts';
import { exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { newTempDir, removeFolder } from '../support/temp-folder.ts';
import { keepPicture } from './support/screen-shot.ts';

let root: string;

test.beforeAll(async () => {
  root = newTempDir('index-page');
  mkdirSync(join(root, 'bundles'));
  const { core, complete } = await makeExhibitLibrary(join(root, 'made'));
  const [film, , page] = complete;
  await core.call('exhibits.apply', {
    version: 1,
    groups: [{ id: 'papers', title: 'Papers' }],
    exhibits: complete.map(({ id: markId }) => ({
      markId,
      ...(markId === film.id ? { before: 1, after: 1, cell: page.id } : {}),
      ...(markId === page.id ? { group: 'papers' } : {}),
    })),
    fixNumbers: false,
  });
  for (const lang of LANGUAGES) await exportTo(core, join(root, 'bundles', lang), { lang, withOriginals: true });
  await core.close();
});
test.afterAll(() => removeFolder(root));

const addressOf = (lang: string): string => pathToFileURL(join(root, 'bundles', lang, 'data/index.html')).href;

/** Everything but the bundle's own files that the page asks for, and what goes wrong in it. */
function watch(page: Page, lang: string): string[] {
  const strayed: string[] = [];
  const home = pathToFileURL(join(root, 'bundles', lang, 'data')).href;
  page.on('request', (request) => {
    if (!request.url().startsWith(home)) strayed.push(request.url());
  });
  page.on('console', (message) => strayed.push(message.text()));
  page.on('pageerror', (error) => strayed.push(error.message));
  return strayed;
}

for (const lang of LANGUAGES) {
  test(`the page of a bundle reads, plays and fits in ${lang}`, async ({ page }) => {
    const strayed = watch(page, lang);
    await page.goto(addressOf(lang));
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('article')).toHaveCount(3);
    const video = page.locator('video').first();
    await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState)).toBeGreaterThan(0);
    expect(await page.locator('body').innerText()).not.toMatch(/\{\{|(index|row|caption)\.\w/);
    for (const image of await page.locator('img').all()) {
      await image.scrollIntoViewIfNeeded();
      await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 360]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        await keepPicture(page, `index-page-${lang}-${colorScheme}-${width}`);
      }
    }
    expect(strayed).toEqual([]);
  });
}

test('every picture has the caption that it has on the sheet', async ({ page }) => {
  await page.goto(addressOf('en'));
  const captions = (number: string) => page.locator(`#exhibit-${number} .pictures figcaption`).allInnerTexts();
  const [stillIn, stillOut, cell] = await captions('1');
  expect(stillIn).toMatch(/^Frame 5 · PTS [\d,]+ · 00:00:00\.\d{3}$/);
  expect(stillOut).toMatch(/^Frame 10 · PTS/);
  expect(cell).toBe('protocol.pdf, page 2, part of it');
  expect(await captions('3')).toEqual(['Marked region', 'Page 2 of 2']);
});

test('words, hashes and nothing at all are searched for', async ({ page }) => {
  await page.goto(addressOf('en'));
  const field = page.getByLabel('Filter exhibits');
  const shown = () => page.locator('main > article:visible h2').allInnerTexts();
  await field.fill('PACK box');
  await expect(page.getByRole('status')).toHaveText('Shown: 1 of 3');
  expect(await shown()).toEqual(['Pack put into the box']);
  await expect(page.getByRole('heading', { name: 'Papers' })).toBeHidden();
  const { files } = JSON.parse(readFileSync(join(root, 'bundles/en/data/exhibits/3/exhibit.json'), 'utf8'));
  await field.fill(files[0].sha256);
  expect(await shown()).toEqual(['Corrected figure']);
  await expect(page.getByRole('heading', { name: 'Papers' })).toBeVisible();
  await field.fill('not in any of them');
  await expect(page.getByRole('status')).toHaveText('Shown: 0 of 3');
  await field.fill('');
  await expect(page.getByRole('status')).toHaveText('');
  expect(await shown()).toHaveLength(3);
});

test('without scripts and on paper everything is there', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(addressOf('en'));
  await expect(page.locator('article')).toHaveCount(3);
  await expect(page.getByLabel('Filter exhibits')).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('video').first()).toBeHidden();
  await expect(page.locator('.pictures img').first()).toBeVisible();
  await context.close();
});
