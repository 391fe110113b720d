import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { openCoreWith } from '../../electron/core/create-core.ts';
import { createMedia } from '../../electron/core/media/create-media.ts';
import type { DecodedIndex } from '../../electron/core/media/decoded-index.ts';
import type { Media } from '../../electron/core/media/media.ts';
import type { Item } from '../../shared/evidence.ts';
import { newCase, RESOURCES } from '../support/case-library.ts';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('frame-stages');

/** A library whose decode of whole recordings waits for `go`, so that the time before it can be looked at. */
async function gatedCase(dir: string, libraryDir: string, spoil: (media: Media) => Partial<Media> = () => ({})) {
  const gate = Promise.withResolvers<void>();
  const seen = { media: null as Media | null };
  const core = await openCoreWith(
    { libraryDir, resourcesDir: RESOURCES, ffmpeg: 'ffmpeg', mode: 'write', lockWaitMs: 0 },
    {
      createMedia: async (options) => {
        const media = await createMedia(options);
        seen.media = media;
        return {
          ...media,
          ...spoil(media),
          buildIndex: async (sha256, work) => {
            const stopped = new Promise<void>((resolve) => work.signal.addEventListener('abort', () => resolve()));
            await Promise.race([gate.promise, stopped]);
            return media.buildIndex(sha256, work);
          },
        };
      },
    },
  );
  return { core, go: gate.resolve, media: () => seen.media as Media, dir };
}

async function begin(core: Core, path: string): Promise<{ job: string; item: Item }> {
  const { jobs } = await core.call('evidence.import', { sources: [{ path }] });
  const job = jobs[0]?.id ?? '';
  for (let tries = 0; tries < 500; tries++) {
    const item = (await core.call('evidence.list', {})).find(({ originalName }) => path.endsWith(originalName));
    if (item !== undefined && item.kind === 'video') return { job, item };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the film never came');
}

const ended = async (core: Core, job: string) => (await core.call('jobs.wait', { ids: [job] }))[0];

describe('before the whole recording is decoded', () => {
  test('its frames are listed and can be marked, and nothing is in the ledger yet', async () => {
    const dir = tempDir();
    const film = makeTestFilm(dir, { name: 'phone.mp4', frames: 60, rotated: true, variableRate: true });
    const truth = trueFrames(film);
    const { core, go, media } = await gatedCase(dir, await newCase(dir));
    const { job, item } = await begin(core, film);
    expect(item).toMatchObject({ pending: true, frames: 60, frameSource: 'container', variableFrameRate: true });

    const list = await core.call('evidence.frames', { id: item.id });
    expect(list).toMatchObject({ source: 'container', timeBase: truth.timeBase });
    expect(list.pts).toEqual(truth.frames.map(({ pts }) => pts));
    expect(await media().prints(item.sha256)).toBeNull();
    expect(await media().md5s(item.sha256, 5, 31)).toEqual(truth.frames.slice(5, 32).map(({ md5 }) => md5));

    const mark = await core.call('marks.create', { evidenceId: item.id, in: 17, out: 40, title: 'Early' });
    expect(mark.in).toEqual({ n: 17, ...truth.frames[17] });
    expect(mark.out).toEqual({ n: 40, ...truth.frames[40] });
    const actions = async () =>
      (await core.call('custody.ledger', { subject: item.id })).entries.map(({ action }) => action);
    expect(await actions()).toEqual(['evidence.imported']);

    go();
    const done = await ended(core, job);
    expect(done?.state).toBe('done');
    expect((await core.call('evidence.show', { id: item.id })).item).toMatchObject({
      ...{ pending: false, frames: 60, frameSource: 'decoder', warnings: [] },
    });
    expect(await actions()).toEqual(['evidence.imported', 'evidence.examined']);
    const prints = await media().prints(item.sha256);
    expect(Buffer.from(prints ?? []).toString('hex')).toBe(truth.frames.map(({ md5 }) => md5).join(''));
    expect(await core.call('evidence.frames', { id: item.id })).toEqual({ ...list, source: 'decoder' });
    await core.close();
  });

  test('an export waits until the decoder has spoken', async () => {
    const dir = tempDir();
    const film = makeTestFilm(dir, { name: 'camera.mp4', frames: 30 });
    const { core, go } = await gatedCase(dir, await newCase(dir));
    const { job, item } = await begin(core, film);
    await core.call('marks.create', { evidenceId: item.id, in: 3, out: 9, title: 'Early' });
    const out = join(dir, 'bundle');
    const exporting = await core.call('exhibits.export', { out, allowIncomplete: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await core.call('jobs.list', {})).find(({ id }) => id === exporting.id)?.state).toBe('running');
    go();
    const done = await ended(core, exporting.id);
    expect([done?.state, done?.error]).toEqual(['done', null]);
    expect((await core.call('evidence.show', { id: item.id })).item).toMatchObject({ frameSource: 'decoder' });
    expect(existsSync(join(out, 'data', 'exhibits'))).toBe(true);
    await ended(core, job);
    await core.close();
  });

  test('a cancelled decode leaves the list, and can be gone on with, also in another session', async () => {
    const dir = tempDir();
    const film = makeTestFilm(dir, { name: 'camera.mp4', frames: 30 });
    const libraryDir = await newCase(dir);
    const first = await gatedCase(dir, libraryDir);
    const { job, item } = await begin(first.core, film);
    await first.core.call('jobs.cancel', { id: job });
    expect((await ended(first.core, job))?.state).toBe('cancelled');
    const still = async (core: Core) => (await core.call('evidence.show', { id: item.id })).item;
    expect(await still(first.core)).toMatchObject({ pending: true, frames: 30, frameSource: 'container' });
    await first.core.close();

    const second = await gatedCase(dir, libraryDir);
    expect(await second.core.call('evidence.frames', { id: item.id })).toMatchObject({ source: 'container' });
    second.go();
    await second.core.call('jobs.resume', { id: job });
    expect((await ended(second.core, job))?.state).toBe('done');
    expect(await still(second.core)).toMatchObject({ pending: false, frames: 30, frameSource: 'decoder' });
    await second.core.close();
  });

  test('where the decoder lists other pictures, its list counts and the item says so', async () => {
    const dir = tempDir();
    const film = makeTestFilm(dir, { name: 'false.mp4', frames: 30 });
    const { core, go } = await gatedCase(dir, await newCase(dir), (media) => ({
      listFrames: async (sha256, work) => {
        const list = await media.listFrames(sha256, work);
        return list && { ...list, pts: [...list.pts, (list.pts.at(-1) ?? 0) + 512] };
      },
    }));
    const { job, item } = await begin(core, film);
    expect(item.frames).toBe(31);
    go();
    await ended(core, job);
    const { item: done } = await core.call('evidence.show', { id: item.id });
    expect(done.frames).toBe(30);
    expect(done.warnings.find(({ code }) => code === 'list_corrected')?.message).toContain('31 there, 30 decoded');
    await core.close();
  });

  test('a mark that was made on a false list goes to the picture at its time', async () => {
    const dir = tempDir();
    const film = makeTestFilm(dir, { name: 'early.mp4', frames: 30 });
    const truth = trueFrames(film);
    let decoded = false;
    const { core, go } = await gatedCase(dir, await newCase(dir), (media) => {
      /** Until the decode has ended, the first picture is missing from the list. */
      const known = new Map<DecodedIndex, DecodedIndex>();
      const spoilt = (list: DecodedIndex): DecodedIndex => {
        if (decoded) return list;
        const keys = list.keys.filter((n) => n > 0).map((n) => n - 1);
        const made = known.get(list) ?? { ...list, pts: list.pts.slice(1), keys };
        known.set(list, made);
        return made;
      };
      const shift = () => (decoded ? 0 : 1);
      return {
        listFrames: async (sha256, work) => {
          const list = await media.listFrames(sha256, work);
          return list && spoilt(list);
        },
        index: async (sha256) => spoilt(await media.index(sha256)),
        md5s: (sha256, first, last, signal) => media.md5s(sha256, first + shift(), last + shift(), signal),
        frameRef: async (sha256, n) => ({ ...(await media.frameRef(sha256, n + shift())), n }),
      };
    });
    const { job, item } = await begin(core, film);
    const mark = await core.call('marks.create', { evidenceId: item.id, in: 5, out: 9, title: 'Early' });
    expect(mark).toMatchObject({ in: { n: 5, ...truth.frames[6] }, out: { n: 9, ...truth.frames[10] } });
    decoded = true;
    go();
    await ended(core, job);
    const { item: done, marks } = await core.call('evidence.show', { id: item.id });
    expect(done.warnings.map(({ code }) => code)).toEqual(['list_corrected']);
    expect(marks[0]).toMatchObject({ in: { n: 6, ...truth.frames[6] }, out: { n: 10, ...truth.frames[10] } });
    expect(await core.call('marks.reverify', { id: mark.id })).toMatchObject({ ok: true, firstDifference: null });
    await core.close();
  });

  test('a damaged picture in the middle: the item names what header, file and decoder say', async () => {
    const dir = tempDir();
    const film = makeTestFilm(dir, {
      name: 'pruned.mp4',
      frames: 40,
      encode: ['-c:v', 'libx264', '-bf', '0', '-g', '20'],
    });
    // The second key picture's slices are made a kind of unit that decoders pass over.
    const bytes = readFileSync(film);
    const at = secondIdr(bytes);
    bytes[at] = ((bytes[at] ?? 0) & 0xe0) | 12;
    const path = join(dir, 'other.mp4');
    writeFileSync(path, bytes);
    const { core, go } = await gatedCase(dir, await newCase(dir));
    go();
    const { job, item } = await begin(core, path);
    await ended(core, job);
    const { item: done } = await core.call('evidence.show', { id: item.id });
    const told = done.warnings.find(({ code }) => code === 'header_disagrees')?.message;
    expect(done.frames).toBe(trueFrames(path).frames.length);
    expect(told).toContain(`its header declares 40 pictures, it stores 40 video packets`);
    expect(told).toContain(`the decoder presents ${done.frames} pictures`);
    await core.close();
  });
});

/** Where the header byte of the second IDR slice stands, in a file whose units have lengths of four bytes. */
function secondIdr(data: Buffer): number {
  const starts: number[] = [];
  const mdat = data.indexOf('mdat', 0, 'latin1') + 4;
  for (let at = mdat; at + 5 < data.length; ) {
    const length = data.readUInt32BE(at);
    if (length === 0 || at + 4 + length > data.length) break;
    if (((data[at + 4] ?? 0) & 31) === 5) starts.push(at + 4);
    at += 4 + length;
  }
  return starts[1] ?? 0;
}
