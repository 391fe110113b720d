import {
  existsSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ExportOptions, ExportResult } from '../../shared/exhibit.ts';
import type { Job } from '../../shared/job.ts';
import { hiding } from '../support/burnt-clip.ts';
import { type ExhibitLibrary, exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { annotationsOf } from '../support/made-annotations.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('resume');
let library: ExhibitLibrary;
let markIds: string[];
let bundles: string;

beforeAll(async () => {
  library = await makeExhibitLibrary(newDir());
  const { evidenceId } = library.complete[0];
  const more = await Promise.all(
    [12, 20, 28].map((n) => library.core.call('marks.create', { evidenceId, in: n, out: n + 7, title: `From ${n}` })),
  );
  markIds = [library.complete[0].id, ...more.map(({ id }) => id)];
});

afterAll(() => library.core.close());

beforeEach(() => {
  bundles = newDir();
});

/** Pauses an export as soon as `exhibits` of it are made, and answers its job and the folder it has left. */
async function paused(
  name: string,
  exhibits: number,
  options: Partial<ExportOptions> = {},
): Promise<{ out: string; id: string; partial: string }> {
  const out = join(bundles, name);
  const { core } = library;
  let stop = () => {};
  const reached = new Promise<void>((resolve) => {
    stop = core.on((event) => {
      const step = event.type === 'job' && event.job.kind === 'export' ? event.job.progress?.step : undefined;
      if (step === `Making exhibit ${exhibits + 1} of ${markIds.length}`) resolve();
    });
  });
  const { id } = await core.call('exhibits.export', { out, markIds, ...options });
  await reached;
  stop();
  expect(await core.call('jobs.pause', { id })).toMatchObject({ state: 'interrupted' });
  const [partial = ''] = readdirSync(bundles).filter((each) => each.startsWith(`${name}.partial-`));
  return { out, id, partial: join(bundles, partial) };
}

async function resumed(id: string): Promise<ExportResult> {
  const { core } = library;
  await core.call('jobs.resume', { id });
  const [job] = (await core.call('jobs.wait', { ids: [id] })) as [Job];
  expect(job).toMatchObject({ state: 'done', error: null });
  return job.result as ExportResult;
}

/** Finished clips of a folder that is being made, as the library knows them: those of whole exhibits. */
const clipOf = (folder: string, number: number) => join(folder, 'data/exhibits', String(number), 'clip.mp4');

const verify = async (out: string) => {
  const { id } = await library.core.call('custody.verifyBundle', { dir: out });
  const [job] = await library.core.call('jobs.wait', { ids: [id] });
  return job?.result as { ok: boolean; problems: unknown[] };
};

/** Lines of a manifest about films, pictures and lists: no date is a part of them. */
const films = (out: string) =>
  readFileSync(join(out, 'manifest-sha256.txt'), 'utf8')
    .split('\n')
    .filter((line) => /exhibits.*\.(mp4|png|txt)$/.test(line));

describe('an export that was stopped', () => {
  test('goes on from the films that it had made, and gives the same bundle', async () => {
    const { out, id, partial } = await paused('paused', 2);
    expect(existsSync(out)).toBe(false);
    const made = statSync(clipOf(partial, 1)).ino;
    const result = await resumed(id);
    expect(result.resumed).toBeGreaterThanOrEqual(2);
    expect(statSync(clipOf(out, 1)).ino).toBe(made);
    expect(readdirSync(bundles)).toEqual(['paused']);
    expect((await verify(out)).ok).toBe(true);
    const whole = await exportTo(library.core, join(bundles, 'whole'), { markIds });
    expect(whole.resumed).toBeUndefined();
    expect(films(out)).toEqual(films(join(bundles, 'whole')));
  });

  test('goes on when another export to the same place is asked for', async () => {
    const { out, id } = await paused('again', 2);
    const result = await exportTo(library.core, out, { markIds });
    expect(result.resumed).toBeGreaterThanOrEqual(2);
    await library.core.call('jobs.cancel', { id });
    expect((await verify(out)).ok).toBe(true);
  });

  test('cancelled afterwards it leaves nothing', async () => {
    const { id } = await paused('given-up', 1);
    expect(await library.core.call('jobs.cancel', { id })).toMatchObject({ state: 'cancelled' });
    expect(readdirSync(bundles)).toEqual([]);
  });

  test('is stopped and resumed more than once', async () => {
    const { id, partial } = await paused('twice', 1);
    const { core } = library;
    await core.call('jobs.resume', { id });
    await core.call('jobs.pause', { id });
    expect(readdirSync(bundles).length).toBeGreaterThan(0);
    const result = await resumed(id);
    expect(result.resumed).toBeGreaterThanOrEqual(1);
    expect(readdirSync(bundles)).toEqual(['twice']);
    expect(partial).not.toBe('');
  });

  test('every form of it goes on: volumes, archive, both profiles', async () => {
    for (const [name, options, made] of [
      ['volumes', { volumeSize: 1_600_000 }, null],
      ['archive', { zip: true }, ['archive.zip']],
      ['both', { twin: true }, ['both-court', 'both-public']],
    ] as const) {
      const { id } = await paused(name, 2, options);
      expect((await resumed(id)).resumed).toBeGreaterThanOrEqual(2);
      const there = readdirSync(bundles).filter((each) => each.startsWith(name));
      expect(there.filter((each) => each.includes('partial'))).toEqual([]);
      if (made !== null) expect(there).toEqual(made);
    }
  });
});

describe('what somebody did to the leftovers', () => {
  type Change = (clip: string) => void;
  const byte: Change = (clip) => {
    const bytes = readFileSync(clip);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(clip, bytes);
  };
  const otherName: Change = (clip) => linkSync(clip, join(bundles, 'linked.mp4'));
  const link: Change = (clip) => {
    renameSync(clip, join(bundles, 'moved.mp4'));
    symlinkSync(join(bundles, 'moved.mp4'), clip);
  };
  const linkedFolder: Change = (clip) => {
    const folder = dirname(clip);
    renameSync(folder, join(bundles, 'moved'));
    symlinkSync(join(bundles, 'moved'), folder);
  };
  const gone: Change = (clip) => rmSync(clip);

  test.each([
    ['a changed byte, another name of the same file, a link', [byte, otherName, link]],
    ['a link in the place of the folder, a film that is gone', [linkedFolder, gone]],
  ])('%s: all are made anew', async (_what, changes) => {
    const { out, id, partial } = await paused('tampered', changes.length);
    const made = changes.map((_, at) => statSync(clipOf(partial, at + 1)).ino);
    for (const [at, change] of changes.entries()) change(clipOf(partial, at + 1));
    writeFileSync(join(partial, 'data/extra.mp4'), 'extra');
    await resumed(id);
    for (const [at, ino] of made.entries()) {
      const there = lstatSync(clipOf(out, at + 1));
      expect([there.isFile(), there.nlink, there.ino === ino]).toEqual([true, 1, false]);
    }
    expect(existsSync(join(out, 'data/extra.mp4'))).toBe(false);
    expect(await verify(out)).toMatchObject({ ok: true, problems: [] });
  });

  test('what was hidden since is hidden in the bundle', async () => {
    const { core } = library;
    const { out, id, partial } = await paused('hidden', 2);
    const [markId = ''] = markIds;
    const made = statSync(clipOf(partial, 1)).ino;
    const face = hiding('solid', [5, 10], { 5: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } });
    await core.call('annotations.set', { markId, annotations: annotationsOf([face], []) });
    expect((await resumed(id)).resumed).toBeGreaterThanOrEqual(1);
    expect(statSync(clipOf(out, 1)).ino).not.toBe(made);
    const { burnt } = JSON.parse(readFileSync(join(out, 'data/exhibits/1/exhibit.json'), 'utf8'));
    expect(burnt.redactions).toHaveLength(1);
    await core.call('annotations.set', { markId, annotations: annotationsOf([], []) });
  });
});
