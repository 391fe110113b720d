import { createHash } from 'node:crypto';
import { readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import type { ImportJobResult } from '../../shared/api.ts';
import { codeOf, errorOf, filesIn, importAll, importOne, newCase, openCase, put } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('import');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

async function withCase(use: (core: Core, dir: string) => Promise<void>): Promise<void> {
  const dir = tempDir();
  const core = await openCase(await newCase(dir));
  try {
    await use(core, dir);
  } finally {
    await core.close();
  }
}

const upload = async (core: Core, content: string) => {
  const response = await core.upload(new Request('http://aigaq/upload', { method: 'POST', body: content }));
  return (await response.json()) as { upload: string; bytes: number };
};

describe('importing', () => {
  test('a film: row, frames, ledger, one original', () =>
    withCase(async (core, dir) => {
      const film = makeTestFilm(dir, { name: 'camera.mp4', frames: 20, rate: 25 });
      const details = { source: 'An observer', place: 'P-1', recorded: '2026-11-19T20:15:00+05:00', note: '' };
      const [result] = await importAll(core, [film], details);
      expect(result).toMatchObject({ path: film, outcome: 'imported', error: null });
      expect(result?.item).toMatchObject({
        ...{ kind: 'video', review: 'direct', frames: 20, variableFrameRate: false, pending: false, marks: 0 },
        ...{ originalName: 'camera.mp4', sha256: sha256(readFileSync(film)), bytes: readFileSync(film).length },
        ...{ source: 'An observer', place: 'P-1', note: null, custodian: null, durationSeconds: 0.8 },
      });
      const id = result?.item?.id ?? '';
      const { entries } = await core.call('custody.ledger', { subject: id });
      expect(entries.map((entry) => entry.action)).toEqual(['evidence.imported', 'evidence.examined']);
      expect(JSON.stringify(entries)).not.toContain(dir);
      expect(await core.call('places.list', {})).toEqual([{ code: 'P-1', name: null, address: null, region: null }]);
      const { pts, timeBase, keys } = await core.call('evidence.frames', { id });
      expect(pts).toHaveLength(20);
      expect(keys[0]).toBe(0);
      expect(timeBase).toEqual(result?.item?.timeBase);
      expect(await core.call('evidence.show', { id })).toMatchObject({ item: { id }, marks: [] });
    }));

  test('a folder: sorted, recursive, links refused, repeated bytes once', () =>
    withCase(async (core, dir) => {
      const folder = join(dir, 'in');
      put(join(folder, 'b'), 'two.txt', 'two');
      put(folder, 'a.txt', 'one');
      put(folder, 'c.txt', 'one');
      put(folder, '.hidden', 'hidden');
      symlinkSync('a.txt', join(folder, 'link'));
      symlinkSync(dir, join(folder, 'loop'));
      const results = await importAll(core, [folder]);
      const short = results.map(({ path, outcome }) => [path.slice(folder.length + 1), outcome]);
      expect(short).toEqual([
        ['.hidden', 'imported'],
        ['a.txt', 'imported'],
        ['b/two.txt', 'imported'],
        ['c.txt', 'duplicate'],
        ['link', 'refused'],
        ['loop', 'refused'],
      ]);
      expect(results[3]?.item?.id).toBe(results[1]?.item?.id);
      expect(results[4]?.error?.code).toBe('not_a_regular_file');
      expect(filesIn(join(dir, 'case', 'originals'))).toHaveLength(3);
      const again = await importAll(core, [folder]);
      expect(again.slice(0, 4).map(({ outcome }) => outcome)).toEqual(Array(4).fill('duplicate'));
      expect(await core.call('evidence.list', {})).toHaveLength(3);
    }));

  test('many copies of the same bytes at once make one item', () =>
    withCase(async (core, dir) => {
      const paths = Array.from({ length: 12 }, (_, n) => put(join(dir, 'in'), `${n}.bin`, 'the same'));
      const outcomes = (await importAll(core, paths)).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'imported')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(11);
    }));

  test('what is not there is refused, in words, and the rest goes on', () =>
    withCase(async (core, dir) => {
      const gone = join(dir, 'gone.mp4');
      const [missing, good] = await importAll(core, [gone, put(dir, 'a.txt', 'x')]);
      expect(missing).toMatchObject({ path: gone, outcome: 'refused', item: null, error: { code: 'unreadable_file' } });
      expect(missing?.error?.message).toContain(gone);
      expect(good?.outcome).toBe('imported');
      expect(await codeOf(core.call('evidence.import', { sources: [] }))).toBe('invalid_input');
    }));

  test('the library does not swallow itself', () =>
    withCase(async (core, dir) => {
      put(dir, 'a.txt', 'x');
      const results = await importAll(core, [dir]);
      expect(results.map(({ outcome }) => outcome)).toEqual(['imported', 'refused']);
      expect(results[1]?.error?.message).toContain("library's own folder");
    }));

  test('names that are no text keep their bytes in the ledger', () =>
    withCase(async (core, dir) => {
      const folder = join(dir, 'in');
      put(folder, 'new\nline.txt', '1');
      const name = Buffer.from([0x62, 0x61, 0x64, 0xff, 0xfe]);
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), '2');
      const [bad, line] = await importAll(core, [folder]);
      expect(line?.item?.originalName).toBe('new\nline.txt');
      expect(bad?.item?.originalName).toBe('bad\uFFFD\uFFFD');
      const { entries } = await core.call('custody.ledger', { subject: bad?.item?.id ?? '' });
      expect(entries[0]?.details.originalNameHex).toBe(name.toString('hex'));
    }));

  test('whatever is inside it: broken films stay evidence, with a warning', () =>
    withCase(async (core, dir) => {
      const cut = makeTestFilm(dir, { name: 'cut.mp4' });
      truncateSync(cut, 5000);
      const results = await importAll(core, [
        cut,
        put(dir, 'empty.mp4', ''),
        put(dir, 'noise.mp4', Buffer.alloc(9999, 255)),
      ]);
      for (const { outcome, item } of results) {
        expect(outcome).toBe('imported');
        expect(item).toMatchObject({ pending: false, frames: null });
        expect(item?.warnings.length).toBeGreaterThan(0);
      }
      // A broken film has a list of pictures, an empty one; what is no film at all has none.
      const [film, ...others] = results.map(({ item }) => ({ id: item?.id ?? '' }));
      expect(await core.call('evidence.frames', film ?? { id: '' })).toEqual({
        ...{ timeBase: [1, 1], pts: [], keys: [] },
        ...{ source: 'decoder', fieldOrder: 'progressive' },
      });
      for (const other of others) expect(await codeOf(core.call('evidence.frames', other))).toBe('not_reviewable');
    }));

  test('uploads', () =>
    withCase(async (core, dir) => {
      const { upload: id, bytes } = await upload(core, 'sent by a page');
      expect(bytes).toBe(14);
      const { jobs } = await core.call('evidence.import', { sources: [{ upload: id, name: 'folder/page.txt' }] });
      const [job] = await core.call('jobs.wait', { ids: jobs.map((each) => each.id) });
      const result = job?.result as ImportJobResult;
      expect(result).toMatchObject({
        path: 'folder/page.txt',
        outcome: 'imported',
        item: { originalName: 'page.txt' },
      });
      expect(filesIn(join(dir, 'case', 'incoming'))).toEqual([]);
      const gone = await core.call('evidence.import', { sources: [{ upload: id, name: 'page.txt' }] });
      const [again] = await core.call('jobs.wait', { ids: gone.jobs.map((each) => each.id) });
      expect(again?.result).toMatchObject({ outcome: 'refused', error: { code: 'unreadable_file' } });
      expect(JSON.stringify(again?.result)).not.toContain('incoming');
    }));

  test('an upload that is cancelled before its turn leaves nothing', () =>
    withCase(async (core, dir) => {
      const { upload: id } = await upload(core, 'never imported');
      const busy = put(dir, 'busy.bin', Buffer.alloc(64 << 20, 1));
      const sources = [{ path: busy }, { path: busy }, { path: busy }, { upload: id, name: 'x.txt' }];
      const { jobs } = await core.call('evidence.import', { sources });
      await core.call('jobs.cancel', { id: jobs[3]?.id ?? '' });
      expect(filesIn(join(dir, 'case', 'incoming'))).toEqual([]);
      await core.call('jobs.wait', { ids: jobs.map((each) => each.id) });
    }));
});

describe('details', () => {
  test('change several at once, leave out what is not named, clear what is empty', () =>
    withCase(async (core, dir) => {
      const a = await importOne(core, put(dir, 'a.txt', 'a'), { source: 'S', note: 'N', place: 'P-1' });
      const b = await importOne(core, put(dir, 'b.txt', 'b'));
      const items = await core.call('evidence.set', {
        ids: [a, b],
        details: { custodian: 'C', note: ' ', place: 'P-2' },
      });
      expect(items[0]).toMatchObject({ id: a, source: 'S', custodian: 'C', note: null, place: 'P-2' });
      expect(items[1]).toMatchObject({ id: b, source: null, custodian: 'C', place: 'P-2' });
      expect((await core.call('places.list', {})).map(({ code }) => code)).toEqual(['P-1', 'P-2']);
      const before = (await core.call('custody.head', {})).count;
      await core.call('evidence.set', { ids: [a, b], details: { custodian: 'C' } });
      expect((await core.call('custody.head', {})).count).toBe(before);
    }));

  test('all or none', () =>
    withCase(async (core, dir) => {
      const a = await importOne(core, put(dir, 'a.txt', 'a'));
      const error = await errorOf(core.call('evidence.set', { ids: [a, 'ev-none'], details: { source: 'S' } }));
      expect(error?.code).toBe('not_found');
      expect((await core.call('evidence.show', { id: a })).item.source).toBeNull();
      const wrong = await errorOf(core.call('evidence.set', { ids: [a], details: { recorded: 'yesterday' } }));
      expect(wrong?.code).toBe('invalid_input');
      expect(wrong?.message).toContain('details.recorded');
    }));

  test('places are added and changed; what is not said about the region stays', () =>
    withCase(async (core) => {
      await core.call('places.set', { code: 'P', name: 'Station', address: 'Street', region: 'Almaty' });
      expect(await core.call('places.set', { code: 'P', name: 'Station 2', address: '' })).toEqual({
        ...{ code: 'P', name: 'Station 2', address: null, region: 'Almaty' },
      });
      expect(await codeOf(core.call('places.set', { code: ' ', name: '', address: '' }))).toBe('invalid_input');
    }));
});
