import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Item } from '../../shared/evidence.ts';
import type { Job } from '../../shared/job.ts';
import type { AppState } from '../../shared/library.ts';
import { makeTestFilm } from '../support/films.ts';
import { callCore } from './support/library-by-call.ts';
import { expect, type RunningApp, test } from './support/running-app.ts';

const PASSPHRASE = 'seven words by chance and then some';

/** Makes a sealed library by hand and returns its folder. */
async function makeSealed(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'New library' }).click();
  await page.getByLabel('Title').fill('Station 123, closing');
  await page.getByLabel('Your name').fill('First Reviewer');
  await page.getByLabel('Seal the library under a passphrase').check();
  const create = page.getByRole('button', { name: 'Create library' });
  await expect(create).toBeDisabled();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('The same again').fill('something else');
  await expect(page.getByText('differs')).toBeVisible();
  await expect(create).toBeDisabled();
  await page.getByLabel('The same again').fill(PASSPHRASE);
  await expect(page.getByText(/Makes .*sealed-/)).toBeVisible();
  await create.click();
  await expect(page).toHaveURL(/#\/library$/, { timeout: 30_000 });
  await expect(page.getByRole('contentinfo')).toContainText('sealed');
  return (await callCore<AppState>(page, 'app.state', {})).open?.path ?? '';
}

async function takeIn(page: Page, path: string): Promise<Item> {
  const { jobs } = await callCore<{ jobs: Job[] }>(page, 'evidence.import', { sources: [{ path }] });
  await callCore(page, 'jobs.wait', { ids: jobs.map(({ id }) => id) });
  const [item] = await callCore<Item[]>(page, 'evidence.list', {});
  if (item === undefined) throw new Error('nothing was imported');
  return item;
}

const locked = (page: Page) => page.getByRole('heading', { name: 'Locked' });

async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** Status of an address as the page's own session gets it. */
const statusOf = (page: Page, address: string) =>
  page.evaluate(async (path) => (await fetch(path, { cache: 'no-store' })).status, address);

async function openFilm(page: Page, app: RunningApp): Promise<{ dir: string; item: Item }> {
  const dir = await makeSealed(page);
  const item = await takeIn(page, makeTestFilm(app.dir, { name: 'closing-count.mp4', frames: 60 }));
  await page.goto(new URL(`/#/review/${item.id}?frame=20`, app.url).href);
  await expect(page.getByTestId('frame-number')).toHaveText('20');
  return { dir, item };
}

test('a sealed library is made, locked by a key, and unlocked to the same place', async ({ page, app }) => {
  const { dir, item } = await openFilm(page, app);
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('frame-number')).toHaveText('23');
  const original = `/media/original/${item.sha256}`;
  expect(await statusOf(page, original)).toBe(200);

  // A second window on the same library is blanked, too.
  const other = await page.context().newPage();
  await other.goto(new URL('/#/library', app.url).href);
  await expect(other.getByText('closing-count.mp4').first()).toBeVisible();
  await page.bringToFront();

  await page.keyboard.press('Control+l');
  await expect(locked(page)).toBeVisible();
  await expect(locked(other)).toBeVisible();
  for (const shown of [page, other]) {
    await expect(shown.locator('canvas, video, img')).toHaveCount(0);
    await expect(shown.getByText('closing-count.mp4')).toHaveCount(0);
    await expect(shown.getByText('Station 123, closing')).toHaveCount(0);
  }
  for (const address of [original, `/media/thumbnail/${item.sha256}`, `/media/picture/${item.sha256}/3`])
    expect(await statusOf(page, address)).toBe(404);
  await expect(callCore(page, 'evidence.list', {})).rejects.toThrow(/no_library_open/);

  await unlock(page, 'not this passphrase');
  await expect(page.getByText(/That is not the passphrase/)).toBeVisible({ timeout: 30_000 });
  await unlock(page, PASSPHRASE);
  await expect(page.getByTestId('frame-number')).toHaveText('23', { timeout: 30_000 });
  await expect(other.getByText('closing-count.mp4').first()).toBeVisible();

  // Started anew, the list says that it is sealed but not what it is about, and asks.
  await callCore(page, 'library.close', {});
  await page.goto(new URL('/#/', app.url).href);
  await expect(page.getByLabel('sealed', { exact: true })).toBeVisible();
  await expect(page.getByText('Station 123')).toHaveCount(0);
  await page
    .getByRole('button', { name: new RegExp(dir.slice(dir.lastIndexOf('/') + 1)) })
    .first()
    .click();
  await unlock(page, PASSPHRASE);
  await expect(page).toHaveURL(/#\/library$/, { timeout: 30_000 });
});

test('a sealed library locks itself when nobody has touched anything for as long as was set', async ({ page, app }) => {
  await page.clock.install();
  await openFilm(page, app);
  await page.clock.runFor('14:00');
  await page.mouse.move(100, 100);
  await page.clock.runFor('14:00');
  await expect(page.getByTestId('frame-number')).toBeVisible();
  await page.clock.runFor('02:00');
  await expect(locked(page)).toBeVisible();
});

test('locking does not wait for work that is under way, which goes on after unlocking', async ({ page, app }) => {
  await openFilm(page, app);
  const big = join(app.dir, 'big.bin');
  writeFileSync(big, Buffer.alloc(600 << 20, 7));
  const film = makeTestFilm(app.dir, { name: 'old.avi', frames: 1500, encode: ['-c:v', 'mpeg4'] });
  await callCore(page, 'evidence.import', { sources: [{ path: big }, { path: film }] });
  const before = performance.now();
  await callCore(page, 'library.lock', {});
  const took = performance.now() - before;
  await expect(locked(page)).toBeVisible();
  // Load of other programs is counted as well, so the bound here is a wide one; the figure is for reading.
  process.stdout.write(`    locked, keys wiped, after ${Math.round(took)} ms\n`);
  expect(took).toBeLessThan(3000);
  await unlock(page, PASSPHRASE);
  await expect(page.getByTestId('frame-number')).toHaveText('20', { timeout: 30_000 });
  // What was put down goes on.
  await expect
    .poll(async () => (await callCore<Item[]>(page, 'evidence.list', {})).length, { timeout: 120_000 })
    .toBe(3);
});

test('a sealed library whose database is lost asks for its passphrase and is brought back', async ({ page, app }) => {
  const { dir } = await openFilm(page, app);
  await callCore(page, 'library.close', {});
  await page.goto(new URL('/#/', app.url).href);
  await page.reload();
  rmSync(join(dir, 'library.sqlite'));
  await page
    .getByRole('button', { name: new RegExp(dir.slice(dir.lastIndexOf('/') + 1)) })
    .first()
    .click();
  const look = page.getByRole('button', { name: 'Look for ways back' });
  await expect(look).toBeDisabled();
  for (const passphrase of ['not this passphrase', PASSPHRASE]) {
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.keyboard.press('Enter');
    if (passphrase !== PASSPHRASE)
      await expect(page.getByText(/That is not the passphrase/)).toBeVisible({ timeout: 30_000 });
  }
  const recovery = page.getByRole('region', { name: 'Recovery' });
  await expect(recovery).toContainText('library.sqlite is missing', { timeout: 30_000 });
  await recovery.getByRole('button', { name: 'Rebuild from originals and ledger' }).click();
  await expect(recovery).toContainText('The case holds exactly what the ledger says.', { timeout: 30_000 });
  await recovery.getByRole('button', { name: 'Go to the library' }).click();
  await expect(page.getByText('closing-count.mp4').first()).toBeVisible();
});

const OTHER = 'eight quite different words for the next month';

test('the passphrase of a sealed library is changed by keyboard, and only the new one opens it', async ({
  page,
  app,
}) => {
  expect(await makeSealed(page)).toContain(app.home);
  const menu = page.getByRole('button', { name: 'Station 123, closing' });
  const dialog = page.getByRole('dialog', { name: 'Change passphrase' });
  const current = dialog.getByLabel('Current passphrase', { exact: true });
  const change = dialog.getByRole('button', { name: 'Change passphrase' });
  const next = async (passphrase: string, again = passphrase) => {
    await dialog.getByLabel('New passphrase').fill(passphrase);
    await dialog.getByLabel('The same again').fill(again);
  };
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Change passphrase' }).press('Enter');
  await expect(current).toBeFocused();
  await expect(dialog).toContainText('Copies of this folder made before still open with the old passphrase');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(menu).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('change pass');
  await page.keyboard.press('Enter');
  await expect(current).toBeFocused();
  await page.keyboard.type(PASSPHRASE);
  await next('short');
  await expect(dialog.getByText('too short')).toBeVisible();
  await expect(change).toBeDisabled();
  await next(PASSPHRASE);
  await expect(dialog.getByText('is the current one')).toBeVisible();
  await expect(change).toBeDisabled();
  await next(OTHER, `${OTHER}x`);
  await expect(dialog.getByText('differs')).toBeVisible();
  await expect(change).toBeDisabled();

  // A slip in the current one leaves the new one as it was typed.
  await next(OTHER);
  await current.fill('not this passphrase');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/That is not the passphrase/)).toBeVisible({ timeout: 30_000 });
  await expect(current).toBeFocused();
  await expect(current).toHaveValue('');
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The passphrase was changed')).toBeVisible({ timeout: 30_000 });
  await expect(dialog).toHaveCount(0);

  await page.keyboard.press('Control+l');
  await unlock(page, PASSPHRASE);
  await expect(page.getByText(/That is not the passphrase/)).toBeVisible({ timeout: 30_000 });
  await unlock(page, OTHER);
  await expect(page.getByText('Station 123, closing').first()).toBeVisible({ timeout: 30_000 });
});

test('locking takes the question for a passphrase away, and unlocking does not bring it back', async ({
  page,
  app,
}) => {
  expect(await makeSealed(page)).toContain(app.home);
  await page.getByRole('button', { name: 'Station 123, closing' }).click();
  await page.getByRole('menuitem', { name: 'Change passphrase' }).click();
  await page.getByLabel('Current passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Control+l');
  await expect(locked(page)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await unlock(page, PASSPHRASE);
  await expect(page.getByText('Station 123, closing').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('locking takes away what a notification said about the case', async ({ page, app }) => {
  const { item } = await openFilm(page, app);
  await callCore(page, 'evidence.set', { ids: [item.id], details: { source: 'A neighbour' } });
  const told = page.getByRole('alert').filter({ hasText: 'closing-count.mp4' });
  // It is pressed until the page has heard that there is something to take back.
  await expect(async () => {
    await page.keyboard.press('Control+z');
    await expect(told).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('Control+l');
  await expect(locked(page)).toBeVisible();
  // Sooner than it would have gone by itself.
  await expect(told).toHaveCount(0, { timeout: 1000 });
});
