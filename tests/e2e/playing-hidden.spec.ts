import type { Page } from '@playwright/test';
import type { AnnotationShape } from '../../shared/annotation.ts';
import type { Mark } from '../../shared/mark.ts';
import { annotationsOf } from '../support/made-annotations.ts';
import { BAR, barAt, makeBarFilm, type OverSight, seenOver, watchOver } from './support/bar-film.ts';
import { callCore, libraryOf } from './support/library-by-call.ts';
import { expect, type RunningApp, test } from './support/running-app.ts';
import { waitForFrame } from './support/stage-driver.ts';

const [FIRST, LAST] = [10, 80];
const numbers = Array.from({ length: LAST - FIRST + 1 }, (_, at) => FIRST + at);

/** Follows the bar over the upper half, a pixel wider than it at either side, with a key at every frame. */
const following = (some: object): AnnotationShape =>
  ({
    ...{ id: 's', locked: false, from: FIRST, to: LAST },
    keys: numbers.map((n) => {
      const left = Math.max(0, barAt(n) - 2) / BAR.width;
      return { n, x: left, y: 0, width: (barAt(n) + BAR.bar + 2) / BAR.width - left, height: 0.5 };
    }),
    ...some,
  }) as unknown as AnnotationShape;
const COVER = { kind: 'solid', form: 'box', colour: 'black', reason: 'minor', basis: 'child-protection' };

const FILMS = {
  'the browser plays it': ['hall.mp4', ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '12']],
  'its review copy runs': ['recorder.avi', ['-c:v', 'mpeg4', '-bf', '2', '-g', '40', '-q:v', '2']],
} as const;

async function openBar(page: Page, app: RunningApp, film: keyof typeof FILMS, shape: AnnotationShape) {
  const [name, encode] = FILMS[film];
  const [item] = await libraryOf(page, app, [makeBarFilm(app.dir, name, encode)]);
  const evidenceId = item?.id ?? '';
  const mark = await callCore<Mark>(page, 'marks.create', { evidenceId, title: 'Face', in: 0, out: 110 });
  const plain = await callCore<Mark>(page, 'marks.create', { evidenceId, title: 'Nothing', in: 0, out: 100 });
  await callCore(page, 'annotations.set', { markId: mark.id, annotations: annotationsOf([shape]) });
  await page.goto(new URL(`/#/review/${evidenceId}?mark=${mark.id}&frame=2`, app.url).href);
  await waitForFrame(page, 2);
  if (name.endsWith('.avi')) {
    await expect(page.getByTestId('copy-state')).toHaveAttribute('data-ready', 'true', { timeout: 60_000 });
  }
  return { mark, plain, evidenceId };
}

/** The bar is where the frame that the canvas says it holds has it, and is not seen where that frame hides it. */
function expectHidden(sights: readonly OverSight[]): void {
  for (const sight of sights) {
    expect(sight.alpha, 'the picture below is covered').toBe(255);
    if (sight.frame === null) continue;
    const isHidden = sight.frame >= FIRST && sight.frame <= LAST;
    expect(Math.abs((sight.lower ?? -9) - Math.max(1, barAt(sight.frame))), JSON.stringify(sight)).toBeLessThan(3);
    if (isHidden) expect(sight.upper, JSON.stringify(sight)).toBeNull();
    else expect(sight.upper, JSON.stringify(sight)).not.toBeNull();
  }
}

for (const film of Object.keys(FILMS) as (keyof typeof FILMS)[]) {
  test(`as exported, nothing hidden is seen while ${film}, not for one refresh`, async ({ page, app }) => {
    const { plain } = await openBar(page, app, film, following(COVER));
    await page.getByText('As exported', { exact: true }).click();
    await expect(page.locator('[data-testid=annotations]')).toHaveAttribute('data-frame', '2');
    await watchOver(page);
    await page.keyboard.press('Space');
    await expect
      .poll(() => page.getByTestId('frame-number').textContent().then(Number), { timeout: 20_000 })
      .toBeGreaterThan(45);
    await page.keyboard.press('k');
    // Steps and jumps over pictures that are not there yet, from what was still running.
    for (const key of ['ArrowRight', 'Shift+ArrowRight', 'ArrowLeft', 'Home', 'Shift+ArrowRight']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(120);
    }
    const sights = await seenOver(page);
    expectHidden(sights);
    const frames = new Set(sights.map(({ frame }) => frame));
    expect(frames.size).toBeGreaterThan(6);
    expect(sights.filter(({ frame }) => frame === null).length).toBeLessThan(sights.length / 2);
    // While it runs, what is shown over it is what the read-out tells, or the one picture that the player is ahead.
    const off = sights.filter(({ frame, told }) => frame !== null && Math.abs(frame - told) > 1);
    expect(off.length).toBeLessThan(sights.length / 4);

    // Another mark, and back: its redactions are known again before its picture is seen.
    await page
      .getByRole('button', { name: /Nothing/ })
      .first()
      .click();
    await expect(page).toHaveURL(new RegExp(plain.id));
    await page.reload();
    await waitForFrame(page, 0);
  });

  test(`notes follow the frame while ${film}`, async ({ page, app }) => {
    await openBar(page, app, film, following({ kind: 'box', style: { colour: 'red', width: 6, filled: true } }));
    await expect(page.locator('[data-testid=annotations]')).toHaveAttribute('data-frame', '2');
    await watchOver(page);
    await page.keyboard.press('Space');
    await expect
      .poll(() => page.getByTestId('frame-number').textContent().then(Number), { timeout: 20_000 })
      .toBeGreaterThan(45);
    await page.keyboard.press('k');
    const sights = await seenOver(page);
    const drawn = sights.filter(({ told }) => told >= FIRST && told <= LAST);
    expect(new Set(drawn.map(({ told }) => told)).size).toBeGreaterThan(4);
    for (const sight of sights) {
      expect(sight.frame, 'it belongs to the frame that is told').toBe(sight.told);
      if (sight.told < FIRST || sight.told > LAST) expect(sight.left).toBeNull();
      else
        expect(Math.abs((sight.left ?? -9) - Math.max(1, barAt(sight.told) - 2)), JSON.stringify(sight)).toBeLessThan(
          4,
        );
    }
  });
}
