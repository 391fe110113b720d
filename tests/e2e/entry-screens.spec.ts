import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Job } from '../../shared/job.ts';
import { makeTestFilm } from '../support/films.ts';
import { callCore } from './support/library-by-call.ts';
import { expect, type RunningApp, test } from './support/running-app.ts';
import { chooseTheme, faults, keepPicture, SIZES, THEMES } from './support/screen-shot.ts';

const PASSPHRASE = 'seven words by chance and then some';

/** Keeps a picture in both themes and sizes of what the page shows now, and gathers what axe finds. */
async function look(page: Page, name: string, found: string[]): Promise<void> {
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await keepPicture(page, `${name}-${theme}-${size.width}`);
    }
    found.push(...(await faults(page)).map((fault) => `${name}, ${theme}: ${fault}`));
  }
}

const create = (page: Page, app: RunningApp, folder: string, title: string, passphrase?: string) =>
  callCore(page, 'library.create', { dir: join(app.home, folder), title, operator: 'First Observer', passphrase });

/** A library with a few backups and entries, and one of its recordings. */
async function fill(page: Page, app: RunningApp): Promise<void> {
  for (const n of [101, 102, 103]) {
    await callCore(page, 'places.set', { code: `PS-${n}`, name: `School No. ${n}`, address: `${n} Lenin Street` });
    await callCore(page, 'backups.make', {});
  }
  const path = makeTestFilm(app.dir, { name: 'hall-camera.mp4', frames: 50 });
  const { jobs } = await callCore<{ jobs: Job[] }>(page, 'evidence.import', { sources: [{ path }] });
  await callCore(page, 'jobs.wait', { ids: jobs.map(({ id }) => id) });
}

const title = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(name) }).first();

test('the ways into a library are whole and accessible in both themes and sizes', async ({ page, app }) => {
  test.setTimeout(600_000);
  const found: string[] = [];
  await expect(page.getByText('No library was open on this machine yet')).toBeVisible();
  await look(page, 'start-empty', found);
  await page.getByRole('button', { name: 'New library' }).click();
  await page.getByLabel('Title').fill('Station 123, closing');
  await page.getByLabel('Your name').fill('First Observer');
  await page.getByLabel('Seal the library under a passphrase').check();
  await page.getByLabel('Passphrase', { exact: true }).fill('short');
  await page.getByLabel('The same again').fill('shorter');
  await look(page, 'start-new-sealed', found);

  await create(page, app, 'Station 7, opening', 'Station 7, opening');
  await create(page, app, 'Constituency 14', 'Constituency 14, all stations');
  await fill(page, app);
  await create(page, app, 'sealed-2026-11-30-101500', 'Station 123, closing', PASSPHRASE);
  await page.reload();
  await expect(title(page, 'Station 123')).toBeVisible();
  await title(page, 'Station 123').click();
  await expect(page.getByRole('menuitem', { name: 'Change passphrase' })).toBeVisible();
  await look(page, 'library-menu', found);
  await page.getByRole('menuitem', { name: 'Change passphrase' }).click();
  await page.getByLabel('Current passphrase', { exact: true }).fill('not this passphrase');
  await page.getByLabel('New passphrase').fill('another seven words by chance');
  await page.getByLabel('The same again').fill('another seven words by chance');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/That is not the passphrase/)).toBeVisible({ timeout: 30_000 });
  await look(page, 'passphrase', found);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('dialog')).toContainText('This machine');
  await look(page, 'settings', found);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await look(page, 'locked', found);

  await page.getByRole('button', { name: 'Another library' }).click();
  await expect(page.getByRole('heading', { name: 'Libraries' })).toBeVisible();
  await look(page, 'start-recents', found);
  await title(page, 'sealed-2026').click();
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
  await look(page, 'start-unlock', found);
  await page.getByRole('button', { name: 'Another library' }).click();
  truncateSync(join(app.home, 'Constituency 14', 'library.sqlite'), 4096 * 9);
  await title(page, 'Constituency 14').click();
  await expect(page.getByRole('region', { name: 'Recovery' })).toContainText('Restore this backup');
  await look(page, 'start-recovery', found);
  expect(found).toEqual([]);
});

test('everything that Custody tells is whole and accessible in both themes and sizes', async ({ page, app }) => {
  test.setTimeout(600_000);
  const found: string[] = [];
  await create(page, app, 'Constituency 14', 'Constituency 14, all stations');
  await fill(page, app);
  await callCore(page, 'custody.requestTimestamp', { out: join(app.dir, 'head.tsq') });
  const head = await callCore<{ count: number; hash: string }>(page, 'custody.head', {});
  await page.goto(new URL('/#/custody', app.url).href);
  await page.reload();
  await page.getByRole('button', { name: 'Verify library' }).click();
  await expect(page.getByText('No problems: everything is unchanged since import.')).toBeVisible({ timeout: 60_000 });
  await page.getByLabel('A head from earlier').fill(`${head.count}:${head.hash}`);
  await page.getByRole('button', { name: 'Compare with an earlier head' }).click();
  await expect(page.getByText(/The ledger only grew/)).toBeVisible();
  await page
    .getByRole('button', { name: /Evidence imported/ })
    .first()
    .click();
  await look(page, 'custody-open', found);
  await page.setViewportSize({ width: 1280, height: 2600 });
  await keepPicture(page, 'custody-whole-light');
  await chooseTheme(page, 'dark');
  await keepPicture(page, 'custody-whole-dark');
  expect(found).toEqual([]);
});
