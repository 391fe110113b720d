import type { Page } from '@playwright/test';
import type { Annotations, SoundRedaction } from '../../shared/annotation.ts';
import type { Mark } from '../../shared/mark.ts';
import { makeTestFilm } from '../support/films.ts';
import { aBox, annotationsOf } from '../support/made-annotations.ts';
import { expectKept } from './support/draw-on-picture.ts';
import { callCore, libraryOf } from './support/library-by-call.ts';
import { expect, type RunningApp, test } from './support/running-app.ts';
import { chooseTheme, faults, keepPicture, SIZES, THEMES } from './support/screen-shot.ts';
import { waitForFrame } from './support/stage-driver.ts';

const sound: SoundRedaction = {
  ...{ id: 'sound-1', kind: 'mute', locked: false, from: 12, to: 30 },
  ...{ reason: 'voice', basis: 'minimisation' },
};
const box = aBox(
  'box-1',
  [
    [15, 0.1],
    [20, 0.3],
    [30, 0.5],
  ],
  { from: 12, to: 32 },
);

async function openBox(page: Page, app: RunningApp): Promise<Mark> {
  const film = makeTestFilm(app.dir, { name: 'hall.mp4', sound: 440, size: '640x360' });
  const [item] = await libraryOf(page, app, [film]);
  const evidenceId = item?.id ?? '';
  const mark = await callCore<Mark>(page, 'marks.create', { evidenceId, title: 'Sheets put in', in: 10, out: 40 });
  await callCore(page, 'annotations.set', { markId: mark.id, annotations: annotationsOf([box], [sound]) });
  await page.goto(new URL(`/#/review/${evidenceId}?mark=${mark.id}&frame=15`, app.url).href);
  await waitForFrame(page, 15);
  await page.getByRole('tab', { name: /Notes/ }).click();
  await page.getByRole('region', { name: 'Shapes' }).getByRole('button', { name: /^Box/ }).click();
  return mark;
}

const course = ({ shapes: [shape] }: Annotations) => [shape?.from, shape?.to, shape?.keys.map(({ n }) => n)];
const heard = ({ sound: [one] }: Annotations) => [one?.from, one?.to];
const entries = (page: Page): Promise<number> =>
  callCore<{ count: number }>(page, 'custody.head', {}).then(({ count }) => count);

test('the frames of a note are moved by keys, one step for each held key', async ({ page, app }) => {
  const mark = await openBox(page, app);
  const kept = (value: unknown) => expectKept(page, mark.id, course, value);
  const part = (name: string) => page.getByRole('slider', { name, exact: true });
  await page.getByTestId('annotation-surface').focus();
  await page.keyboard.press('Shift+T');
  await expect(part('Box, all of it')).toBeFocused();
  await expect(part('Box, all of it')).toHaveAttribute('aria-valuetext', 'frames 12 to 32');
  await page.keyboard.press('ArrowRight');
  await kept([13, 33, [16, 21, 31]]);
  await page.keyboard.press('End');
  await kept([20, 40, [23, 28, 38]]);
  await page.keyboard.press('Home');
  await kept([10, 30, [13, 18, 28]]);

  // The part beside it, by the arrows that go up and down; the picture follows what is moved.
  await page.keyboard.press('ArrowDown');
  await expect(part('Box, first frame')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(part('Box, key 2 of 3')).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await kept([10, 30, [13, 27, 28]]);
  await waitForFrame(page, 27);
  await expect(part('Box, key 2 of 3')).toBeFocused();

  // A held key is one step however often it repeats, and what was passed on the way comes back with it.
  const before = await entries(page);
  for (let press = 0; press < 6; press++) await page.keyboard.down('ArrowLeft');
  await expect(part('Box, key 2 of 3')).toHaveAttribute('aria-valuenow', '21');
  expect(await entries(page)).toBe(before);
  await page.keyboard.up('ArrowLeft');
  await kept([10, 30, [13, 21, 28]]);
  expect(await entries(page)).toBe(before + 1);
  await page.keyboard.press('Control+z');
  await kept([10, 30, [13, 27, 28]]);

  await part('Box, first frame').focus();
  for (let press = 0; press < 5; press++) await page.keyboard.down('ArrowRight');
  await expect(part('Box, first frame')).toHaveAttribute('aria-valuenow', '15');
  for (let press = 0; press < 5; press++) await page.keyboard.down('ArrowLeft');
  await page.keyboard.up('ArrowRight');
  await page.keyboard.up('ArrowLeft');
  await kept([10, 30, [13, 27, 28]]);

  // Delete means the key and neither the shape nor the mark.
  await part('Box, key 2 of 3').focus();
  await page.keyboard.press('Delete');
  await kept([10, 30, [13, 28]]);
  await expect(part('Box, key 1 of 2')).toBeFocused();

  // From the palette it acts on the part that had the keyboard.
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await palette.getByRole('textbox').fill('key ten frames later');
  await palette.getByRole('button', { name: /ten frames later/ }).click();
  await kept([10, 30, [23, 28]]);
});

test('the frames of a silence are moved by keys and by hand', async ({ page, app }) => {
  const mark = await openBox(page, app);
  await page
    .getByRole('region', { name: 'Sound' })
    .getByRole('button', { name: /^Silence 12/ })
    .click();
  const end = page.getByRole('slider', { name: 'Silence, last frame', exact: true });
  await end.focus();
  const before = await entries(page);
  for (let press = 0; press < 4; press++) await page.keyboard.down('ArrowRight');
  await page.keyboard.up('ArrowRight');
  await expectKept(page, mark.id, heard, [12, 34]);
  expect(await entries(page)).toBe(before + 1);
  await page.keyboard.press('Control+z');
  await expectKept(page, mark.id, heard, [12, 30]);

  const [lane, handle] = [await page.getByTestId('course-lane').boundingBox(), await end.boundingBox()];
  const at = { x: (handle?.x ?? 0) + 3, y: (handle?.y ?? 0) + 10 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x - (lane?.width ?? 0) / 6, at.y, { steps: 5 });
  await page.mouse.up();
  await expectKept(page, mark.id, heard, [12, 25]);
});

test('a lane is clear and accessible in both themes and sizes', async ({ page, app }) => {
  await openBox(page, app);
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.keyboard.press('Shift+T');
      await page.keyboard.press('ArrowDown');
      await keepPicture(page, `course-${theme}-${size.width}`);
    }
    expect(await faults(page)).toEqual([]);
  }
});
