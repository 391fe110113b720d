import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, evidenceFiles } from './support/evidence-files.ts';
import { expect, type RunningApp, test } from './support/running-app.ts';

const room = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name }).click();

async function createLibrary(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New library' }).click();
  await page.getByLabel('Title').fill('Station 123, closing');
  await page.getByLabel('Your name').fill('First Reviewer');
  await page.getByRole('button', { name: 'Create library' }).click();
  await expect(page).toHaveURL(/#\/library$/);
}

async function pickFiles(page: Page, paths: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add files' }).first().click();
  await (await chooser).setFiles([...paths]);
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

/** The mark's place on the timeline: it stands there only once it is saved. */
const savedMark = (page: Page) => page.getByRole('button', { name: 'Pack put into the box, frames 40 to 54' });

/** States everything that the gate asks for about the selected item. */
async function stateFacts(page: Page): Promise<void> {
  const fill = async (label: string, text: string) => {
    const field = page.getByLabel(label, { exact: false }).first();
    await field.fill(text);
    await field.press('Tab');
  };
  await fill('Source', 'Observer 4');
  await fill('Custodian', 'Archive of the organisation');
  await fill('Recorded', '2026-11-19 20:15:00');
  await fill('Clock basis', 'Camera clock, compared with a phone');
  await fill('Place', '123');
  await page.getByRole('button', { name: 'Describe this place' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Station 123');
  await page.getByLabel('Address').fill('12 Example Street');
  await page.getByRole('button', { name: 'Save place' }).click();
}

async function markInterval(page: Page): Promise<void> {
  await expect(page.getByTestId('frame-number')).toHaveText('0');
  await page.keyboard.press('g');
  await page.keyboard.type('40');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('frame-number')).toHaveText('40');
  await page.keyboard.press('i');
  for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByTestId('frame-number')).toHaveText('54');
  await page.keyboard.press('o');
}

async function exportBundle(page: Page, app: RunningApp): Promise<string> {
  await page.getByLabel('Name of the new folder').fill('bundle-1');
  await page.getByRole('button', { name: 'Export 1 exhibit' }).click();
  await expect(page.getByText('1 exhibit exported')).toBeVisible({ timeout: 90_000 });
  return join(app.home, 'bundle-1');
}

test('the whole job: import, find the frame, mark, tag, export, verify', async ({ page, app }) => {
  const files = await evidenceFiles(app.dir);
  const filmName = files.film.slice(files.film.lastIndexOf('/') + 1);
  await createLibrary(page);

  await pickFiles(page, [files.film, files.paper]);
  await expect(row(page, filmName)).toContainText('Ready', { timeout: 90_000 });
  await dropFiles(page, [files.oldFilm, files.corrupt]);
  await expect(row(page, 'recorder.avi')).toContainText('Ready', { timeout: 90_000 });
  await expect(row(page, 'cut-off.mp4')).toContainText('Kept only', { timeout: 90_000 });
  await row(page, 'cut-off.mp4').click();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('cut short or damaged');

  await row(page, filmName).click();
  await stateFacts(page);
  await row(page, filmName).dblclick();
  await expect(page).toHaveURL(/#\/review\//);
  await markInterval(page);

  // A reload in the middle of a mark loses neither the place nor the draft.
  await page.reload();
  await expect(page.getByTestId('frame-number')).toHaveText('54');
  await page.keyboard.press('m');
  await page.keyboard.type('Pack put into the box');
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  await page.getByPlaceholder(/Code or words/).fill('вброс');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save mark' }).click();
  await expect(savedMark(page)).toBeVisible();
  await page.reload();
  await expect(savedMark(page)).toBeVisible();

  await room(page, 'Exhibits');
  await page.getByRole('button', { name: 'Add marks' }).first().click();
  await page
    .getByRole('dialog')
    .getByRole('checkbox', { name: /Pack put into the box/ })
    .check();
  await page.getByRole('button', { name: 'Add 1 mark' }).click();
  await expect(page.getByRole('img', { name: /Sheet of exhibit 1/ })).toBeVisible();
  const bundle = await exportBundle(page, app);
  expect(existsSync(join(bundle, 'data', 'exhibits', '1', 'clip.mp4'))).toBe(true);
  const exhibit = JSON.parse(readFileSync(join(bundle, 'data', 'exhibits', '1', 'exhibit.json'), 'utf8'));
  expect(exhibit).toMatchObject({ title: 'Pack put into the box', frameCount: 15, in: { n: 40 }, out: { n: 54 } });
  expect(exhibit.violations[0]).toMatchObject({ code: 'B1' });

  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(page.getByText(/everything is as it was exported/)).toBeVisible({ timeout: 60_000 });

  await room(page, 'Custody');
  await page.getByRole('button', { name: 'Verify library' }).click();
  await expect(page.getByText(/everything is unchanged since import/)).toBeVisible({ timeout: 60_000 });
});
