import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeTestFilm } from '../support/films.ts';
import { expect, test } from './support/running-app.ts';

test('a host that is killed while it imports loses nothing that it had told', async ({ page, app }) => {
  const films = Array.from({ length: 6 }, (_, n) =>
    makeTestFilm(app.dir, { name: `film-${n}.mp4`, frames: 150 + n, size: '640x360' }),
  );
  await page.getByRole('button', { name: 'New library' }).click();
  await page.getByLabel('Title').fill('Killed in the middle');
  await page.getByLabel('Your name').fill('Reviewer');
  await page.getByRole('button', { name: 'Create library' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add files' }).first().click();
  await (await chooser).setFiles(films);
  await expect(page.getByRole('row').filter({ hasText: 'film-' }).first()).toBeVisible({ timeout: 60_000 });
  const told = await page.getByRole('row').filter({ hasText: 'film-' }).count();
  await app.kill();
  await expect(page.getByText('Aigaq does not answer', { exact: true })).toBeVisible({ timeout: 30_000 });

  const again = await app.restart();
  await page.goto(again.url);
  await page
    .getByRole('button', { name: /Killed in the middle/ })
    .first()
    .click();
  const rows = page.getByRole('row').filter({ hasText: 'film-' });
  await expect.poll(() => rows.count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(told);
  // What had been handed over is taken up again, and nothing half-made is left under a final name.
  await expect(page.getByRole('button', { name: 'No jobs' })).toBeVisible({ timeout: 90_000 });
  for (const row of await rows.all()) await expect(row).toContainText('Ready', { timeout: 60_000 });
  const library = join(app.home, readdirSync(app.home)[0] ?? '');
  const names = readdirSync(join(library, 'originals'), { recursive: true }).map(String);
  expect(names.filter((name) => name.includes('.') && !/[0-9a-f]{64}\.bin$/.test(name))).toEqual([]);
  await page.getByRole('navigation').getByRole('link', { name: 'Custody' }).click();
  await page.getByRole('button', { name: 'Verify library' }).click();
  await expect(page.getByText(/everything is unchanged since import/)).toBeVisible({ timeout: 60_000 });
  await again.stop();
});
