import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Item } from '../../shared/evidence.ts';
import { makeTestFilm } from '../support/films.ts';
import { judgeFrames, truthPictures } from '../support/frame-judge.ts';
import { makeWithFfmpeg } from '../support/media-room.ts';
import { type HeldSight, type Hold, holdKey } from './support/hold-key.ts';
import { libraryOf, openInReview, whenPrepared } from './support/library-by-call.ts';
import { expect, test } from './support/running-app.ts';
import { waitForFrame } from './support/stage-driver.ts';

const FRAMES = 240;
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '40', '-b:v', '1M'];

/** Short and long groups, order of display and of the stream apart, hidden pictures, none that Chromium decodes. */
function madeFilms(dir: string): string[] {
  return [
    makeTestFilm(dir, { name: 'short-groups.mp4', frames: FRAMES }),
    makeTestFilm(dir, { name: 'long-group.mp4', frames: FRAMES, encode: [...H264, '-bf', '2', '-g', '250'] }),
    makeTestFilm(dir, { name: 'hidden.webm', frames: FRAMES, encode: VP9 }),
    makeTestFilm(dir, { name: 'recorder.avi', frames: FRAMES, encode: ['-c:v', 'mpeg4', '-bf', '0'] }),
    // Decoded pictures so large that few of them are kept.
    largeFilm(dir),
  ];
}

function largeFilm(dir: string): string {
  const path = join(dir, 'large.mp4');
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=2560x1440:rate=25'];
  makeWithFfmpeg(...source, '-frames:v', '72', ...H264, '-bf', '0', '-g', '24', path);
  return path;
}

/** The pictures of a held key; every one is the frame that it is said to be, and none is passed over. */
async function hold(page: Page, film: string, truth: readonly Uint8Array[], hold: Omit<Hold, 'look'>) {
  const sights: HeldSight[] = await holdKey(page, { ...hold, look: true });
  const step = hold.key === 'ArrowRight' ? 1 : -1;
  const numbers = sights.map(({ n }) => n);
  const name = `${basename(film)}, ${hold.key} from ${hold.from}`;
  expect(numbers, name).toEqual(numbers.map((_, k) => hold.from + step * k));
  const faults = judgeFrames(sights, truth).flatMap(({ fault }, k) => (fault ? `${numbers[k]}: ${fault}` : []));
  expect(faults, name).toEqual([]);
  return sights;
}

// A trace takes pictures of the page, which is work.
test.use({ trace: 'off' });

test('a held key shows every frame, and each is the frame that it is said to be', async ({ page, app }) => {
  test.setTimeout(8 * 60_000);
  // As a machine with little memory says it: few large pictures are kept, and a stretch backwards comes last one first.
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 2 });
  });
  await page.reload();
  const films = madeFilms(app.dir);
  const items: Item[] = await libraryOf(page, app, films);
  for (const film of films) {
    const item = items.find(({ originalName }) => originalName === basename(film));
    if (item === undefined) throw new Error(`${film} was not imported`);
    await whenPrepared(page, item.id);
    await openInReview(page, app, item.id);
    await waitForFrame(page, 0);
    const truth = truthPictures(film);
    const forth = await hold(page, film, truth, { key: 'ArrowRight', from: 3, ms: 3000, restMs: 500 });
    // Down at once, when nothing is at hand: the last picture of a stretch is needed first.
    const back = await hold(page, film, truth, { key: 'ArrowLeft', from: truth.length - 2, ms: 3000, restMs: 0 });
    const proofs = [...new Set([...forth, ...back].map(({ proof }) => proof))];
    process.stdout.write(`${basename(film)}: ${forth.length} forwards, ${back.length} back, ${proofs}\n`);
    // Where the browser's decoder takes too long, the core lends its own picture.
    if (film.endsWith('.avi')) expect(proofs).toEqual(['core']);
    else expect(proofs).toContain('md5');
    expect(proofs).not.toContain('none');
    // A key that is held for 3 s and shows hardly anything shows nothing about holding; how fast it goes is the bench's.
    for (const { length } of [forth, back]) expect(length, film).toBeGreaterThan(3);
  }
});
