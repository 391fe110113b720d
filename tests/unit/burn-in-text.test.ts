import { expect, test } from 'vitest';
import { burnInText } from '../../electron/core/features/exhibits/exhibit/exhibit-burn-in.ts';
import { loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import { loadPictureCanvas } from '../../electron/core/media/picture-canvas.ts';
import { BURN_INS, burnInOf, NO_BURN_IN, parseBurnIn } from '../../shared/burn-in.ts';
import { layoutBurnIn } from '../../shared/burn-in-drawing.ts';
import type { RecordingClock } from '../../shared/clock.ts';
import type { PresentedExhibit } from '../../shared/exhibit.ts';
import { NO_RECIPE } from '../../shared/exhibit-recipe.ts';
import { resourcesDir } from '../support/exhibit-library.ts';
import { aMark, anItem } from '../support/made-values.ts';

const ALL = burnInOf(BURN_INS);
const english = loadSheetText(resourcesDir, 'en');
const clock = (some: Partial<RecordingClock> = {}): RecordingClock => ({
  ...{ basis: 'burnt-in', zone: '+05:00', ahead: 0, within: 1, measured: null },
  readings: [{ frame: 0, pts: 900, shown: '2026-11-19T23:59:59' }],
  ...some,
});
const exhibit = (timing: RecordingClock | null): PresentedExhibit => ({
  ...{
    number: '12',
    label: '12',
    ordinal: 12,
    fixed: false,
    group: null,
    recipe: NO_RECIPE,
    missing: [],
    mark: aMark({ title: 't', in: 0, out: 9 }),
  },
  evidence: { ...anItem({ sha256: 'a'.repeat(64) }), timeBase: [1, 900], timing },
});

test('each picture tells its number, its own time by PTS, how closely it is known and what it rests on', () => {
  const text = burnInText(exhibit(clock()), ALL, english);
  expect(text?.textsOf(0, 900)).toEqual([
    ...['Exhibit 12', 'frame 0', '2026-11-19 23:59:59.000 UTC+05:00 ± 2 s', 'clock in the picture'],
  ]);
  // A variable rate: the time follows the PTS and not the number, over midnight as well.
  expect(text?.textsOf(7, 900 + 1017)).toEqual([
    ...['Exhibit 12', 'frame 7', '2026-11-20 00:00:00.130 UTC+05:00 ± 2 s', 'clock in the picture'],
  ]);
});

test('a clock that was wrong is corrected and says so; what is not known is not told', () => {
  const wrong = burnInText(exhibit(clock({ ahead: 12, within: null, zone: null })), ALL, english);
  expect(wrong?.textsOf(0, 900).slice(2)).toEqual([
    ...['2026-11-19 23:59:47.000 no UTC offset stated ± not stated', 'clock in the picture, corrected'],
  ]);
  expect(burnInText(exhibit(null), ALL, english)?.textsOf(3, 0)).toEqual(['Exhibit 12', 'frame 3']);
  expect(burnInText(exhibit(null), burnInOf(['clock']), english)).toBeNull();
  expect(burnInText(exhibit(clock()), NO_BURN_IN, english)).toBeNull();
});

test.each(['en', 'ru', 'kk'] as const)('in %s every letter is one that the bundled font draws', (lang) => {
  const text = burnInText(exhibit(clock({ ahead: -3 })), ALL, loadSheetText(resourcesDir, lang));
  const canvas = loadPictureCanvas(resourcesDir)(1, 1);
  const texts = text?.textsOf(1234, 900) ?? [];
  expect(texts.join(' ')).not.toMatch(/[\u00a0\u202f]/u);
  const layout = layoutBurnIn(canvas.ctx, texts, { width: 1920, height: 1080 });
  expect(layout?.letters).toBe(30);
  expect(layout?.height).toBeLessThan(1080 * 0.05);
});

test('texts go into further rows where the picture is narrow, and nowhere where it is too small', () => {
  const { ctx } = loadPictureCanvas(resourcesDir)(1, 1);
  const texts = burnInText(exhibit(clock()), ALL, english)?.textsOf(9, 900) ?? [];
  const narrow = layoutBurnIn(ctx, texts, { width: 360, height: 640 });
  expect(new Set(narrow?.places.map(({ middle }) => middle)).size).toBeGreaterThan(1);
  expect(narrow?.width).toBeLessThanOrEqual(360);
  expect(layoutBurnIn(ctx, texts, { width: 48, height: 32 })).toBeNull();
});

test('reads what the command line takes', () => {
  expect(parseBurnIn('number,frame')).toEqual({ number: true, frame: true, clock: false });
  expect(parseBurnIn('none')).toEqual(NO_BURN_IN);
  for (const wrong of ['', 'frames', 'number,,frame', 'number,none']) expect(parseBurnIn(wrong)).toBeNull();
});
