/**
 * Opens a three-hour recording in the real app and prints how long each step took, as one JSON document. Wanted is the
 * first exact picture within a second of the click. Run: node tests/bench/long-film-bench.ts [hours]
 */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findBrowser, QUIET_ARGUMENTS, sandboxArguments } from '../../resources/setup/find-browser.ts';
import { libraryOf, whenPrepared } from '../e2e/support/library-by-call.ts';
import { startApp } from '../e2e/support/running-app.ts';
import { driveStage } from '../e2e/support/stage-driver.ts';
import { makeTestFilm } from '../support/films.ts';
import { removeFolder } from '../support/temp-folder.ts';

const RATE = 30;
const MINUTE = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '30', '-bf', '0'];

/** One minute is encoded and then repeated without encoding: the file is as long as one that was made in full. */
function makeLongFilm(dir: string, hours: number): string {
  const encode = [...MINUTE, '-c:a', 'aac'];
  const minute = makeTestFilm(dir, {
    ...{ name: 'minute.mp4', frames: 60 * RATE, rate: RATE, size: '640x360', sound: 440, encode },
  });
  const film = join(dir, 'three-hours.mp4');
  const repeat = ['-v', 'error', '-stream_loop', String(hours * 60 - 1), '-i', minute, '-c', 'copy', '-y', film];
  execFileSync('ffmpeg', repeat);
  return film;
}

const seconds = (since: number): number => Number(((performance.now() - since) / 1000).toFixed(2));

/** Milliseconds from the click on an item of the list to its first exact picture, and what stands behind that. */
async function open(page: Page, name: string): Promise<{ ms: number; proof: string | undefined }> {
  await page.getByRole('navigation').getByRole('link', { name: 'Library' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await row.waitFor();
  await page.waitForTimeout(1000);
  const started = await page.evaluate(() => performance.now());
  await row.dblclick();
  return page.evaluate(async (from) => {
    for (;;) {
      const stage = document.querySelector<HTMLCanvasElement>('canvas[role=img]');
      if (stage?.dataset.frame !== undefined)
        return { ms: Math.round(performance.now() - from), proof: stage.dataset.proof };
      await new Promise(requestAnimationFrame);
    }
  }, started);
}

/** Milliseconds to exact pictures all over the recording. */
async function seeks(page: Page, count: number): Promise<number[]> {
  const times: number[] = [];
  for (const share of [0.5, 0.9, 0.1, 0.99, 0.33]) {
    const [sight] = await driveStage(page, [{ kind: 'seek', n: Math.floor(count * share) }]);
    times.push(Math.round(sight?.ms ?? Number.NaN));
    await page.waitForTimeout(1000);
  }
  return times;
}

const app = await startApp();
const browser = await chromium.launch({
  executablePath: findBrowser() ?? chromium.executablePath(),
  args: [...QUIET_ARGUMENTS, ...sandboxArguments()],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(app.url);
  const film = makeLongFilm(app.dir, Number(process.argv[2] ?? 3));
  const report: Record<string, unknown> = { megabytes: Math.round(statSync(film).size / 1e6) };
  const importing = performance.now();
  const [item] = await libraryOf(page, app, [film]);
  if (item === undefined) throw new Error('nothing was imported');
  report.importAndDecodeSeconds = seconds(importing);
  report.frames = item.frames;
  await page.goto(new URL('/#/library', app.url).href);
  const preparing = performance.now();
  await whenPrepared(page, item.id);
  report.prepareSeconds = seconds(preparing);
  report.opened = [await open(page, 'three-hours'), await open(page, 'three-hours'), await open(page, 'three-hours')];
  report.seeksMs = await seeks(page, item.frames ?? 1);
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  await browser.close();
  await app.stop();
  removeFolder(app.dir);
}
