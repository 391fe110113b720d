import { afterAll, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { openCoreWith } from '../../electron/core/create-core.ts';
import { createMedia } from '../../electron/core/media/create-media.ts';
import type { DecodedIndex } from '../../electron/core/media/decoded-index.ts';
import { PicturePrints } from '../../electron/core/media/index-prints.ts';
import type { Media } from '../../electron/core/media/media.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { VerifyReport } from '../../shared/custody.ts';
import { newCase, RESOURCES } from '../support/case-library.ts';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { aBlur, aBox, annotationsOf } from '../support/made-annotations.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const tempDir = sharedTempDirs('mark-relisting');
const opened: Core[] = [];
afterAll(async () => {
  for (const core of opened) await core.close();
});

/** A first list as a container might have given it, and the moment at which the decoder's list replaces it. */
interface Stage {
  readonly first: (decoded: DecodedIndex) => DecodedIndex;
  decode(): void;
}

/** The real decoder behind a container that lists frames in its own way until `decode` is called. */
function relisting(first: Stage['first']): { stage: Stage; create: typeof createMedia } {
  let open = () => {};
  const decoded = new Promise<void>((resolve) => {
    open = resolve;
  });
  let list: DecodedIndex | null = null;
  const create: typeof createMedia = async (options) => {
    const media = await createMedia(options);
    const now = async (sha256: string) => list ?? media.index(sha256);
    const staged: Partial<Media> = {
      async listFrames(sha256) {
        const whole = await media.buildIndex(sha256, unwatched);
        list = whole === null ? null : first(whole);
        return list;
      },
      async buildIndex(sha256, work) {
        await decoded;
        list = null;
        return media.buildIndex(sha256, work);
      },
      index: now,
      md5s: async (sha256, a, b) => (await now(sha256)).md5?.slice(a, b + 1) ?? [],
    };
    return { ...media, ...staged };
  };
  return { stage: { first, decode: () => open() }, create };
}

/** A list without some of the decoder's pictures. */
const without =
  (...gone: number[]) =>
  (whole: DecodedIndex): DecodedIndex => {
    const kept = whole.pts.map((_, n) => n).filter((n) => !gone.includes(n));
    const md5 = PicturePrints.of(kept.map((n) => whole.md5?.at(n) ?? ''));
    return { ...whole, source: 'container', pts: kept.map((n) => whole.pts[n] ?? 0), keys: [0], md5 };
  };

async function importing(first: Stage['first']) {
  const dir = tempDir();
  const { stage, create } = relisting(first);
  const libraryDir = await newCase(dir);
  const options = { libraryDir, resourcesDir: RESOURCES, ffmpeg: 'ffmpeg', mode: 'write' } as const;
  const core = await openCoreWith(options, { createMedia: create });
  opened.push(core);
  const path = makeTestFilm(dir, { name: 'film.mp4', frames: 20 });
  const { jobs } = await core.call('evidence.import', { sources: [{ path }], details: {} });
  const listed = async () => {
    for (;;) {
      const [item] = await core.call('evidence.list', {});
      if (item?.frames) return item;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const item = await listed();
  expect(item).toMatchObject({ pending: true, frameSource: 'container' });
  const finish = async () => {
    stage.decode();
    await core.call('jobs.wait', { ids: jobs.map(({ id }) => id) });
  };
  const mark = (first: number, last: number) =>
    core.call('marks.create', { evidenceId: item.id, in: first, out: last, title: `Mark ${first}` });
  return { core, finish, mark, truth: trueFrames(path).frames, evidenceId: item.id };
}

test('marks of a list that lacked pictures move with their pictures, and so does undo', async () => {
  const { core, finish, mark, truth } = await importing(without(0, 1, 2));
  const made = await mark(2, 6);
  const removed = await mark(1, 1);
  await core.call('marks.update', { id: made.id, out: 4 });
  await core.call('marks.remove', { id: removed.id });
  await finish();
  const at = (n: number) => ({ n, ...truth[n] });
  expect((await core.call('marks.list', {}))[0]).toMatchObject({
    in: at(5),
    out: at(7),
    check: { state: 'unverified' },
  });
  expect(await core.call('marks.restore', { id: removed.id })).toMatchObject({ in: at(4) });
  await core.call('history.undo', {});
  await core.call('history.undo', {});
  expect((await core.call('marks.list', {}))[0]).toMatchObject({ in: at(5), out: at(9) });
  expect(await core.call('marks.reverify', { id: made.id })).toEqual({ ok: true, firstDifference: null });
  const { entries } = await core.call('custody.ledger', { subject: made.id });
  expect(entries.find(({ action }) => action === 'mark.renumbered')?.details).toMatchObject({
    ...{ reason: expect.stringContaining('renewed'), before: { in: 2, out: 4 } },
  });
  const { id } = await core.call('custody.verify', {});
  const [job] = await core.call('jobs.wait', { ids: [id] });
  expect(job?.result as VerifyReport).toMatchObject({ ok: true });
});

test('annotations move with the pictures that they were drawn on, and so does undo', async () => {
  const { core, finish, mark } = await importing(without(0, 1, 2));
  const { id: markId } = await mark(2, 6);
  const [first, second] = [annotationsOf([aBox('a', [[3, 0]])]), annotationsOf([aBlur('b', 2, 6)])];
  for (const annotations of [first, second]) await core.call('annotations.set', { markId, annotations });
  await finish();
  const get = () => core.call('annotations.get', { markId });
  expect(await get()).toMatchObject({ annotations: annotationsOf([aBlur('b', 5, 9)]), outside: [] });
  await core.call('history.undo', {});
  expect(await get()).toMatchObject({ annotations: annotationsOf([aBox('a', [[6, 0]])]), outside: [] });
  const { entries } = await core.call('custody.ledger', { subject: markId });
  expect(entries.map(({ action }) => action)).toContain('mark.annotations-renumbered');
  const { id } = await core.call('custody.verify', {});
  const [job] = await core.call('jobs.wait', { ids: [id] });
  expect(job?.result as VerifyReport).toMatchObject({ ok: true });
});

test('a mark between whose ends the decoder has another picture is flagged, and one that was right is left alone', async () => {
  const { core, finish, mark } = await importing(without(10));
  const right = await mark(2, 6);
  const short = await mark(8, 12);
  await finish();
  const marks = await core.call('marks.list', {});
  expect(marks.find(({ id }) => id === right.id)).toEqual(right);
  expect(marks.find(({ id }) => id === short.id)).toMatchObject({
    ...{ in: { n: 8 }, out: { n: 13 }, check: { state: 'differs', frame: 10 } },
  });
  expect(await core.call('marks.reverify', { id: short.id })).toMatchObject({ ok: false, firstDifference: 10 });
});

test('a mark whose picture the decoder never presents stays as it was, flagged', async () => {
  const extra = (whole: DecodedIndex): DecodedIndex => {
    const md5 = [...(whole.md5?.slice() ?? []), 'f'.repeat(32)];
    return {
      ...whole,
      source: 'container',
      pts: [...whole.pts, (whole.pts.at(-1) ?? 0) + 512],
      md5: PicturePrints.of(md5),
    };
  };
  const { core, finish, mark } = await importing(extra);
  const made = await mark(18, 20);
  await finish();
  const [now] = await core.call('marks.list', {});
  expect(now).toEqual({ ...made, check: { state: 'differs', frame: 20, at: expect.any(String) } });
  expect(await core.call('marks.reverify', { id: made.id })).toMatchObject({ ok: false });
});
