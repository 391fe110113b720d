import { expect, test } from './support/running-app.ts';

test('a new library can be made from the start screen', async ({ page, app }) => {
  await expect(page.getByRole('heading', { name: 'Libraries' })).toBeVisible();
  expect(new URL(page.url()).search).toBe('');

  await page.getByRole('button', { name: 'New library' }).click();
  await page.getByLabel('Title').fill('Polling station 123');
  await page.getByLabel('Your name').fill('First Observer');
  await page.getByRole('button', { name: 'Create library' }).click();

  await expect(page).toHaveURL(/#\/library$/);
  await expect(page.getByText('Polling station 123').first()).toBeVisible();

  // The library outlives page and host.
  await page.reload();
  await expect(page.getByText('Polling station 123').first()).toBeVisible();
  const again = await app.restart();
  await page.goto(again.url);
  await expect(page.getByText('Polling station 123').first()).toBeVisible();
  expect(await again.stop()).toBe(0);
});

test('nothing is fetched from beyond this machine, and no script breaks the policy', async ({ page, app }) => {
  const foreign: string[] = [];
  const broken: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(app.url).host && !/^(blob|data):/.test(request.url())) {
      foreign.push(request.url());
    }
  });
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) broken.push(message.text());
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Libraries' })).toBeVisible();
  expect(foreign).toEqual([]);
  expect(broken).toEqual([]);
});
