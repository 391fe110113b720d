import type { Page } from '@playwright/test';
import type { SoundRedaction } from '../../shared/annotation.ts';
import type { Mark } from '../../shared/mark.ts';
import { makeTestFilm } from '../support/films.ts';
import { annotationsOf } from '../support/made-annotations.ts';
import { callCore, libraryOf } from './support/library-by-call.ts';
import { expect, test } from './support/running-app.ts';
import { waitForFrame } from './support/stage-driver.ts';

const [FROM, TO] = [60, 90];
const NAME: SoundRedaction = {
  ...{ id: 'name', locked: false, kind: 'tone', from: FROM, to: TO },
  ...{ reason: 'voice', basis: 'minimisation' },
};

/** Whether anything can be heard now. */
const isHeard = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll<HTMLMediaElement>('video, audio')].some((each) => !each.muted));

test('as exported, a hidden sound is not heard while the recording runs', async ({ page, app }) => {
  const film = makeTestFilm(app.dir, { name: 'hall.mp4', frames: 140, sound: 440 });
  const [item] = await libraryOf(page, app, [film]);
  const evidenceId = item?.id ?? '';
  const mark = await callCore<Mark>(page, 'marks.create', { evidenceId, title: 'A name is said', in: 0, out: 139 });
  await callCore(page, 'annotations.set', { markId: mark.id, annotations: annotationsOf([], [NAME]) });
  await page.goto(new URL(`/#/review/${evidenceId}?mark=${mark.id}&frame=70`, app.url).href);
  await waitForFrame(page, 70);
  expect(await isHeard(page)).toBe(true);
  await page.keyboard.press('r');
  await page.getByText('As exported', { exact: true }).click();
  await expect.poll(() => isHeard(page)).toBe(false);

  await page.keyboard.press('Home');
  await waitForFrame(page, 0);
  await expect.poll(() => isHeard(page)).toBe(true);
  await page.evaluate(() => {
    const seen: [frame: number, heard: boolean][] = [];
    Object.assign(window, { seenSound: seen });
    const look = () => {
      const frame = Number(document.querySelector('[data-testid=frame-number]')?.textContent);
      const media = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
      seen.push([frame, media.some((each) => !each.muted)]);
      requestAnimationFrame(look);
    };
    look();
  });
  await page.keyboard.press('Space');
  const told = () => page.getByTestId('frame-number').textContent().then(Number);
  await expect.poll(told, { timeout: 30_000 }).toBeGreaterThan(TO + 20);
  await page.keyboard.press('k');
  const seen = await page.evaluate(() => (window as unknown as { seenSound: [number, boolean][] }).seenSound);
  const inside = seen.filter(([frame]) => frame >= FROM && frame <= TO);
  expect(inside.length).toBeGreaterThan(5);
  expect(inside.filter(([, heard]) => heard)).toEqual([]);
  expect(seen.some(([frame, heard]) => frame > TO && heard)).toBe(true);
});
