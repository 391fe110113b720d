import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { AppState } from '../../shared/library.ts';
import { callCore } from './support/library-by-call.ts';
import { expect, test } from './support/running-app.ts';

const GUARD = 'This system does not let Aigaq take the network away from decoders.';

async function makeLibrary(page: Page, home: string): Promise<string> {
  const dir = join(home, 'Station 7');
  await callCore(page, 'library.create', { dir, title: 'Station 7', operator: 'First Observer' });
  await page.reload();
  await expect(page).toHaveURL(/#\/library$/);
  return dir;
}

/** Has the page believe that the machine is another one; what the core finds on this one is tested in the core. */
async function pretend(page: Page, change: (state: AppState) => AppState): Promise<void> {
  await page.route('**/rpc/app.state', async (route) => {
    const response = await route.fetch();
    const { value, ...reply } = (await response.json()) as { ok: true; value: AppState };
    await route.fulfill({ response, json: { ...reply, value: change(value) } });
  });
  await page.reload();
}

async function openSettings(page: Page) {
  await page.keyboard.press('Control+,');
  return page.getByRole('dialog', { name: 'Settings' }).getByRole('region', { name: 'This machine' });
}

test('what this machine cannot do is told where the program is set', async ({ page, app }) => {
  await makeLibrary(page, app.home);
  const { missingGuards, ffmpegVersion } = await callCore<AppState>(page, 'app.state', {});
  const machine = await openSettings(page);
  await expect(machine).toContainText(ffmpegVersion?.split(' ')[2] ?? 'none');
  await expect(machine).toContainText(missingGuards[0] ?? 'The system limits their time, memory and files');
  await expect(machine).toContainText('No risk is known of it.');

  await pretend(page, (state) => ({
    ...state,
    missingGuards: [GUARD],
    open: state.open && { ...state.open, folderRisk: 'network' },
  }));
  await expect(page.getByRole('alert').filter({ hasText: 'This library is not on a safe disk' })).toBeVisible();
  await expect(await openSettings(page)).toContainText(GUARD);
  await expect(machine).toContainText('Its folder is on another machine.');
});

test('a backup that failed is told wherever somebody looks, until one goes well', async ({ page, app }) => {
  const dir = await makeLibrary(page, app.home);
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText('backed up');
  await callCore(page, 'places.set', { code: 'P-1', name: 'School', address: '1 Example Street' });
  rmSync(join(dir, 'backups'), { recursive: true });
  writeFileSync(join(dir, 'backups'), 'in the way');

  await page.keyboard.press('Alt+5');
  await page.getByRole('button', { name: 'Back up now' }).click();
  const toast = page.getByRole('alert').filter({ hasText: 'No backup was made' });
  await expect(toast).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: /The backup of .* failed/ })).toContainText('backups');
  await expect(status.getByRole('link', { name: 'backup failed' })).toBeVisible();

  rmSync(join(dir, 'backups'));
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(status).toContainText('backed up');
  await expect(page.getByRole('button', { name: 'Back up now' })).toBeDisabled();
});
