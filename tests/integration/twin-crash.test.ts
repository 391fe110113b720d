import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Core, verifyBundle } from '../../electron/core/app.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { ExportOptions } from '../../shared/exhibit.ts';
import { errorOf, openCase } from '../support/case-library.ts';
import { dieAfterNaming } from '../support/die-after-naming.ts';
import { exportJob, exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { problemsOf } from '../support/whole-case.ts';

const newDir = sharedTempDirs('twin-crash');
let root: string;
let dir: string;
let options: Partial<ExportOptions>;

beforeAll(async () => {
  root = newDir();
  const { core, complete } = await makeExhibitLibrary(root);
  options = { markIds: [complete[2].id], twin: true };
  dir = join(root, 'library');
  await core.close();
});

const at = (name: string) => join(root, name);
const named = (start: string) => readdirSync(root).filter((name) => name.startsWith(start));

async function withCore<T>(use: (core: Core) => Promise<T>): Promise<T> {
  const core = await openCase(dir);
  try {
    return await use(core);
  } finally {
    await core.close();
  }
}

describe('a program that is killed between the names of two twins', () => {
  test('leaves the court’s bundle whole, known to the ledger, and nothing of that name beside it', async () => {
    dieAfterNaming(dir, at('a'), at('a-court'), options);
    expect(named('a-').filter((name) => !name.includes('.partial-'))).toEqual(['a-court']);
    expect((await verifyBundle(at('a-court'), unwatched)).problems).toEqual([]);
    expect(await problemsOf(dir)).toEqual([]);
    await withCore(async (core) => {
      const made = (await core.call('custody.ledger', {})).entries.filter(({ action }) => action === 'bundle.exported');
      expect(made.map(({ details }) => [details.profile, details.twin])).toEqual([
        ['court', true],
        ['public', true],
      ]);
    });
  });

  test('is told of by a later export to the same place, and by the one that was ended', async () => {
    const message = /a-court is the bundle for the court of an export of both, made 20\S+, .*a-public is not there/;
    await withCore(async (core) => {
      const again = await errorOf(core.call('exhibits.export', { out: at('a'), ...options }));
      expect(again).toMatchObject({ code: 'folder_not_empty', details: { lacking: at('a-public') } });
      expect(again?.message).toMatch(message);
      const [ended] = await core.call('jobs.list', {});
      expect(ended).toMatchObject({ kind: 'export', state: 'interrupted' });
      const id = ended?.id ?? '';
      await core.call('jobs.resume', { id });
      const [resumed] = await core.call('jobs.wait', { ids: [id] });
      expect(resumed?.state).toBe('failed');
      expect(resumed?.error?.message).toMatch(message);
    });
    expect(named('a-').filter((name) => !name.includes('.partial-'))).toEqual(['a-court']);
  });

  test('is made good by moving away what is there: both are made again, and no leftover stays', async () => {
    renameSync(at('a-court'), at('moved'));
    await withCore((core) => exportTo(core, at('a'), options));
    expect(named('a-').sort()).toEqual(['a-court', 'a-public']);
    for (const name of named('a-')) expect((await verifyBundle(at(name), unwatched)).problems).toEqual([]);
  });

  test('may also have left one archive alone', async () => {
    dieAfterNaming(dir, at('z'), at('z-court.zip'), { ...options, zip: true });
    expect(named('z-').filter((name) => !name.includes('.partial-'))).toEqual(['z-court.zip']);
    const again = await withCore((core) =>
      errorOf(core.call('exhibits.export', { out: at('z'), ...options, zip: true })),
    );
    expect(again?.message).toMatch(/z-court\.zip is there already, and \S+z-public\.zip is not/);
  });
});

describe('twins of which one cannot have its name', () => {
  test.each([{}, { zip: true }])('leave neither: %j', async (form) => {
    const name = 'zip' in form ? 'y-public.zip' : 'x-public';
    const core = await openCase(dir);
    const stop = core.on((event) => {
      if (event.type !== 'job' || event.job.progress === null || existsSync(at(name))) return;
      mkdirSync(at(name));
      writeFileSync(join(at(name), 'mine.txt'), 'mine');
    });
    const job = await exportJob(core, at(name.slice(0, 1)), { ...options, ...form });
    stop();
    await core.close();
    expect(job).toMatchObject({ state: 'failed', error: { code: 'folder_not_empty' } });
    expect(named(`${name.slice(0, 1)}-`)).toEqual([name]);
    expect(readFileSync(join(at(name), 'mine.txt'), 'utf8')).toBe('mine');
  });
});

describe('what no killed export left', () => {
  test('is called what it is: another bundle, an own file, or both twins', async () => {
    await withCore(async (core) => {
      const refusal = async (out: string) =>
        (await errorOf(core.call('exhibits.export', { out: at(out), ...options })))?.message;
      expect(await refusal('a')).toMatch(/a-court holds something already/);
      await exportTo(core, at('single-court'), { markIds: options.markIds });
      expect(await refusal('single')).toMatch(/single-court holds something already/);
      writeFileSync(at('own-court'), 'mine');
      expect(await refusal('own')).toMatch(/own-court holds something already/);
      expect(readFileSync(at('own-court'), 'utf8')).toBe('mine');
    });
  });
});
