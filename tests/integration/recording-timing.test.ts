import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { ClosingStack } from '../../electron/core/closing-stack.ts';
import { createServices } from '../../electron/core/create-services.ts';
import { evidenceRepo } from '../../electron/core/features/evidence/evidence-repo.ts';
import { findingsOf } from '../../electron/core/features/evidence/evidence-rows.ts';
import { createMedia } from '../../electron/core/media/create-media.ts';
import { openLibrary } from '../../electron/core/open-library.ts';
import type { RecordingClock } from '../../shared/clock.ts';
import type { Item } from '../../shared/evidence.ts';
import { errorOf, importOne, newCase, OPERATOR, openCase, put, RESOURCES } from '../support/case-library.ts';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('timing');
let dir: string;
let libraryDir: string;
let core: Core;
let film: string;
let pts: number[];

beforeEach(async () => {
  dir = tempDir();
  libraryDir = await newCase(dir);
  core = await openCase(libraryDir);
  const path = makeTestFilm(dir, { name: 'hall.mkv', frames: 30 });
  pts = trueFrames(path).frames.map((frame) => frame.pts);
  film = await importOne(core, path, { source: 'S' });
});
afterEach(() => core.close());

const at = (frame: number, shown: string) => ({ frame, pts: pts[frame] ?? 0, shown });
const aClock = (some: Partial<RecordingClock> = {}): RecordingClock => ({
  basis: 'burnt-in',
  readings: [at(10, '2026-03-12T00:00:10'), at(25, '2026-03-12T00:00:11')],
  zone: '+05:00',
  ahead: 12,
  within: 1,
  measured: 'a telephone beside the recorder',
  ...some,
});
const set = (details: object, ids = [film]) => core.call('evidence.set', { ids, details });
const refusal = async (details: object, ids = [film]) => errorOf(set(details, ids));
const item = async (id = film): Promise<Item> => (await core.call('evidence.show', { id })).item;
const times = async (id = film) => {
  const { recorded, clock, timing } = await item(id);
  return { recorded, clock, timing };
};
const WORDS =
  'Clock in the picture, read at frames 10 and 25; zone UTC+05:00; 12 s ahead of true time, measured by: a telephone beside the recorder, known to ± 1 s';
const NOTHING = { recorded: null, clock: null, timing: null };

async function problems(): Promise<unknown> {
  const { id } = await core.call('custody.verify', {});
  const [job] = await core.call('jobs.wait', { ids: [id] });
  return (job?.result as { problems: unknown } | undefined)?.problems;
}

describe('setting a clock', () => {
  test('sets the corrected time of frame 0 and its basis, in the ledger and after opening again', async () => {
    await set({ timing: aClock() });
    // 0.4 s before the reading, less 12 s: over midnight.
    const stated = { recorded: '2026-03-11T23:59:57.600+05:00', clock: WORDS, timing: aClock() };
    expect(await times()).toEqual(stated);
    const { entries } = await core.call('custody.ledger', { subject: film });
    expect(entries.at(-1)).toMatchObject({ action: 'evidence.details', details: { ...stated, source: 'S' } });
    expect(await problems()).toEqual([]);
    await core.close();
    core = await openCase(libraryDir);
    expect(await times()).toEqual(stated);
    expect(await problems()).toEqual([]);
  });

  test('leaves time and basis alone that are given with it', async () => {
    await set({ timing: aClock(), clock: 'as told', recorded: null });
    expect(await times()).toEqual({ recorded: null, clock: 'as told', timing: aClock() });
  });

  test('puts readings in order and keeps what it was when the same is set again', async () => {
    await set({ timing: aClock({ readings: [...aClock().readings].reverse() }) });
    const { entries } = await core.call('custody.ledger', { subject: film });
    await set({ timing: aClock() });
    expect((await times()).timing).toEqual(aClock());
    expect((await core.call('custody.ledger', { subject: film })).entries).toHaveLength(entries.length);
  });

  test('needs readings that are in the recording', async () => {
    const no = async (readings: RecordingClock['readings']) =>
      (await refusal({ timing: aClock({ readings }) }))?.message;
    expect(await no([{ frame: 3, pts: 1, shown: '2026-03-12T00:00:00' }])).toContain(
      `has PTS ${pts[3]} at frame 3, not 1`,
    );
    expect(await no([at(30, '2026-03-12T00:00:00')])).toContain('has frames 0 to 29');
    expect(await no([at(3, '2026-03-12T00:00:00'), at(3, '2026-03-12T00:00:01')])).toContain('two readings');
    expect(await no([at(0, '0000-01-01T00:00:05')])).toContain('outside the years');
    expect((await refusal({ timing: aClock({ readings: [] }) }))?.code).toBe('invalid_input');
    expect((await refusal({ timing: aClock({ zone: 'Asia/Almaty' }) }))?.code).toBe('invalid_input');
    expect(await times()).toEqual(NOTHING);
  });

  test('tells evidence without frames by one moment, and nothing in between', async () => {
    const paper = await importOne(core, put(dir, 'note.txt', 'note'));
    const moment = { frame: 0, pts: 0, shown: '2026-03-12T10:42:07' };
    await set({ timing: aClock({ readings: [moment], basis: 'statement', ahead: 0, zone: null }) }, [paper]);
    expect(await times(paper)).toMatchObject({ recorded: '2026-03-12T10:42:07' });
    const later = { ...moment, frame: 4 };
    expect((await refusal({ timing: aClock({ readings: [later] }) }, [paper]))?.message).toContain('has no frames');
    // Frames of one recording are not those of another, and then nothing is changed at all.
    expect((await refusal({ timing: aClock() }, [film, paper]))?.code).toBe('invalid_input');
    expect(await times()).toEqual(NOTHING);
  });

  test('is refused while importing, and for items that are not there', async () => {
    const sources = [{ path: put(dir, 'b.txt', 'b') }];
    expect(await errorOf(core.call('evidence.import', { sources, details: { timing: aClock() } }))).toMatchObject({
      code: 'invalid_input',
    });
    expect((await refusal({ timing: aClock() }, ['ev-nowhere']))?.code).toBe('not_found');
  });
});

describe('a time stated otherwise', () => {
  beforeEach(() => set({ timing: aClock() }));

  test('replaces the clock; other facts and the same time do not', async () => {
    await set({ note: 'n', place: 'P-1' });
    await set({ recorded: '2026-03-11T23:59:57.600+05:00' });
    expect((await times()).timing).toEqual(aClock());
    await set({ recorded: '2026-03-12T01:00:00+05:00' });
    expect(await times()).toEqual({ recorded: '2026-03-12T01:00:00+05:00', clock: WORDS, timing: null });
  });

  test('of the basis replaces it as well', async () => {
    await set({ clock: 'somebody’s watch' });
    expect(await times()).toMatchObject({ clock: 'somebody’s watch', timing: null });
  });

  test('taking the clock away takes away what came from it', async () => {
    await set({ timing: null });
    expect(await times()).toEqual(NOTHING);
    expect(await problems()).toEqual([]);
  });
});

test('undo and redo bring all three back, and the ledger still replays', async () => {
  await set({ recorded: '2026-03-12T01:00:00+05:00', clock: 'watch' });
  const before = await times();
  await set({ timing: aClock() });
  const after = await times();
  await set({ recorded: '2020-01-01T00:00:00Z' });
  await core.call('history.undo', {});
  expect(await times()).toEqual(after);
  await core.call('history.undo', {});
  expect(await times()).toEqual(before);
  await core.call('history.redo', {});
  expect(await times()).toEqual(after);
  expect(await problems()).toEqual([]);
});

test('a renewed list of frames takes the readings along, in the ledger too', async () => {
  await set({ timing: aClock() });
  await core.close();
  const closing = new ClosingStack();
  const opened = await openLibrary({ libraryDir, mode: 'write', keys: null }, closing);
  const options = { libraryDir, resourcesDir: RESOURCES, ffmpeg: 'ffmpeg', mode: 'write' } as const;
  const { evidence } = await createServices(options, opened, { createMedia }, closing);
  const row = evidenceRepo(opened.db).find(film);
  if (row === undefined) throw new Error('the film is gone');
  const found = { ...findingsOf(row), frames: 28 };
  // The decoder has no picture for the first two, so every frame has another number.
  evidence.keepFindings(film, found, OPERATOR, { timeBase: [1, 1000], pts: pts.slice(2) });
  await closing.close();
  core = await openCase(libraryDir);
  const { timing, clock, recorded } = await times();
  expect(timing?.readings.map(({ frame, pts: at }) => [frame, at])).toEqual([
    [8, pts[10]],
    [23, pts[25]],
  ]);
  expect(clock).toBe(WORDS.replace('frames 10 and 25', 'frames 8 and 23'));
  expect(recorded).toBe('2026-03-11T23:59:57.680+05:00');
  expect(await problems()).toEqual([]);
});

test('exhibits tell the time of day of their first and last picture', async () => {
  await core.call('places.set', { code: 'P-1', name: 'School', address: '1 Example Street' });
  await set({ timing: aClock(), custodian: 'C', place: 'P-1' });
  await core.call('marks.create', { evidenceId: film, in: 10, out: 25, title: 'Pack put in' });
  const out = join(dir, 'bundle');
  const { id } = await core.call('exhibits.export', { out, lang: 'ru' });
  const [job] = await core.call('jobs.wait', { ids: [id] });
  expect(job?.error).toBeNull();
  expect(job?.result).toMatchObject({ blocked: [] });
  const json = (name: string) => JSON.parse(readFileSync(join(out, name), 'utf8'));
  const exhibit = json('data/exhibits/1/exhibit.json');
  expect(exhibit.evidence.timing).toEqual(aClock());
  expect(exhibit.wallClock).toEqual({
    in: { shown: '2026-03-12T00:00:10', corrected: '2026-03-11T23:59:58+05:00', within: 2 },
    out: { shown: '2026-03-12T00:00:11', corrected: '2026-03-11T23:59:59+05:00', within: 2 },
  });
  expect(json('data/bundle.json').exhibits[0]).toEqual(exhibit);
  const page = readFileSync(join(out, 'data/index.html'), 'utf8');
  expect(page).toContain('23:59:58.000');
  expect(page).toContain('Часы в кадре, показания сняты на кадрах 10 и 25');
  const check = await core.call('custody.verifyBundle', { dir: out });
  const [checked] = await core.call('jobs.wait', { ids: [check.id] });
  expect(checked?.result).toMatchObject({ ok: true });
});
