import { join } from 'node:path';
import { callCore } from './support/library-by-call.ts';
import { expect, test } from './support/running-app.ts';

test('what was told before the page could listen is not missed', async ({ page, app }) => {
  await callCore(page, 'library.create', { dir: join(app.home, 'case'), title: 'Case', operator: 'Reviewer' });
  let listen = () => {};
  const held = new Promise<void>((resolve) => {
    listen = resolve;
  });
  await page.route('**/events', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.getByRole('button', { name: 'No jobs' }).click();
  const shown = page.getByRole('dialog', { name: 'Jobs' });
  await expect(shown).toBeVisible();
  const sources = [{ path: join(app.home, 'not-there.mp4') }];
  const { jobs } = await callCore<{ jobs: { id: string }[] }>(page, 'evidence.import', { sources });
  await callCore(page, 'jobs.wait', { ids: jobs.map(({ id }) => id) });
  await expect(shown.getByText('not-there.mp4')).toHaveCount(0);
  listen();
  await expect(shown.getByText('not-there.mp4')).toBeVisible();
});
