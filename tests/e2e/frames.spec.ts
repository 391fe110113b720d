import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { Item } from '../../shared/evidence.ts';
import { corpusFilms, madeFilms } from '../support/frame-films.ts';
import { judgeFrames, type ShownFrame, truthPictures } from '../support/frame-judge.ts';
import { libraryOf, openInReview } from './support/library-by-call.ts';
import { expect, type RunningApp, test } from './support/running-app.ts';
import { seededRandom } from './support/seeded-random.ts';
import { driveStage, type StageMove, waitForFrame } from './support/stage-driver.ts';

const RESULT = resolve(import.meta.dirname, '../../test-results/frames.json');
/** The long form is run by `npm run test:frames`. */
const LONG = process.env.AIGAQ_FRAMES === 'long';
const SEEKS = LONG ? 10_000 : 2000;
const MOST_FRAMES = LONG ? 1000 : 160;
const MOST_PIXELS = LONG ? 8192 * 4320 : 1920 * 1080;
const SEED = 20_260_301;
/** Films of the corpus in the short form; the made ones come in addition. */
const SHORT_FILMS = 40;
/** Moves made in the page at a time. */
const BATCH = 40;

interface FilmResult {
  readonly film: string;
  readonly frames: number;
  readonly seeks: number;
  readonly steps: number;
  readonly proofs: Record<string, number>;
  /** Neighbours that could be told from the shown frame, and those that could not. */
  readonly told: number;
  readonly alike: number;
  /** Largest distance of a shown picture to its frame, in grey levels. */
  readonly farthest: number;
  readonly seekMs: number;
  readonly stepMs: number;
  readonly faults: readonly string[];
}

/** Seeks anywhere, each followed by steps either way, as many in all. */
function movesFor(frames: number, seeks: number, random: (end: number) => number): StageMove[] {
  const moves: StageMove[] = [];
  for (let k = 0; k < seeks; k++) {
    let n = random(frames);
    moves.push({ kind: 'seek', n });
    if (frames === 1) continue;
    const back = n === frames - 1 || (n > 0 && random(2) === 0);
    n += back ? -1 : 1;
    moves.push({ kind: back ? 'back' : 'forward', n });
  }
  return moves;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function judgeFilm(page: Page, film: string, frames: number, moves: readonly StageMove[]): Promise<FilmResult> {
  const truth = truthPictures(film);
  const faults = truth.length === frames ? [] : [`${frames} frames in the index, ${truth.length} decoded`];
  const proofs: Record<string, number> = {};
  const times: Record<StageMove['kind'], number[]> = { seek: [], back: [], forward: [] };
  const shown: ShownFrame[] = [];
  for (let at = 0; at < moves.length; at += BATCH) {
    const batch = moves.slice(at, at + BATCH);
    const sights = await driveStage(page, batch);
    for (const [k, { rgb, proof, ms }] of sights.entries()) {
      const { kind, n } = batch[k] ?? { kind: 'seek', n: -1 };
      shown.push({ n, rgb });
      proofs[proof] = (proofs[proof] ?? 0) + 1;
      times[kind].push(ms);
    }
  }
  let [told, beside, farthest] = [0, 0, 0];
  for (const [k, verdict] of judgeFrames(shown, truth).entries()) {
    const { kind, n } = moves[k] ?? { kind: 'seek', n: -1 };
    if (verdict.fault !== null) faults.push(`${kind} to ${n}: it ${verdict.fault}`);
    told += verdict.told;
    beside += Math.min(3, n) + Math.min(3, frames - 1 - n);
    farthest = Math.max(farthest, verdict.own);
  }
  return {
    film: basename(film),
    frames,
    seeks: times.seek.length,
    steps: times.back.length + times.forward.length,
    proofs,
    told,
    alike: beside - told,
    farthest: Number(farthest.toFixed(2)),
    seekMs: Number(median(times.seek).toFixed(1)),
    stepMs: Number(median([...times.back, ...times.forward]).toFixed(1)),
    faults,
  };
}

const line = ({ film, frames, proofs, told, alike, farthest, seekMs, stepMs, faults }: FilmResult): string =>
  `${film}: ${frames} frames, ${Object.entries(proofs).flat().join(' ')}, told ${told} of ${told + alike}, ` +
  `farthest ${farthest}, seek ${seekMs} ms, step ${stepMs} ms${faults.length > 0 ? `, WRONG ${faults.length}` : ''}\n`;

/** So many of the list, evenly spread over it. */
function spread<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most);
  return Array.from({ length: Math.min(most, list.length) }, (_, k) => list[Math.floor(k * step)]).filter(
    (each) => each !== undefined,
  );
}

/** Films with their items; the same file is imported once. */
async function importFilms(page: Page, app: RunningApp): Promise<{ film: string; item: Item }[]> {
  const corpus = corpusFilms(MOST_FRAMES, MOST_PIXELS);
  if (corpus === null) process.stdout.write('No corpus beside the project: frames are judged on films made here.\n');
  const films = [...madeFilms(app.dir), ...(LONG ? (corpus ?? []) : spread(corpus ?? [], SHORT_FILMS))];
  const items = await libraryOf(page, app, films);
  return films.flatMap((film) => {
    const item = items.find(({ originalName }) => originalName === basename(film));
    return item === undefined || (item.frames ?? 0) === 0 || item.review === 'none' ? [] : [{ film, item }];
  });
}

test('every frame that the stage says it shows is that frame', async ({ page, app }) => {
  test.setTimeout(LONG ? 6 * 3_600_000 : 45 * 60_000);
  const films = await importFilms(page, app);
  const random = seededRandom(SEED);
  const results: FilmResult[] = [];
  let steppable = films.filter(({ item }) => (item.frames ?? 0) > 1).length;
  let left = SEEKS;
  for (const { film, item } of films) {
    const frames = item.frames ?? 0;
    // Films of one picture take no steps: theirs are made in the others.
    const seeks = frames === 1 ? 1 : Math.ceil(left / Math.max(1, steppable--));
    if (frames > 1) left -= seeks;
    await openInReview(page, app, item.id);
    await waitForFrame(page, 0);
    const result = await judgeFilm(page, film, frames, movesFor(frames, seeks, random));
    results.push(result);
    process.stdout.write(line(result));
  }
  const sum = (of: (result: FilmResult) => number) => results.reduce((total, result) => total + of(result), 0);
  const totals = {
    films: results.length,
    native: results.filter(({ proofs }) => (proofs.md5 ?? 0) > 0).length,
    seeks: sum(({ seeks }) => seeks),
    steps: sum(({ steps }) => steps),
    told: sum(({ told }) => told),
    alike: sum(({ alike }) => alike),
  };
  mkdirSync(join(RESULT, '..'), { recursive: true });
  writeFileSync(RESULT, `${JSON.stringify({ totals, results }, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(totals)}\n`);

  expect(results.flatMap(({ film, faults }) => faults.map((fault) => `${film}: ${fault}`))).toEqual([]);
  expect(totals.seeks).toBeGreaterThanOrEqual(SEEKS);
  expect(totals.steps).toBeGreaterThanOrEqual(SEEKS);
  // A judge that tells hardly any picture from its neighbours would find nothing wrong anywhere.
  expect(totals.told).toBeGreaterThan(totals.alike);
  for (const { film, proofs } of results) {
    expect(
      Object.keys(proofs).filter((proof) => proof !== 'md5' && proof !== 'core'),
      film,
    ).toEqual([]);
  }
  for (const made of ['reordered.mp4', 'turned-180.mp4', 'edit-list.mp4', 'uneven.mp4', 'turned-90.mp4', 'vp9.webm']) {
    expect(results.find(({ film }) => film === made)?.proofs, made).not.toHaveProperty('core');
  }
});
