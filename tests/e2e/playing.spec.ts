import { globSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { nearest, smallPictures } from '../support/picture-judge.ts';
import { callCore } from './support/library-by-call.ts';
import { openNewFilm } from './support/open-film.ts';
import { expect, test } from './support/running-app.ts';
import { type StageSample, sampleStage, watchNumbers } from './support/stage-sampler.ts';

const FRAMES = 200;
const RATE = 25;

const numbersOf = (seen: readonly { n: number }[]) => seen.map(({ n }) => n);
const rises = (numbers: readonly number[]) => numbers.every((n, i) => i === 0 || n > (numbers[i - 1] ?? 0));
/** In milliseconds, from one number to the next; the first one was there before it ran. */
const longestPause = (seen: readonly { at: number }[]) =>
  Math.max(...seen.slice(2).map(({ at }, i) => at - (seen[i + 1]?.at ?? 0)));
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** The frame that is seen by its pixels, and the one that is said, must be one. */
function expectTrue(sample: StageSample, pictures: readonly Buffer[]): void {
  expect({ layer: sample.layer, n: nearest(sample.grey, pictures) }).toEqual({ layer: sample.layer, n: sample.n });
}

/** What is on the stage once the exact picture of where the reader stands is there. */
async function settled(page: Page): Promise<StageSample> {
  await page.waitForTimeout(300);
  return sampleStage(page, 'exact');
}

async function copyReady(page: Page): Promise<void> {
  await expect(page.getByTestId('copy-state')).toHaveAttribute('data-ready', 'true', { timeout: 60_000 });
  await expect
    .poll(() => page.evaluate(() => document.querySelector('audio')?.readyState ?? 0), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(2);
}

test.describe('a recording that no browser plays', () => {
  test('runs from its review copy, with the sound, and stops at the exact picture', async ({ page, app }) => {
    const encode = ['-c:v', 'mpeg4', '-bf', '2', '-g', '40', '-q:v', '3', '-c:a', 'libmp3lame'];
    const film = makeTestFilm(app.dir, { name: 'recorder.avi', frames: FRAMES, sound: 440, encode });
    const pictures = smallPictures(film);
    const { timeBase, frames } = trueFrames(film);
    const seconds = (n: number) => (((frames[n]?.pts ?? 0) - (frames[0]?.pts ?? 0)) * timeBase[0]) / timeBase[1];
    await openNewFilm(page, film);
    await copyReady(page);

    await page.keyboard.press('Space');
    const shown: StageSample[] = [await sampleStage(page, 'running')];
    const seen = await watchNumbers(page, 3500);
    shown.push(await sampleStage(page, 'running'), await sampleStage(page, 'running'));
    await page.keyboard.press('k');
    const sound = await page.evaluate(() => {
      const audio = document.querySelector('audio');
      return { at: audio?.currentTime ?? -1, paused: audio?.paused };
    });
    for (const sample of shown) expectTrue(sample, pictures);
    expect(rises(numbersOf(seen))).toBe(true);
    expect(longestPause(seen)).toBeLessThan(1000);
    expect(seen.at(-1)?.n).toBeGreaterThan(70);

    const still = await settled(page);
    expectTrue(still, pictures);
    expect(sound.paused).toBe(true);
    // Half of the pictures come within 60 ms of what is heard; a loaded machine may be late with some.
    expect(median(seen.slice(1).map(({ n, sound: heard }) => Math.abs(heard - seconds(n))))).toBeLessThan(0.06);
    // What is heard lies within the time of the frame that is seen, give or take 60 ms.
    expect(sound.at).toBeGreaterThan(seconds(still.n) - 0.06);
    expect(sound.at).toBeLessThan(seconds(still.n) + 1 / RATE + 0.06);

    await page.keyboard.press('j');
    await expect.poll(async () => (await sampleStage(page)).n).toBeLessThan(still.n - 5);
    const back = await watchNumbers(page, 1000);
    const running = await sampleStage(page, 'running');
    await page.keyboard.press('k');
    expect(rises(numbersOf(back).reverse())).toBe(true);
    // By the clock, however few of them a loaded machine shows.
    expect((back[0]?.n ?? 0) - (back.at(-1)?.n ?? 0)).toBeGreaterThan(12);
    expect(back.length).toBeGreaterThan(4);
    expectTrue(running, pictures);
    expectTrue(await settled(page), pictures);

    // Pressed again before the first press has come to anything, it must run all the same.
    await page.keyboard.press('Home');
    await page.keyboard.press('l');
    await page.keyboard.press('l');
    const fast = await watchNumbers(page, 2000);
    expect(fast.at(-1)?.n).toBeGreaterThan(60);
    await page.keyboard.press('k');

    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Space');
    await expect(page.getByTestId('frame-number')).toHaveText(String(FRAMES - 1));
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    expectTrue(await settled(page), pictures);
  });

  test('is heard as soon as its sound has been made, also in the middle of running', async ({ page, app }) => {
    const encode = ['-c:v', 'mpeg4', '-g', '40', '-q:v', '3', '-c:a', 'libmp3lame'];
    const film = makeTestFilm(app.dir, { name: 'recorder.avi', frames: 20 * RATE, sound: 440, encode });
    await openNewFilm(page, film);
    await copyReady(page);
    // As if the sound were still being made; the next news of the preparation says that it is there.
    await page.route('**/rpc/evidence.prepare', async (route) => {
      const reply = await route.fetch();
      const body = await reply.json();
      await route.fulfill({ response: reply, json: { ...body, value: { ...body.value, sound: false } } });
    });
    await page.reload();
    await expect(page.getByTestId('copy-state')).toHaveAttribute('data-ready', 'true');
    await expect(page.locator('audio')).toHaveCount(0);
    await page.keyboard.press('Space');
    await expect(page.getByTestId('frame-number')).not.toHaveText('0');
    for (const name of globSync(join(app.home, '**', 'waveform-*.bin'))) unlinkSync(name);
    const id = new URL(page.url()).hash.match(/review\/([^?]+)/)?.[1];
    await callCore(page, 'evidence.prepare', { id });
    await expect
      .poll(() => page.evaluate(() => document.querySelector('audio')?.paused), { timeout: 15_000 })
      .toBe(false);
    const before = Number(await page.getByTestId('frame-number').textContent());
    await expect.poll(async () => Number(await page.getByTestId('frame-number').textContent())).toBeGreaterThan(before);
  });

  test('shows the two fields of an interlaced picture', async ({ page, app }) => {
    const weave = ['-vf', 'tinterlace=interleave_top', '-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-b:v', '6M'];
    const film = makeTestFilm(app.dir, { name: 'tape.ts', frames: 50, encode: weave });
    const top = smallPictures(film, []).length;
    expect(top).toBe(50);
    await openNewFilm(page, film);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+F');
    const picture = page.getByTestId('field-picture');
    const grey = () =>
      picture.evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
        const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return Array.from(data).filter((_, i) => i % 4 === 1);
      });
    const states: string[] = [];
    const fields: number[][] = [];
    for (const expected of ['2', '3', '4']) {
      await expect(picture).toHaveAttribute('data-field', expected);
      await expect(picture).not.toHaveAttribute('data-waiting');
      states.push(
        `${await page.getByTestId('frame-number').textContent()} ${await page.getByTestId('field-number').textContent()}`,
      );
      fields.push(await grey());
      await page.keyboard.press('ArrowRight');
    }
    expect(states).toEqual(['1 field 1 of 2', '1 field 2 of 2', '2 field 1 of 2']);
    const [first = [], second = []] = fields;
    const apart = first.reduce((sum, value, i) => sum + Math.abs(value - (second[i] ?? 0)), 0) / first.length;
    expect(apart).toBeGreaterThan(2);
    // Whole frames again: the switch is remembered, the picture is the frame's own.
    await page.getByRole('button', { name: 'Whole frame' }).click();
    await expect(picture).toHaveCount(0);
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByTestId('frame-number')).toHaveText('1');
  });
});

test('an original that the browser plays is tied to its frames', async ({ page, app }) => {
  const film = makeTestFilm(app.dir, { name: 'hall.mp4', frames: FRAMES, sound: 440, variableRate: true });
  const pictures = smallPictures(film);
  await openNewFilm(page, film);
  await page.waitForTimeout(1000);
  await page.keyboard.press('Space');
  const seen = await watchNumbers(page, 3500);
  const running = await sampleStage(page, 'video');
  await page.keyboard.press('k');
  expect(rises(numbersOf(seen))).toBe(true);
  expect(longestPause(seen)).toBeLessThan(1000);
  expect(seen.at(-1)?.n).toBeGreaterThan(60);
  expect(running.nearly).toBe(false);
  const still = await settled(page);
  expectTrue(still, pictures);
  // Under the exact picture the player comes to hold the same frame.
  const held = async () => nearest((await sampleStage(page, 'exact', 'video')).grey, pictures);
  await expect.poll(held, { timeout: 10_000 }).toBe(still.n);

  await page.keyboard.press('j');
  await expect.poll(async () => (await sampleStage(page)).n, { timeout: 10_000 }).toBeLessThan(still.n - 5);
  await page.keyboard.press('k');
  expectTrue(await settled(page), pictures);
});
