import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { LANGUAGES } from '../../shared/violation.ts';
import { exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { newTempDir, removeFolder } from '../support/temp-folder.ts';

let root: string;
let copies = 0;

test.beforeAll(async () => {
  root = newTempDir('verify-page');
  mkdirSync(join(root, 'bundles'));
  const { core, complete } = await makeExhibitLibrary(join(root, 'made'));
  const markIds = complete.map(({ id }) => id);
  for (const lang of LANGUAGES)
    await exportTo(core, join(root, 'bundles', lang), { markIds, lang, withOriginals: true });
  await core.close();
});
test.afterAll(() => removeFolder(root));

/** A copy that a test may spoil, as a stranger has it on a stick. */
function copyOf(lang: string): string {
  const copy = join(root, `stick-${++copies}`, 'bundle');
  cpSync(join(root, 'bundles', lang), copy, { recursive: true });
  return copy;
}

/** Opens the page of the bundle from the disk and gives it a folder. Answers what the page wanted from elsewhere. */
async function check(page: Page, bundle: string): Promise<string[]> {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) foreign.push(request.url());
  });
  page.on('console', (message) => foreign.push(message.text()));
  page.on('pageerror', (error) => foreign.push(error.message));
  await page.goto(pathToFileURL(join(bundle, 'data/verify.html')).href);
  await page.locator('#folder').setInputFiles(bundle);
  await expect(page.locator('#report')).toBeVisible();
  return foreign;
}

const states = (page: Page): Promise<(string | null)[]> =>
  page.locator('#checks > li').evaluateAll((items) => items.map((item) => item.getAttribute('data-state')));

for (const lang of LANGUAGES) {
  test(`a stranger checks a bundle in ${lang}, from the disk and without a network`, async ({ page }) => {
    expect(await check(page, copyOf(lang))).toEqual([]);
    await expect(page.locator('#verdict')).toHaveAttribute('data-state', 'ok');
    expect(await states(page)).toEqual(['ok', 'ok', 'ok', 'ok']);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    const key = readFileSync(join(root, 'bundles', lang, 'data/verify.txt'), 'utf8').match(/SHA256:\S+?(?=[.\s])/)?.[0];
    await expect(page.locator('#fingerprint')).toHaveText(key ?? '');
    // Everything is said in words: no key of a text is shown in place of it, and no name is left unfilled.
    const shown = await page.locator('body').innerText();
    expect(shown).not.toMatch(/\{\{|(fault|open|verdict|state)\.\w/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('#start')).toBeHidden();
    await expect(page.locator('#checks')).toBeVisible();
  });
}

const changes: readonly (readonly [path: string, at: number, states: readonly string[]])[] = [
  ['data/exhibits/1/clip.mp4', 5000, ['bad', 'ok', 'ok', 'ok']],
  ['data/custody.json', 200, ['bad', 'ok', 'ok', 'bad']],
  ['data/ledger-head.txt', 60, ['bad', 'ok', 'bad', 'bad']],
  ['manifest-sha256.txt', 10, ['bad', 'bad', 'ok', 'ok']],
  ['manifest-sha256.txt.sig', 150, ['bad', 'bad', 'ok', 'ok']],
  ['allowed_signers', 2, ['bad', 'bad', 'bad', 'ok']],
  ['bag-info.txt', 20, ['bad', 'ok', 'ok', 'ok']],
];

test('the page names the file of which one byte was changed', async ({ page }) => {
  for (const [path, at, expected] of changes) {
    const copy = copyOf('en');
    const bytes = readFileSync(join(copy, path));
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(join(copy, path), bytes);
    await check(page, copy);
    await expect(page.locator('#verdict')).toHaveAttribute('data-state', 'bad');
    expect(await states(page), path).toEqual(expected);
    await expect(page.locator('#checks')).toContainText(path);
  }
});

test('the page names what was added, and a folder that is no bundle', async ({ page }) => {
  const copy = copyOf('en');
  writeFileSync(join(copy, 'data/<img src=x>.txt'), 'x');
  await check(page, copy);
  await expect(page.locator('#checks')).toContainText('data/<img src=x>.txt is in no manifest');
  await expect(page.locator('img')).toHaveCount(0);
  await page.locator('#folder').setInputFiles(join(copy, 'data'));
  await expect(page.locator('#verdict')).toContainText('No manifest-sha256.txt was found');
  await expect(page.locator('#report')).toBeHidden();
});

test('a browser that does not know Ed25519 says so and gives the command', async ({ page }) => {
  await page.addInitScript(() => {
    const importKey = crypto.subtle.importKey.bind(crypto.subtle) as (...given: unknown[]) => Promise<CryptoKey>;
    Object.defineProperty(crypto.subtle, 'importKey', {
      value: (format: string, key: unknown, algorithm: { name: string }, ...rest: unknown[]) =>
        algorithm.name === 'Ed25519'
          ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
          : importKey(format, key, algorithm, ...rest),
    });
  });
  await check(page, copyOf('en'));
  await expect(page.locator('#verdict')).toHaveAttribute('data-state', 'open');
  expect(await states(page)).toEqual(['ok', 'open', 'open', 'ok']);
  await expect(page.locator('#checks pre').first()).toContainText('ssh-keygen -Y verify -f allowed_signers');
});

test('without scripts the page says how to check', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(root, 'bundles/en/data/verify.html')).href);
  await expect(page.getByText('Checking needs scripts')).toBeVisible();
  await expect(page.locator('#start')).toBeHidden();
  await context.close();
});
