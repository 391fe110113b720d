import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeTestFilm } from '../support/films.ts';
import { newTempDir, removeFolder } from '../support/temp-folder.ts';
import { addFiles, libraryOf } from './support/command-line.ts';
import { test as base, expect, startApp } from './support/running-app.ts';

const SIZE = '640x360';
const SECONDS = 20;
/** Longer without a new picture is a stall, whatever else the machine does. */
const STALL_MS = 1500;

/** Two cameras of one hall: 25 and 30 pictures a second, the second one started two seconds later. */
const test = base.extend<{ hall: { page: Page; ids: string[] } }>({
  hall: async ({ page }, use) => {
    const dir = newTempDir('beside');
    const film = (name: string, rate: number) =>
      makeTestFilm(dir, { name, rate, frames: SECONDS * rate, size: SIZE, sound: 440 });
    const library = join(dir, 'case');
    const [first = ''] = libraryOf(library, [film('door.mp4', 25)], ['--recorded', '2026-03-12T10:00:00+05:00']);
    const [second = ''] = addFiles(library, [film('table.mp4', 30)], ['--recorded', '2026-03-12T10:00:02+05:00']);
    const app = await startApp([library]);
    await page.goto(app.url);
    await use({ page, ids: [first, second] });
    await app.stop();
    removeFolder(dir);
  },
});

const frame = async (page: Page) => Number((await page.getByTestId('frame-number').innerText()).replace(/\D/g, ''));
const companionFrame = async (page: Page) => {
  const text = await page.getByTestId('companion-read-out').innerText();
  return Number(/f ([\d,]+)/.exec(text)?.[1]?.replace(/\D/g, '') ?? Number.NaN);
};

async function openBeside(page: Page, ids: readonly string[], at: number): Promise<void> {
  await page.evaluate(
    ([open, other, n]) => {
      location.hash = `#/review/${open}?frame=${n}&beside=${other}`;
    },
    [ids[0], ids[1], at] as const,
  );
  await expect(page.getByTestId('companion-read-out')).toBeVisible();
}

test('a second camera stands at the same moment and steps along', async ({ hall: { page, ids } }) => {
  await openBeside(page, ids, 100);
  await expect.poll(() => companionFrame(page)).toBe(60);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => companionFrame(page)).toBe(61);
  await page.keyboard.press('Home');
  await expect(page.getByText('Begins 2 s later')).toBeVisible();
  // Every picture of the companion is the exact one of its own frame.
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('End');
  await expect.poll(() => companionFrame(page)).toBe(Math.floor((SECONDS - 0.04 - 2) * 30));
});

test('two recordings play side by side without a stall', async ({ hall: { page, ids } }) => {
  await openBeside(page, ids, 75);
  await expect.poll(() => companionFrame(page)).toBe(30);
  await page.keyboard.press('Space');
  await expect.poll(() => frame(page)).toBeGreaterThan(85);
  const seen = await page.evaluate(async () => {
    // The companion tells more than its frame; the frame comes first and is followed by a blank or a time of day.
    const number = (id: string) => {
      const text = document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.innerText ?? '';
      return Number(/[\d,]+/.exec(text)?.[0].replace(/,/g, ''));
    };
    const seen: { at: number; open: number; other: number }[] = [];
    const end = performance.now() + 5000;
    while (performance.now() < end) {
      await new Promise(requestAnimationFrame);
      seen.push({ at: performance.now(), open: number('frame-number'), other: number('companion-read-out') });
    }
    return seen;
  });
  await page.keyboard.press('Space');
  const longestStand = (of: (row: (typeof seen)[number]) => number) => {
    let longest = 0;
    let since = seen[0]?.at ?? 0;
    let before = seen[0] && of(seen[0]);
    for (const row of seen) {
      if (of(row) !== before) {
        longest = Math.max(longest, row.at - since);
        since = row.at;
        before = of(row);
      }
    }
    return longest;
  };
  const stands = [longestStand(({ open }) => open), longestStand(({ other }) => other)];
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last) throw new Error('nothing was seen');
  const seconds = (last.at - first.at) / 1000;
  const speeds = [(last.open - first.open) / 25 / seconds, (last.other - first.other) / 30 / seconds];
  const shown = (values: readonly number[], digits: number) =>
    values.map((value) => value.toFixed(digits)).join(' and ');
  process.stdout.write(`side by side: longest stands ${shown(stands, 0)} ms, speeds ${shown(speeds, 2)}\n`);
  // How smooth it is, the printed figures say; a machine that does other things as well must not fail this.
  expect(Math.max(...stands)).toBeLessThan(STALL_MS);
  expect(Math.min(...speeds)).toBeGreaterThan(0.5);
  // Stopped, both stand at the same moment again.
  await page.waitForTimeout(500);
  const n = await frame(page);
  await expect.poll(() => companionFrame(page)).toBe(Math.floor((n / 25 - 2) * 30 + 1e-6));
});
