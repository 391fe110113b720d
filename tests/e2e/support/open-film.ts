import { expect, type Page } from '@playwright/test';

/** Makes a library on the start screen, takes a film in and opens it in Review. */
export async function openNewFilm(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: 'New library' }).click();
  await page.getByLabel('Title').fill('Station 123, closing');
  await page.getByLabel('Your name').fill('First Reviewer');
  await page.getByRole('button', { name: 'Create library' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add files' }).first().click();
  await (await chooser).setFiles([path]);
  const row = page.getByRole('row').filter({ hasText: path.slice(path.lastIndexOf('/') + 1) });
  await expect(row).toContainText('Ready', { timeout: 90_000 });
  await row.dblclick();
  await expect(page.getByTestId('frame-number')).toHaveText('0');
}
