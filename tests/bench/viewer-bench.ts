/**
 * Measures the viewer in the real app and prints one JSON document. Run by hand on a quiet machine after `npm run build`:
 * `npm run bench:viewer`. Needs Chromium and ffmpeg. Times are milliseconds.
 */
import { execFileSync } from 'node:child_process';
import { chromium, type Page } from '@playwright/test';
import { findBrowser, QUIET_ARGUMENTS, sandboxArguments } from '../../resources/setup/find-browser.ts';
import type { FrameList } from '../../shared/frames.ts';
import { keyFrameAtOrBefore } from '../../shared/frames.ts';
import { ptsToSeconds } from '../../shared/time.ts';
import { callCore, libraryOf, openInReview, whenPrepared } from '../e2e/support/library-by-call.ts';
import { startApp } from '../e2e/support/running-app.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';
import { driveStage, type StageMove, waitForFrame } from '../e2e/support/stage-driver.ts';
import { makeTestFilm } from '../support/films.ts';
import { removeFolder } from '../support/temp-folder.ts';
import { fixedWork, heldKey, previewTimes } from './viewer-probes.ts';

const FRAMES = 600;
const H264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];

/** Long groups as recorders write them, and one group a second as phones do. */
const FILMS = [
  {
    name: 'gop-250.mp4',
    rate: 30,
    encode: [...H264, '-g', '250', '-keyint_min', '250', '-sc_threshold', '0', '-bf', '2'],
  },
  { name: 'phone.mp4', rate: 30, encode: [...H264, '-g', '30', '-bf', '0'] },
] as const;

const round = (value: number): number => Number(value.toFixed(1));

function spreadOf(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN);
  return { count: sorted.length, least: at(0), p50: at(0.5), p95: at(0.95), most: at(1) };
}

const pause = (page: Page, ms: number) => page.evaluate((wait) => new Promise((done) => setTimeout(done, wait)), ms);

/** Steps one at a time, once the ring has settled, so slowly that what lies ahead is always decoded. */
async function steps(page: Page, from: number, direction: 1 | -1): Promise<number[]> {
  await driveStage(page, [{ kind: 'seek', n: from }]);
  await pause(page, 7000);
  const times: number[] = [];
  for (let k = 1; k <= 60; k++) {
    const move: StageMove = { kind: direction > 0 ? 'forward' : 'back', n: from + k * direction };
    const [sight] = await driveStage(page, [move]);
    times.push(sight?.ms ?? Number.NaN);
    await pause(page, 20);
  }
  return times;
}

/** What ffmpeg takes to decode from the key frame up to frame n, start of the process included. */
function ffmpegMs(film: string, index: FrameList, n: number): number {
  const key = keyFrameAtOrBefore(index, n);
  const start = ptsToSeconds((index.pts[key] ?? 0) - (index.pts[0] ?? 0), index.timeBase);
  const before = performance.now();
  execFileSync('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-ss', start.toFixed(6), '-i', film, '-map', '0:v:0'],
    ...['-frames:v', String(n - key + 1), '-f', 'null', '-'],
  ]);
  return performance.now() - before;
}

async function seeks(page: Page, film: string, index: FrameList) {
  const random = seededRandom(7);
  const pairs: { viewer: number; ffmpeg: number }[] = [];
  for (let k = 0; k < 20; k++) {
    const n = random(index.pts.length);
    const [sight] = await driveStage(page, [{ kind: 'seek', n }]);
    // The pictures around are decoded next; that is not to be measured as ffmpeg's time.
    await pause(page, 2500);
    pairs.push({ viewer: sight?.ms ?? Number.NaN, ffmpeg: ffmpegMs(film, index, n) });
  }
  const sum = (of: (pair: { viewer: number; ffmpeg: number }) => number) =>
    pairs.reduce((all, pair) => all + of(pair), 0);
  return {
    viewer: spreadOf(pairs.map(({ viewer }) => viewer)),
    ffmpeg: spreadOf(pairs.map(({ ffmpeg }) => ffmpeg)),
    ratio: Number((sum(({ viewer }) => viewer) / sum(({ ffmpeg }) => ffmpeg)).toFixed(2)),
  };
}

async function measure(page: Page, film: string, id: string) {
  await whenPrepared(page, id);
  const index = await callCore<FrameList>(page, 'evidence.frames', { id });
  const count = index.pts.length;
  await pause(page, 4000);
  return {
    machine: spreadOf(await fixedWork(page)),
    stepForward: spreadOf(await steps(page, 270, 1)),
    stepBack: spreadOf(await steps(page, 340, -1)),
    seek: await seeks(page, film, index),
    preview: spreadOf(await previewTimes(page, count)),
    holdForward: await heldKey(page, 'ArrowRight', 100, 6000),
    holdBack: await heldKey(page, 'ArrowLeft', 480, 6000),
  };
}

const app = await startApp();
const browser = await chromium.launch({
  executablePath: findBrowser() ?? chromium.executablePath(),
  args: [...QUIET_ARGUMENTS, ...sandboxArguments()],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(app.url);
  const films = FILMS.map(({ name, rate, encode }) =>
    makeTestFilm(app.dir, { name, rate, encode, frames: FRAMES, size: '1920x1080' }),
  );
  const items = await libraryOf(page, app, films);
  const report: Record<string, unknown> = {};
  for (const [k, film] of films.entries()) {
    const name = FILMS[k]?.name ?? '';
    const item = items.find(({ originalName }) => originalName === name);
    if (item === undefined) throw new Error(`${name} was not imported`);
    await openInReview(page, app, item.id);
    await waitForFrame(page, 0);
    report[name] = await measure(page, film, item.id);
  }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  await browser.close();
  await app.stop();
  removeFolder(app.dir);
}
