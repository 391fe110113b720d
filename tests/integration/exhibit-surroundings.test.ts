import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Core, verifyBundle } from '../../electron/core/app.ts';
import { ExhibitDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { RecipeChange } from '../../shared/exhibit-recipe.ts';
import { importOne, newCase, openCase, put } from '../support/case-library.ts';
import { exportTo } from '../support/exhibit-library.ts';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { aBlur, annotationsOf } from '../support/made-annotations.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('surroundings');
const FACTS = { source: 'S', custodian: 'C', clock: 'camera', place: 'P-1' };
let root: string;
let core: Core;
let film: string;
let other: string;
let filmId: string;
let otherId: string;
let markId: string;
let count = 0;

beforeAll(async () => {
  root = newDir();
  core = await openCase(await newCase(root));
  await core.call('places.set', { code: 'P-1', name: 'Station', address: 'Street' });
  film = makeTestFilm(root, { name: 'one.mp4', frames: 100, size: '320x180', sound: 440 });
  other = makeTestFilm(root, { name: 'two.mp4', frames: 40, size: '160x120', rate: 10 });
  filmId = await importOne(core, film, { ...FACTS, recorded: '2026-11-19T20:15:00+05:00' });
  otherId = await importOne(core, other, { ...FACTS, recorded: '2026-11-19T20:15:01+05:00' });
  markId = (await core.call('marks.create', { evidenceId: filmId, in: 20, out: 59, title: 'Box' })).id;
  await core.call('exhibits.add', { markIds: [markId] });
});
afterAll(() => core.close());

/** Exports the one exhibit with this recipe; its folder and its document. */
async function exported(change: RecipeChange, lang: 'en' | 'ru' | 'kk' = 'en') {
  await core.call('exhibits.present', {
    markIds: [markId],
    change: { before: 0, after: 0, companion: null, ...change },
  });
  const out = join(root, `out-${++count}`);
  const { bundle } = await exportTo(core, out, { markIds: [markId], lang });
  const folder = join(out, 'data/exhibits', bundle?.exhibits[0]?.number ?? '');
  const exhibit = ExhibitDocument.parse(JSON.parse(readFileSync(join(folder, 'exhibit.json'), 'utf8')));
  return { out, folder, exhibit };
}

const packets = (path: string): number =>
  Number(
    execFileSync('ffprobe', [
      ...['-v', 'error', '-ignore_editlist', '1', '-select_streams', 'v', '-count_packets'],
      ...['-show_entries', 'stream=nb_read_packets', '-of', 'csv=p=0', path],
    ]).toString(),
  );

/** Every packet of sound: when it is heard, for how long, and the hash of its bytes. */
const soundPackets = (path: string): string[] =>
  execFileSync('ffprobe', [
    ...['-v', 'error', '-select_streams', 'a', '-show_data_hash', 'md5'],
    ...['-show_entries', 'packet=pts_time,duration_time,data_hash', '-of', 'csv=p=0', path],
  ])
    .toString()
    .split('\n')
    .filter((line) => line !== '');

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const md5sOf = (path: string, first: number, last: number) =>
  trueFrames(path)
    .frames.slice(first, last + 1)
    .map(({ md5 }) => md5);

describe('the surroundings of an exhibit', () => {
  test('are exact clips of their own, by PTS, and never overlap it', async () => {
    const { out, folder, exhibit } = await exported({ before: 1, after: 2 });
    const { before, after } = exhibit.context ?? {};
    if (before === undefined || 'omitted' in before || after === undefined || 'omitted' in after)
      throw new Error('none');
    const { frames } = trueFrames(film);
    const seconds = (a: number, b: number) =>
      (((frames[b]?.pts ?? 0) - (frames[a]?.pts ?? 0)) * (exhibit.evidence.timeBase?.[0] ?? 0)) /
      (exhibit.evidence.timeBase?.[1] ?? 1);
    expect(before.out.n).toBe(19);
    expect(seconds(before.in.n, 20)).toBeLessThanOrEqual(1);
    if (before.in.n > 0) expect(seconds(before.in.n - 1, 20)).toBeGreaterThan(1);
    expect(after.in.n).toBe(60);
    expect(seconds(60, after.out.n)).toBeLessThanOrEqual(2);
    expect(before.frameMd5).toEqual(md5sOf(film, before.in.n, 19));
    expect(after.frameMd5).toEqual(md5sOf(film, 60, after.out.n));
    expect(packets(join(folder, 'context-before.mp4'))).toBe(before.frameMd5.length);
    expect(packets(join(folder, 'context-after.mp4'))).toBe(after.frameMd5.length);
    expect(packets(join(folder, 'clip.mp4'))).toBe(40);
    expect(exhibit.frameMd5).toEqual(md5sOf(film, 20, 59));
    expect((await verifyBundle(out, unwatched)).problems).toEqual([]);
  });

  test('end where the recording does, and are left out with a word where it has nothing', async () => {
    const { exhibit } = await exported({ before: 120, after: 120 });
    expect(exhibit.context).toMatchObject({ before: { in: { n: 0 }, out: { n: 19 } }, after: { out: { n: 99 } } });
    const last = await core.call('marks.create', { evidenceId: filmId, in: 0, out: 99, title: 'All' });
    await core.call('exhibits.present', { markIds: [last.id], change: { before: 5, after: 5 } });
    const out = join(root, 'all');
    await exportTo(core, out, { markIds: [last.id] });
    const whole = JSON.parse(readFileSync(join(out, 'data/exhibits/1/exhibit.json'), 'utf8'));
    expect(whole.context).toEqual({ before: { omitted: 'edge' }, after: { omitted: 'edge' } });
    expect(readdirSync(join(out, 'data/exhibits/1'))).not.toContain('context-before.mp4');
    await core.call('marks.remove', { id: last.id });
  });

  test('never show what a neighbour hides, in its pictures or its sound', async () => {
    const near = await core.call('marks.create', { evidenceId: filmId, in: 62, out: 70, title: 'Near' });
    await core.call('annotations.set', { markId: near.id, annotations: annotationsOf([aBlur('a', 62, 65)]) });
    const { exhibit, folder, out } = await exported({ before: 1, after: 1 });
    expect(exhibit.context).toMatchObject({ before: { out: { n: 19 } }, after: { omitted: 'hidden-near' } });
    expect(existsSync(join(folder, 'context-after.mp4'))).toBe(false);
    expect((await verifyBundle(out, unwatched)).ok).toBe(true);
    const mute = {
      id: 's',
      kind: 'mute' as const,
      locked: false,
      from: 62,
      to: 63,
      reason: 'uninvolved-voice',
      basis: 'minimisation',
    };
    const { reasons } = (await core.call('annotations.packs', {}))[0] ?? { reasons: [] };
    const sound = [{ ...mute, reason: reasons[0]?.code ?? '' }];
    await core.call('annotations.set', { markId: near.id, annotations: annotationsOf([], sound) });
    expect((await exported({ after: 1 })).exhibit.context).toEqual({ after: { omitted: 'hidden-near' } });
    await core.call('marks.remove', { id: near.id });
  });

  test('and a companion are left out where the exhibit itself hides something', async () => {
    await core.call('annotations.set', { markId, annotations: annotationsOf([aBlur('a', 30, 31)]) });
    const { exhibit, folder } = await exported({ before: 1, after: 1, companion: otherId });
    expect(exhibit.context).toEqual({ before: { omitted: 'hides' }, after: { omitted: 'hides' } });
    expect(exhibit.beside).toEqual({ omitted: 'hides' });
    expect(readdirSync(folder).filter((name) => /^(context|beside)/.test(name))).toEqual([]);
    await core.call('annotations.set', { markId, annotations: annotationsOf([]) });
  });
});

/** Mean brightness of the right half of each picture of a pair, below the names. */
async function rightHalves(path: string): Promise<Buffer[]> {
  const dir = join(root, `halves-${++count}`);
  mkdirSync(dir);
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-fps_mode', 'passthrough', join(dir, '%03d.png')]);
  const { width = 0, height = 0 } = await sharp(join(dir, '001.png')).metadata();
  const area = { left: width / 2, top: 40, width: width / 2, height: height - 40 };
  const small = (name: string) =>
    sharp(join(dir, name)).extract(area).resize(32, 24, { fit: 'fill' }).greyscale().raw().toBuffer();
  return Promise.all(readdirSync(dir).sort().map(small));
}

const distance = (a: Buffer, b: Buffer): number =>
  a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;

describe('two cameras side by side', () => {
  test('show beside each picture the very frame that is stated, and nothing where there is none', async () => {
    const { out, folder, exhibit } = await exported({ companion: otherId });
    const { beside } = exhibit;
    if (beside === undefined || 'omitted' in beside) throw new Error(JSON.stringify(beside));
    // The companion begins 1 s later: 25 pictures into the recording, 5 into the exhibit.
    expect(beside.frames.slice(0, 5)).toEqual([null, null, null, null, null]);
    expect(beside.frames.slice(5, 11)).toEqual([0, 0, 0, 1, 1, 2]);
    expect(beside.frameMd5).toEqual(md5sOf(other, beside.in.n, beside.out.n));
    expect(packets(join(folder, 'beside.mp4'))).toBe(40);
    const halves = await rightHalves(join(folder, 'beside.mp4'));
    const alone = await rightHalvesOfCompanion(join(folder, 'beside-companion.mp4'));
    for (const [at, frame] of beside.frames.entries()) {
      if (frame === null) continue;
      const half = halves[at] ?? Buffer.alloc(0);
      const distances = alone.map((picture) => distance(half, picture));
      expect(distances.indexOf(Math.min(...distances))).toBe(frame - beside.in.n);
    }
    expect((await verifyBundle(out, unwatched)).problems).toEqual([]);
  });

  test('show nothing again once the companion has ended', async () => {
    await core.call('evidence.set', { ids: [otherId], details: { recorded: '2026-11-19T20:14:58+05:00' } });
    const { folder, exhibit } = await exported({ companion: otherId });
    const { beside } = exhibit;
    if (beside === undefined || 'omitted' in beside) throw new Error(JSON.stringify(beside));
    // It ends 2 s into the recording, 30 pictures into the exhibit.
    expect([beside.frames[0], beside.frames[29], beside.frames[30], beside.frames[39]]).toEqual([28, 39, null, null]);
    const halves = await rightHalves(join(folder, 'beside.mp4'));
    const none = halves[39] ?? Buffer.alloc(0);
    expect(halves.map((half) => distance(half, none) < 2)).toEqual(beside.frames.map((frame) => frame === null));
    await core.call('evidence.set', { ids: [otherId], details: { recorded: '2026-11-19T20:15:01+05:00' } });
  });

  test('are made again by ffmpeg alone, from the recipe', async () => {
    const { folder, exhibit } = await exported({ companion: otherId });
    const recipe = exhibit.files.find(({ role }) => role === 'beside')?.recipe;
    for (const [name, hash] of Object.entries(recipe?.input ?? {})) expect(sha256(join(folder, name))).toBe(hash);
    const again = join(root, 'again.mp4');
    const args = (recipe?.arguments ?? []).map((each) => (each === 'FILM' ? again : each));
    execFileSync('ffmpeg', args, { cwd: folder });
    expect(sha256(again)).toBe(sha256(join(folder, 'beside.mp4')));
  });

  test('are heard as the exhibit is, packet for packet, and say so', async () => {
    const { folder, exhibit } = await exported({ companion: otherId });
    const heard = soundPackets(join(folder, 'beside.mp4'));
    expect(heard.length).toBeGreaterThan(20);
    expect(heard).toEqual(soundPackets(join(folder, 'clip.mp4')));
    expect(exhibit.beside).toMatchObject({ sound: 'exhibit' });
    const recipe = exhibit.files.find(({ role }) => role === 'beside')?.recipe;
    expect(recipe?.arguments?.join(' ')).toContain('-map 0:a:0 -c:a copy');
    expect(recipe?.options).toEqual({ sound: 'that of clip.mp4, packet for packet' });
    const mute = { id: 's', kind: 'mute', locked: false, from: 30, to: 40, reason: 'voice', basis: 'minimisation' };
    await core.call('annotations.set', { markId, annotations: annotationsOf([], [mute as never]) });
    expect((await exported({ companion: otherId })).exhibit.beside).toEqual({ omitted: 'hides' });
    await core.call('annotations.set', { markId, annotations: annotationsOf([]) });
  });

  test('are silent where the exhibit is, whatever is heard in the companion', async () => {
    const quiet = await core.call('marks.create', { evidenceId: otherId, in: 5, out: 20, title: 'No sound' });
    await core.call('exhibits.present', { markIds: [quiet.id], change: { companion: filmId } });
    const out = join(root, 'silent');
    await exportTo(core, out, { markIds: [quiet.id] });
    const folder = join(out, 'data/exhibits/1');
    expect(soundPackets(join(folder, 'beside-companion.mp4')).length).toBeGreaterThan(5);
    expect(soundPackets(join(folder, 'beside.mp4'))).toEqual([]);
    const exhibit = ExhibitDocument.parse(JSON.parse(readFileSync(join(folder, 'exhibit.json'), 'utf8')));
    expect(exhibit.beside).toMatchObject({ sound: 'none' });
    expect((await verifyBundle(out, unwatched)).problems).toEqual([]);
    await core.call('marks.remove', { id: quiet.id });
  });

  test('are left out with a word where the times do not meet, or no clock is known', async () => {
    await core.call('evidence.set', { ids: [otherId], details: { recorded: '2026-11-20T20:15:01+05:00' } });
    expect((await exported({ companion: otherId })).exhibit.beside).toEqual({ omitted: 'apart' });
    await core.call('evidence.set', { ids: [otherId], details: { recorded: null } });
    expect((await exported({ companion: otherId })).exhibit.beside).toEqual({ omitted: 'no-clock' });
    await core.call('evidence.set', { ids: [otherId], details: { recorded: '2026-11-19T20:15:01' } });
    expect((await exported({ companion: otherId })).exhibit.beside).toMatchObject({
      zone: '+05:00',
      assumed: [false, true],
    });
  });

  test('never show what is hidden in the companion', async () => {
    const hidden = await core.call('marks.create', { evidenceId: otherId, in: 3, out: 5, title: 'Face' });
    await core.call('annotations.set', { markId: hidden.id, annotations: annotationsOf([aBlur('a', 3, 5)]) });
    expect((await exported({ companion: otherId })).exhibit.beside).toEqual({ omitted: 'hidden-near' });
    await core.call('marks.remove', { id: hidden.id });
  });
});

async function rightHalvesOfCompanion(path: string): Promise<Buffer[]> {
  const dir = join(root, `alone-${++count}`);
  mkdirSync(dir);
  // As the pair shows it: fitted into a half of 480 by 270.
  const fitted = 'scale=360:270,pad=480:270:60:0';
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-vf', fitted, '-fps_mode', 'passthrough', join(dir, '%03d.png')]);
  const small = (name: string) => sharp(join(dir, name)).resize(32, 24, { fit: 'fill' }).greyscale().raw().toBuffer();
  return Promise.all(readdirSync(dir).sort().map(small));
}

describe('words of an exhibit', () => {
  test('stand in the language of the bundle, else in another one that is named', async () => {
    const { out, exhibit } = await exported(
      { caption: { ru: 'Урна', en: 'The box' }, narrative: { kk: 'Жәшік ашылды' } },
      'ru',
    );
    expect(exhibit.caption).toEqual({ lang: 'ru', text: 'Урна' });
    expect(exhibit.narrative).toEqual({ lang: 'kk', text: 'Жәшік ашылды' });
    const page = readFileSync(join(out, 'data/index.html'), 'utf8');
    expect(page).toContain('Урна');
    expect(page).not.toContain('The box');
    expect(page).toContain('На казахском языке; текста на языке этого комплекта нет.');
  });
});

describe('exported twice', () => {
  test('everything that a recipe adds is the same, byte for byte', async () => {
    const recipe = { before: 1, after: 1, companion: otherId };
    const [one, two] = [await exported(recipe), await exported(recipe)];
    for (const name of readdirSync(one.folder).filter((each) => each !== 'sheet.pdf')) {
      expect(sha256(join(two.folder, name)), name).toBe(sha256(join(one.folder, name)));
    }
  });
});

describe('the check of a bundle', () => {
  const problemsAfter = async (change: (folder: string) => void): Promise<string[]> => {
    const { out, folder } = await exported({ before: 1, companion: otherId });
    change(folder);
    return (await verifyBundle(out, unwatched)).problems.map(({ path, message }) => `${path}: ${message}`);
  };

  test('finds surroundings that were changed, and a companion that was exchanged', async () => {
    const changed = await problemsAfter((folder) => appendFileSync(join(folder, 'context-before.mp4'), 'x'));
    expect(changed.join('\n')).toMatch(/context-before\.mp4/);
    const swapped = await problemsAfter((folder) =>
      copyFileSync(join(folder, 'clip.mp4'), join(folder, 'beside-companion.mp4')),
    );
    expect(swapped.join('\n')).toMatch(/beside-companion\.mp4/);
  });

  test('finds surroundings that claim to be the exhibit', async () => {
    const found = await problemsAfter((folder) => {
      const path = join(folder, 'exhibit.json');
      const exhibit = JSON.parse(readFileSync(path, 'utf8'));
      exhibit.context.before.out.n += 1;
      exhibit.beside.frames[9] = 9999;
      writeFileSync(path, JSON.stringify(exhibit));
    });
    expect(found.join('\n')).toMatch(/do not end right before it/);
    expect(found.join('\n')).toMatch(/frames beside it are not in order/);
  });
});

test('a page carries its number in a margin that the page itself has not', async () => {
  const png = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3070b0' } })
    .png()
    .toBuffer();
  const id = await importOne(core, put(root, 'protocol.png', png), { ...FACTS, recorded: '2026-11-19T20:15:00+05:00' });
  const mark = await core.call('marks.create', { evidenceId: id, page: 1, title: 'Page' });
  const out = join(root, 'page');
  await exportTo(core, out, { markIds: [mark.id] });
  const at = (name: string) => join(out, 'data/exhibits/1', name);
  const stamped = await sharp(at('page-1-stamped.png')).metadata();
  const margin = (stamped.height ?? 0) - 300;
  expect(stamped.width).toBe(400);
  expect(margin).toBeGreaterThan(10);
  const raw = (name: string, top: number) =>
    sharp(at(name)).extract({ left: 0, top, width: 400, height: 300 }).removeAlpha().raw().toBuffer();
  expect((await raw('page-1-stamped.png', margin)).equals(await raw('page-1.png', 0))).toBe(true);
});
