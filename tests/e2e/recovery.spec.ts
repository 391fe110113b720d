import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Place } from '../../shared/place.ts';
import { callCore } from './support/library-by-call.ts';
import { expect, test } from './support/running-app.ts';

const TITLE = 'Damaged and brought back';

async function places(page: Page): Promise<string[]> {
  return (await callCore<Place[]>(page, 'places.list', {})).map(({ code }) => code);
}

async function closeLibrary(page: Page): Promise<void> {
  await callCore(page, 'library.close', {});
  await page.goto(new URL('/#/', page.url()).href);
  await page.reload();
}

test('a damaged library is restored, a lost one rebuilt, by keyboard and without losing an entry', async ({
  page,
  app,
}) => {
  const dir = join(app.home, 'case');
  await callCore(page, 'library.create', { dir, title: TITLE, operator: 'Reviewer' });
  for (const code of ['P-1', 'P-2']) await callCore(page, 'places.set', { code, name: 'Station', address: 'Street' });
  await closeLibrary(page);
  truncateSync(join(dir, 'library.sqlite'), 20_000);

  await page.getByRole('button', { name: new RegExp(`^${TITLE}`) }).click();
  const recovery = page.getByRole('region', { name: 'Recovery' });
  await expect(recovery.getByRole('alert')).toContainText('library.sqlite');
  const backups = recovery.getByRole('list', { name: 'Backups' }).getByRole('listitem');
  await expect(backups).toHaveCount(2);
  await expect(backups.last()).toContainText('2 later entries come back from the ledger');
  for (const theme of ['dark', 'light']) {
    await callCore(page, 'app.settings', { theme });
    const found = await new AxeBuilder({ page }).include('section[aria-label="Recovery"]').analyze();
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`recovery-${theme}.png`) });
  }
  await backups.last().getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(recovery).toContainText('The case holds exactly what the ledger says.');
  await expect(recovery).toContainText('set-aside-');
  await expect(recovery.getByRole('button', { name: 'Go to the library' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/library$/);
  expect(await places(page)).toEqual(['P-1', 'P-2']);

  await closeLibrary(page);
  rmSync(join(dir, 'library.sqlite'));
  await page.getByRole('button', { name: new RegExp(`^${TITLE}`) }).click();
  await recovery.getByRole('button', { name: 'Rebuild from originals and ledger' }).click();
  await expect(recovery).toContainText('The library was rebuilt');
  await recovery.getByRole('button', { name: 'Go to the library' }).click();
  expect(await places(page)).toEqual(['P-1', 'P-2']);
  await expect(page.getByText('Delete all data')).toHaveCount(0);
});
