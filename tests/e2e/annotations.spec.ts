import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { burnPicture } from '../../electron/core/media/burn-picture.ts';
import { loadPictureCanvas } from '../../electron/core/media/picture-canvas.ts';
import type { Annotations } from '../../shared/annotation.ts';
import type { Mark } from '../../shared/mark.ts';
import { makeTestFilm } from '../support/films.ts';
import { dragOver, expectKept, keptAnnotations, onPage, pixelsOver } from './support/draw-on-picture.ts';
import { evidenceFiles } from './support/evidence-files.ts';
import { callCore, libraryOf } from './support/library-by-call.ts';
import { expect, type RunningApp, test } from './support/running-app.ts';
import { waitForFrame } from './support/stage-driver.ts';

const RESOURCES = join(import.meta.dirname, '../../resources');
const STAGE = 'canvas[role=img]';
const OVER = '[data-testid=annotations]';
const [WIDTH, HEIGHT] = [320, 240];

async function openFilm(page: Page, app: RunningApp): Promise<{ mark: Mark; sha256: string }> {
  const film = makeTestFilm(app.dir, { name: 'hall.mp4', sound: 440, size: `${WIDTH}x${HEIGHT}` });
  const [item] = await libraryOf(page, app, [film]);
  const evidenceId = item?.id ?? '';
  const mark = await callCore<Mark>(page, 'marks.create', { evidenceId, title: 'Sheets put in', in: 10, out: 40 });
  await page.goto(new URL(`/#/review/${evidenceId}?mark=${mark.id}&frame=15`, app.url).href);
  await waitForFrame(page, 15);
  return { mark, sha256: item?.sha256 ?? '' };
}

/** Enters a mode once the mark is known; before, there is nothing to draw on. */
async function enter(page: Page, key: 'a' | 'r', title: string): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Mark', exact: true })).toHaveValue(title);
  await page.keyboard.press(key);
  await expect(page.getByTestId('annotation-surface')).toBeVisible();
}

/** Answers why something is hidden, by the keyboard alone. */
async function giveReason(page: Page, reason: string): Promise<void> {
  const asked = page.getByRole('combobox', { name: 'Reason' });
  await expect(asked).toBeFocused();
  await page.keyboard.type(reason.slice(0, 12));
  await expect(page.getByRole('option')).toHaveText([reason]);
  await page.keyboard.press('Enter');
}

const kinds = ({ shapes }: Annotations) => shapes.map(({ kind }) => kind);
const keysOf = (id: string) => (kept: Annotations) =>
  kept.shapes.find((shape) => shape.id === id)?.keys.map(({ n }) => n);

test('shapes are drawn by mouse and by keyboard, move in time, and come back after a reload', async ({ page, app }) => {
  const { mark } = await openFilm(page, app);
  await enter(page, 'a', 'Sheets put in');
  await expect(page.getByTestId('annotation-surface')).toBeFocused();
  await page.keyboard.press('4');
  await dragOver(page, STAGE, [0.2, 0.3], [0.4, 0.6]);
  await expectKept(page, mark.id, kinds, ['box']);
  await page.keyboard.press('r');
  await page.keyboard.press('2');
  await dragOver(page, STAGE, [0.6, 0.2], [0.85, 0.5]);
  await giveReason(page, 'Face of an uninvolved person');
  await expectKept(page, mark.id, kinds, ['box', 'blur']);

  // One shape by the keyboard alone: tool, place, move, stretch.
  await page.keyboard.press('a');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expectKept(page, mark.id, kinds, ['box', 'blur', 'arrow']);
  const placed = (await keptAnnotations(page, mark.id)).shapes[2]?.keys[0];
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Alt+ArrowRight');
  const moved = { y1: 0.62, y2: 0.52, n: 15 };
  await expectKept(page, mark.id, ({ shapes }) => shapes[2]?.keys[0], expect.objectContaining(moved));
  expect(placed).toMatchObject({ y1: 0.6, y2: 0.5 });

  // On another frame the same movement makes a key there.
  for (let step = 0; step < 5; step++) await page.keyboard.press('.');
  await waitForFrame(page, 20);
  await dragOver(page, STAGE, [0.2, 0.45], [0.3, 0.45]);
  await expectKept(page, mark.id, keysOf('box-1'), [15, 20]);
  await page.keyboard.press('Control+z');
  await expectKept(page, mark.id, keysOf('box-1'), [15]);
  await page.keyboard.press('Control+Shift+z');
  await expectKept(page, mark.id, keysOf('box-1'), [15, 20]);

  await page.reload();
  await page.getByRole('tab', { name: /Notes/ }).click();
  const list = page.getByRole('region', { name: 'Shapes' });
  await expect(list.getByRole('button', { name: /^Box/ })).toContainText('10–40');
  await expect(page.getByRole('img', { name: '3 notes and redactions' })).toBeVisible();

  // What is locked stays until it is unlocked.
  await list.getByRole('button', { name: /^Box/ }).click();
  await expect(page.getByTestId('shape-selection')).toHaveAttribute('data-shape', 'box-1');
  await page.keyboard.press('Shift+L');
  await expect(list.getByRole('button', { name: 'Unlock Box' })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.getByText('It is locked.')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+L');
  await page.keyboard.press('Delete');
  await expectKept(page, mark.id, kinds, ['blur', 'arrow']);
  await expect(page.getByRole('button', { name: /Sheets put in/ }).first()).toBeVisible();
});

test('sound is silenced, and what a changed mark left outside is brought back into it', async ({ page, app }) => {
  const { mark } = await openFilm(page, app);
  await enter(page, 'a', 'Sheets put in');
  // A key that the timeline has as well, and was offered later.
  await page.keyboard.press('0');
  await expect(page.getByRole('button', { name: 'Magnifier' })).toHaveAttribute('aria-pressed', 'true');
  await dragOver(page, STAGE, [0.2, 0.3], [0.4, 0.5]);
  await expectKept(page, mark.id, kinds, ['magnifier']);
  await page.getByRole('button', { name: 'Silence the sound of the mark' }).click();
  await giveReason(page, 'Voice');
  await expectKept(page, mark.id, ({ sound }) => sound.map(({ kind, from, to }) => [kind, from, to]), [
    ['mute', 10, 40],
  ]);
  await page.getByText('Tone', { exact: true }).click();
  await expectKept(page, mark.id, ({ sound }) => sound.map(({ kind }) => kind), ['tone']);

  await callCore(page, 'marks.update', { id: mark.id, title: mark.title, violations: [], in: 20, out: 40 });
  const problem = page.getByText('Reaches beyond the mark');
  await expect(problem).toHaveCount(2);
  await page.getByRole('button', { name: 'Fit to the mark' }).first().click();
  await expect(problem).toHaveCount(1);
  await page.getByRole('button', { name: 'Fit to the mark' }).click();
  await expectKept(page, mark.id, ({ shapes, sound }) => [...shapes, ...sound].map(({ from, to }) => [from, to]), [
    [20, 40],
    [20, 40],
  ]);
});

test('words are typed on the picture, in Russian and Kazakh, and keep their letters', async ({ page, app }) => {
  const { mark } = await openFilm(page, app);
  await enter(page, 'a', 'Sheets put in');
  await page.keyboard.press('7');
  const at = await onPage(page, STAGE, [0.1, 0.2]);
  await page.mouse.click(at.x, at.y);
  await page.keyboard.type('Жәшік ашылды – қол');
  await page.keyboard.press('Enter');
  await expectKept(page, mark.id, ({ shapes }) => shapes.map((shape) => 'text' in shape && shape.text), [
    'Жәшік ашылды – қол',
  ]);
  // What is being typed when somebody goes elsewhere is kept, too.
  await page.keyboard.press('Enter');
  await page.keyboard.type('Жарамсыз');
  await page.keyboard.press('Alt+1');
  await expectKept(page, mark.id, ({ shapes }) => shapes.map((shape) => 'text' in shape && shape.text), ['Жарамсыз']);
});

test('what cannot be kept stays, says why, and is kept at the next try', async ({ page, app }) => {
  const { mark } = await openFilm(page, app);
  const error = { code: 'internal', message: 'The disk is full. Make room and try again.', details: {} };
  await page.route('**/rpc/annotations.set', (route) => route.fulfill({ json: { ok: false, error } }));
  await enter(page, 'a', 'Sheets put in');
  await page.keyboard.press('4');
  await dragOver(page, STAGE, [0.2, 0.3], [0.4, 0.6]);
  await expect(page.getByText('The disk is full.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Shapes' }).getByRole('button', { name: /^Box/ })).toBeVisible();
  expect(kinds(await keptAnnotations(page, mark.id))).toEqual([]);
  await page.unroute('**/rpc/annotations.set');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectKept(page, mark.id, kinds, ['box']);
  await expect(page.getByText('The disk is full.')).toHaveCount(0);
});

test('what is shown as exported is what is burnt, within a pixel', async ({ page, app }) => {
  const { mark, sha256 } = await openFilm(page, app);
  const note = { locked: false, from: 10, to: 40 };
  const hidden = { ...note, form: 'ellipse', reason: 'uninvolved-face', basis: 'minimisation' };
  const annotations = {
    version: 1,
    sound: [],
    shapes: [
      {
        ...{ ...note, id: 'a', kind: 'arrow', style: { colour: 'red', width: 12, filled: false } },
        keys: [
          { n: 10, x1: 0.1, y1: 0.9, x2: 0.2, y2: 0.5 },
          { n: 20, x1: 0.3, y1: 0.9, x2: 0.4, y2: 0.6 },
        ],
      },
      { ...hidden, id: 'b', kind: 'blur', radius: 40, keys: [{ n: 10, x: 0.5, y: 0.1, width: 0.3, height: 0.4 }] },
      {
        ...{ ...hidden, form: 'box', id: 'p', kind: 'pixelate', cell: 30 },
        keys: [{ n: 10, x: 0.6, y: 0.6, width: 0.3, height: 0.3 }],
      },
    ],
  } as unknown as Annotations;
  await callCore(page, 'annotations.set', { markId: mark.id, annotations });
  await page.getByRole('button', { name: '1:1' }).click();
  await page.getByText('As exported', { exact: true }).click();
  await expect(page.getByText('Preview of stills and sheets')).toBeVisible();
  await expect(page.locator(OVER)).toHaveAttribute('data-view', 'preview');
  await expect(page.locator(OVER)).toHaveAttribute('data-frame', '15');

  const still = await page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }, `/media/still/${sha256}/15`);
  const { pts } = await callCore<{ pts: number[] }>(page, 'evidence.frames', { id: mark.evidenceId });
  const plain = Buffer.from(still, 'latin1');
  const openCanvas = loadPictureCanvas(RESOURCES);
  const burnt = await burnPicture(plain, { shapes: annotations.shapes, openCanvas }, 15, (n) => pts[n] ?? 0);
  const raw = (png: Buffer) => sharp(png).ensureAlpha().raw().toBuffer();
  const seen = await pixelsOver(page, OVER, STAGE, WIDTH, HEIGHT);
  const stage = await pixelsOver(page, STAGE, STAGE, WIDTH, HEIGHT);
  const [expected, original] = [await raw(burnt), await raw(plain)];
  const isBurnt = (at: number) => distance(expected, original, at) > 0;
  expect(share(isBurnt)).toBeGreaterThan(0.15);
  // The browser may turn the film's colours into RGB by another matrix than ffmpeg. What is burnt has colours of its own,
  // but for the half-transparent rim of a line, some pixels of which lie on a bright bar.
  expect(unlike(seen, expected, isBurnt)).toBeLessThan(100);
  expect(unlike(seen, stage, (at) => !isBurnt(at))).toBeLessThan(40);
  // What is hidden is seen by nobody: no pixel in the middle of the blur is that of the original.
  const middle = (Math.round(0.3 * HEIGHT) * WIDTH + Math.round(0.65 * WIDTH)) * 4;
  expect(distance(seen, expected, middle)).toBeLessThan(12);
  expect(distance(seen, stage, middle)).toBeGreaterThan(40);

  await page.getByText('Original', { exact: true }).click();
  await expect(page.getByText('Nothing drawn, nothing hidden')).toBeVisible();
  const blank = await pixelsOver(page, OVER, STAGE, WIDTH, HEIGHT);
  expect(blank.every((byte) => byte === 0)).toBe(true);
});

/** How many of these pixels have none like them within one pixel of their place. */
function unlike(a: Buffer, b: Buffer, counts: (at: number) => boolean): number {
  let count = 0;
  for (let y = 1; y < HEIGHT - 1; y++) {
    for (let x = 1; x < WIDTH - 1; x++) {
      const at = (y * WIDTH + x) * 4;
      const near = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => at + (dy * WIDTH + dx) * 4));
      if (counts(at) && !near.some((other) => distance(a, b, at, other) < 40)) count++;
    }
  }
  return count;
}

/** Which part of the picture's pixels. */
const share = (counts: (at: number) => boolean): number =>
  Array.from({ length: WIDTH * HEIGHT }, (_, i) => i * 4).filter(counts).length / (WIDTH * HEIGHT);

const distance = (a: Buffer, b: Buffer, at: number, other = at): number =>
  Math.max(...[0, 1, 2].map((c) => Math.abs((a[at + c] ?? 0) - (b[other + c] ?? 0))));

test('pages of documents are drawn on as well, turned or not', async ({ page, app }) => {
  const { paper } = await evidenceFiles(app.dir);
  const [item] = await libraryOf(page, app, [paper]);
  const evidenceId = item?.id ?? '';
  const mark = await callCore<Mark>(page, 'marks.create', { evidenceId, title: 'Total', page: 1, region: null });
  await page.goto(new URL(`/#/documents/${evidenceId}?mark=${mark.id}&page=1`, app.url).href);
  const sheet = 'img[alt="Page 1"]';
  await expect(page.locator(sheet)).toBeVisible();
  await enter(page, 'r', 'Total');
  await page.keyboard.press('4');
  await dragOver(page, sheet, [0.2, 0.2], [0.5, 0.3]);
  await giveReason(page, 'Signature');
  await expectKept(page, mark.id, kinds, ['solid']);
  const [shape] = (await keptAnnotations(page, mark.id)).shapes;
  expect(shape).toMatchObject({ kind: 'solid', reason: 'signature', keys: [{ y: expect.closeTo(0.2, 2) }] });
  expect(shape).not.toHaveProperty('from');
  await page.keyboard.press('Shift+R');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('shape-selection')).toBeVisible();
  await page.getByRole('tab', { name: /Notes/ }).click();
  await expect(page.getByRole('region', { name: 'Shapes' }).getByRole('button', { name: /^Covered/ })).toBeVisible();
});
