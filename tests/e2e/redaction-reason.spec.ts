import type { Page } from '@playwright/test';
import type { Mark } from '../../shared/mark.ts';
import { makeTestFilm } from '../support/films.ts';
import { dragOver, expectKept } from './support/draw-on-picture.ts';
import { callCore, libraryOf } from './support/library-by-call.ts';
import { expect, type RunningApp, test } from './support/running-app.ts';
import { faults, keepPicture } from './support/screen-shot.ts';
import { waitForFrame } from './support/stage-driver.ts';

const STAGE = 'canvas[role=img]';
const STRIP = '[data-testid=annotation-strip]';

async function openMarks(page: Page, app: RunningApp): Promise<{ first: Mark; second: Mark }> {
  const film = makeTestFilm(app.dir, { name: 'hall.mp4', sound: 440, size: '640x360' });
  const [item] = await libraryOf(page, app, [film]);
  const evidenceId = item?.id ?? '';
  const first = await callCore<Mark>(page, 'marks.create', { evidenceId, title: 'Sheets put in', in: 10, out: 40 });
  const second = await callCore<Mark>(page, 'marks.create', { evidenceId, title: 'Box carried off', in: 45, out: 55 });
  await page.goto(new URL(`/#/review/${evidenceId}?mark=${first.id}&frame=15`, app.url).href);
  await waitForFrame(page, 15);
  await expect(page.getByRole('textbox', { name: 'Mark', exact: true })).toHaveValue('Sheets put in');
  return { first, second };
}

const boxOf = async (page: Page, what: string) => {
  const box = await page.locator(what).boundingBox();
  if (box === null) throw new Error(`${what} is not shown`);
  return box;
};

test('the tools stand beside the picture: no pixel of it is covered, and it keeps its place', async ({ page, app }) => {
  await openMarks(page, app);
  await expect(page.locator(STRIP)).toHaveCount(0);
  for (const key of ['a', 'r'] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('toolbar')).toBeVisible();
    const [strip, picture] = [await boxOf(page, STRIP), await boxOf(page, STAGE)];
    expect(strip.y + strip.height).toBeLessThanOrEqual(picture.y);
    // Nothing but the surface that is drawn on lies over the corners, where cameras put their time.
    for (const [x, y] of [
      [0.01, 0.02],
      [0.99, 0.02],
      [0.2, 0.05],
      [0.01, 0.98],
    ] as const) {
      const at = { x: picture.x + x * picture.width, y: picture.y + y * picture.height };
      const over = await page.evaluate(
        ({ x: left, y: top }) => document.elementFromPoint(left, top)?.getAttribute('data-testid'),
        at,
      );
      expect(over, `what lies over ${x}, ${y}`).toBe('annotation-surface');
    }
  }
  const before = await boxOf(page, STAGE);
  for (const key of ['.', '.', ',', ',', ',', ',', ',', ',', ',', ',']) await page.keyboard.press(key);
  await expect(page.getByText('This frame is outside the mark.')).toBeVisible();
  expect(await boxOf(page, STAGE)).toEqual(before);
  await page.getByRole('button', { name: 'To the mark' }).click();
  await page.getByText('As exported', { exact: true }).click();
  expect(await boxOf(page, STAGE)).toEqual(before);
});

test('a redaction waits for its reason, says so, and is kept once it has one', async ({ page, app }) => {
  const { first } = await openMarks(page, app);
  const kept = (reasons: string[]) =>
    expectKept(page, first.id, ({ shapes }) => shapes.map((shape) => 'reason' in shape && shape.reason), reasons);
  await page.keyboard.press('r');
  await page.keyboard.press('2');
  await dragOver(page, STAGE, [0.1, 0.1], [0.3, 0.3]);
  const reason = page.getByRole('combobox', { name: 'Reason' });
  await expect(reason).toBeFocused();
  await expect(reason).toHaveValue('');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.screenshot({ path: 'test-results/screens/reason-asked.png' });

  // Left for later, it is told in the list and above the picture, and nothing of it is kept.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('annotation-surface')).toBeFocused();
  const row = page.getByRole('region', { name: 'Shapes' });
  await expect(row.getByText('Needs a reason')).toBeVisible();
  await expect(page.locator(STRIP)).toContainText('needs a reason to be exported');
  await kept([]);
  // It holds back nothing else, and going elsewhere loses nothing of it.
  await page.keyboard.press('a');
  await page.keyboard.press('4');
  await dragOver(page, STAGE, [0.5, 0.5], [0.7, 0.7]);
  await expectKept(page, first.id, ({ shapes }) => shapes.map(({ kind }) => kind), ['box']);
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Alt+2');
  await page
    .getByRole('button', { name: /Sheets put in/ })
    .first()
    .click();
  await expect(page.locator(STRIP)).toContainText('needs a reason to be exported');

  await page.locator(STRIP).getByRole('button', { name: 'Give the reason' }).click();
  await expect(reason).toBeFocused();
  await page.keyboard.type('Child');
  await page.keyboard.press('Enter');
  await expectKept(page, first.id, ({ shapes }) => shapes.map((shape) => 'reason' in shape && shape.reason), [
    false,
    'minor',
  ]);
  await expect(row.getByText('Needs a reason')).toHaveCount(0);

  // The next one does not take it over by itself; it is only offered first.
  await page.keyboard.press('4');
  await page.keyboard.press('Enter');
  await expect(reason).toBeFocused();
  await expect(reason).toHaveValue('');
  await expect(page.getByRole('option').first()).toHaveText('Child');
  await page.keyboard.press('Escape');
  // Not kept yet, it is taken back as what is kept is.
  await page.keyboard.press('Control+z');
  await expect(row.getByText('Needs a reason')).toHaveCount(0);
  await expectKept(page, first.id, ({ shapes }) => shapes.length, 2);
});

test('nothing is exported while a redaction of it waits for its reason', async ({ page, app }) => {
  const { first } = await openMarks(page, app);
  await callCore(page, 'exhibits.add', { markIds: [first.id] });
  await page.keyboard.press('r');
  await page.keyboard.press('2');
  await dragOver(page, STAGE, [0.1, 0.1], [0.3, 0.3]);
  await page.keyboard.press('Escape');
  await expect(page.locator(STRIP)).toContainText('needs a reason to be exported');
  // Whoever closes the window is asked first.
  const leaves = () => page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await leaves()).toBe(false);

  await page.getByRole('navigation').getByRole('link', { name: 'Exhibits' }).click();
  const warning = page.getByRole('alert', { name: 'Not hidden yet' });
  await expect(warning).toContainText('Exhibit 1 has a redaction that is not kept');
  await page.getByText('Include incomplete exhibits').click();
  const exporting = page.getByRole('button', { name: 'Export 1 exhibit' });
  await expect(exporting).toBeDisabled();
  expect(await faults(page)).toEqual([]);
  await keepPicture(page, 'not-hidden-yet');

  await warning.getByRole('button', { name: 'Open it' }).click();
  await page.locator(STRIP).getByRole('button', { name: 'Give the reason' }).click();
  await expect(page.getByRole('combobox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type('Child');
  await page.keyboard.press('Enter');
  await expectKept(page, first.id, ({ shapes }) => shapes.length, 1);
  expect(await leaves()).toBe(true);
  await page.getByRole('navigation').getByRole('link', { name: 'Exhibits' }).click();
  await expect(warning).toHaveCount(0);
  await expect(exporting).toBeEnabled();
});
