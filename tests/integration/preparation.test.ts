import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Core, CoreOptions } from '../../electron/core/app.ts';
import type { AppEvent } from '../../shared/api.ts';
import type { Preparation } from '../../shared/preparation.ts';
import { codeOf, filesIn, importAll, importOne, newCase, openCase, put } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { makeWithFfmpeg } from '../support/media-room.ts';
import { sharedTempDirs, tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('prepare');
const filmDir = sharedTempDirs('prepare-films');
let films: { asp: string; more: string[]; native: string; tune: string };
let core: Core | null = null;
const hasX265 = execFileSync('ffmpeg', ['-hide_banner', '-encoders']).includes('libx265');
if (!hasX265) process.stdout.write('no encoder libx265: preparing HEVC is not tested\n');

beforeAll(() => {
  const dir = filmDir();
  const encode = ['-c:v', 'mpeg4', '-q:v', '4', '-c:a', 'mp2'];
  const asp = (name: string, frames = 600) => makeTestFilm(dir, { name, frames, size: '160x120', sound: 440, encode });
  const tune = join(dir, 'tune.w64');
  makeWithFfmpeg('-f', 'lavfi', '-i', 'sine=duration=2', tune);
  films = {
    asp: asp('asp.avi', 1300),
    more: [asp('b.avi', 1201), asp('c.avi', 1202), asp('d.avi', 500)],
    native: makeTestFilm(dir, { name: 'native.mp4', sound: 330 }),
    tune,
  };
});
afterEach(async () => {
  await core?.close();
  core = null;
});

const opened = async (dir: string, more: Partial<CoreOptions> = {}) => {
  core = await openCase(dir, more);
  return core;
};
const preparing = async (one: Core) => (await one.call('jobs.list', {})).filter((job) => job.kind === 'prepare');

/** Waits until nothing is missing any more. */
async function prepared(one: Core, id: string, proxy = false): Promise<Preparation> {
  for (;;) {
    const state = await one.call('evidence.prepare', { id, proxy });
    if (state.jobId === null) return state;
    await one.call('jobs.wait', { ids: [state.jobId] });
  }
}

const get = (one: Core, address: string, init: RequestInit = {}) =>
  one.media(new Request(`http://127.0.0.1/media/${address}`, init));

describe('preparing a recording', () => {
  test('makes all that its kind needs, and serves it', { timeout: 60_000 }, async () => {
    const one = await opened(await newCase(newDir()));
    const [avi, mp4, wave] = await importAll(one, [films.asp, films.native, films.tune]);
    const [a, b, c] = [avi?.item, mp4?.item, wave?.item];
    expect(await preparing(one)).toEqual([]);
    expect(
      await get(one, `waveform/${a?.sha256}`).then((answer) => [answer.status, answer.headers.get('cache-control')]),
    ).toEqual([404, 'no-store']);

    const events: AppEvent[] = [];
    const times: number[] = [];
    one.on((event) => {
      if (event.type === 'prepared' && event.evidenceId === a?.id) times.push(performance.now());
      events.push(event);
    });
    const first = await one.call('evidence.prepare', { id: a?.id ?? '' });
    expect(first).toMatchObject({ filmstrip: false, waveform: false, sound: false, proxy: { made: [], chunks: 6 } });
    expect(first.jobId).toMatch(/^job-/);
    expect((await preparing(one))[0]).toMatchObject({ title: 'asp.avi', id: first.jobId });

    const done = await prepared(one, a?.id ?? '');
    expect(done).toEqual({
      ...{ filmstrip: true, waveform: true, sound: true, jobId: null },
      proxy: { width: 160, height: 120, chunkFrames: 240, gop: 12, chunks: 6, made: [[0, 5]] },
    });
    expect(await prepared(one, b?.id ?? '')).toEqual({
      filmstrip: true,
      waveform: true,
      sound: false,
      proxy: null,
      jobId: null,
    });
    expect(await prepared(one, c?.id ?? '')).toEqual({
      filmstrip: false,
      waveform: true,
      sound: true,
      proxy: null,
      jobId: null,
    });
    expect(await prepared(one, b?.id ?? '', true)).toMatchObject({ sound: true, proxy: { made: [[0, 0]], chunks: 1 } });
    // Once made it stays, whoever asks.
    expect(await prepared(one, b?.id ?? '')).toMatchObject({ proxy: { made: [[0, 0]] } });

    await expect
      .poll(() => events.filter((event) => event.type === 'prepared').at(-1))
      .toMatchObject({ preparation: { jobId: null } });
    // Not more than four a second, and one more for the first and the last.
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    expect(times.length).toBeLessThanOrEqual(seconds * 4 + 2);
    const steps = events.flatMap((event) =>
      event.type === 'job' && event.job.kind === 'prepare' ? (event.job.progress?.step ?? []) : [],
    );
    expect(new Set(steps)).toContain('Making the review copy');

    const chunk = await get(one, `proxy/${a?.sha256}/5`);
    expect([chunk.status, chunk.headers.get('content-type')]).toEqual([200, 'video/h264']);
    expect([...new Uint8Array(await chunk.arrayBuffer()).subarray(0, 5)]).toEqual([0, 0, 0, 1, 9]);
    for (const address of [
      `proxy/${a?.sha256}/6`,
      `proxy/${a?.sha256}/9999999999`,
      `proxy/${a?.sha256}`,
      `proxy/${a?.sha256}/-1`,
      `proxy/${a?.sha256}/01`,
      `filmstrip/${c?.sha256}`,
      `prints/${c?.sha256}`,
      `sound/${'0'.repeat(64)}`,
      `picture/${a?.sha256}/1?field=left`,
    ])
      expect((await get(one, address)).status, address).toBe(404);
    const prints = await get(one, `prints/${a?.sha256}`);
    expect([prints.status, (await prints.arrayBuffer()).byteLength]).toEqual([200, 1300 * 16]);
    const sound = await get(one, `sound/${a?.sha256}`, { headers: { range: 'bytes=4-7' } });
    expect([sound.status, sound.headers.get('content-type'), await sound.text()]).toEqual([206, 'audio/mp4', 'ftyp']);
    expect((await get(one, `sound/${a?.sha256}`, { method: 'HEAD' })).headers.get('accept-ranges')).toBe('bytes');
    for (const address of [`waveform/${a?.sha256}`, `filmstrip/${a?.sha256}`])
      expect(
        await get(one, address).then((answer) => [
          answer.status,
          answer.headers.get('content-type'),
          answer.headers.get('cache-control'),
        ]),
      ).toEqual([200, 'application/octet-stream', 'no-store']);
    expect((await get(one, `picture/${a?.sha256}/3?field=top&w=100`)).headers.get('content-type')).toBe('image/jpeg');

    const verify = await one.call('custody.verify', {});
    expect((await one.call('jobs.wait', { ids: [verify.id] }))[0]?.result).toMatchObject({ problems: [] });
  });

  test('of items that have nothing to prepare makes no job', async () => {
    const dir = newDir();
    const one = await opened(await newCase(dir), { background: true });
    const id = await importOne(one, put(dir, 'note.txt', 'no film'));
    const nothing = { filmstrip: false, waveform: false, sound: false, proxy: null, jobId: null };
    expect(await one.call('evidence.prepare', { id, near: 5, proxy: true })).toEqual(nothing);
    expect(await preparing(one)).toEqual([]);
    expect(await codeOf(one.call('evidence.prepare', { id: 'ev-none' }))).toBe('not_found');
  });

  test('happens by itself where people watch, and when a library opens that lacks something', {
    timeout: 60_000,
  }, async () => {
    const dir = await newCase(newDir());
    const one = await opened(dir, { background: true });
    await importOne(one, films.native);
    await expect
      .poll(async () => (await preparing(one)).map((job) => job.state), { timeout: 20_000 })
      .toEqual(['done']);
    await one.close();
    rmSync(join(dir, 'derived'), { recursive: true });
    const two = await opened(dir, { background: true });
    await expect
      .poll(async () => (await preparing(two)).map((job) => job.state), { timeout: 20_000 })
      .toEqual(['done']);
    const names = filesIn(join(dir, 'derived')).map((name) =>
      name
        .split('/')
        .at(-1)
        ?.replace(/-[0-9a-f]{12}/, ''),
    );
    expect(names).toEqual(expect.arrayContaining(['filmstrip.bin', 'waveform.bin']));
    await two.close();
    const three = await opened(dir, { background: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await preparing(three)).toEqual([]);
  });

  test.runIf(hasX265)('waits with the proxy for the list of the decoder', { timeout: 60_000 }, async () => {
    const dir = newDir();
    const encode = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', '-tag:v', 'hvc1'];
    const film = makeTestFilm(dir, { name: 'hevc.mp4', frames: 250, sound: 300, encode });
    const one = await opened(await newCase(dir), { background: true });
    const seen: boolean[] = [];
    one.on((event) => {
      if (event.type === 'prepared') seen.push(event.preparation.proxy !== null);
    });
    const id = await importOne(one, film);
    const state = async () => (await one.call('evidence.prepare', { id })).proxy?.made;
    await expect.poll(state, { timeout: 30_000 }).toEqual([[0, 1]]);
    await expect.poll(async () => (await preparing(one)).every((job) => job.state === 'done')).toBe(true);
    // Once there was one, it did not go away again.
    expect(seen.slice(seen.indexOf(true))).not.toContain(false);
  });

  test('the item that a person opens goes first, and the one that ran goes on behind it', {
    timeout: 90_000,
  }, async () => {
    const one = await opened(await newCase(newDir()));
    const items = (await importAll(one, [films.asp, ...films.more])).map(({ item }) => item?.id ?? '');
    const order: string[] = [];
    one.on((event) => {
      if (event.type !== 'job' || event.job.kind !== 'prepare' || event.job.state !== 'done') return;
      order.push(event.job.title);
    });
    for (const id of items.slice(0, 3)) await one.call('evidence.prepare', { id });
    const { jobId } = await one.call('evidence.prepare', { id: items[3] ?? '' });
    // Again and again changes nothing.
    for (let i = 0; i < 5; i++)
      expect((await one.call('evidence.prepare', { id: items[3] ?? '', near: i })).jobId).toBe(jobId);
    expect(await preparing(one)).toHaveLength(4);
    await one.call('jobs.wait', { ids: (await preparing(one)).map((job) => job.id) });
    expect(order[0]).toBe('d.avi');
    expect(new Set(order)).toEqual(new Set(['asp.avi', 'b.avi', 'c.avi', 'd.avi']));
    for (const id of items) expect((await one.call('evidence.prepare', { id })).jobId).toBeNull();
  });

  test('that a person cancelled stays cancelled until it is resumed', { timeout: 60_000 }, async () => {
    const one = await opened(await newCase(newDir()));
    const id = await importOne(one, films.asp);
    const { jobId } = await one.call('evidence.prepare', { id });
    await one.call('jobs.cancel', { id: jobId ?? '' });
    expect(await one.call('evidence.prepare', { id, near: 3 })).toMatchObject({ jobId });
    expect((await preparing(one)).map((job) => job.state)).toEqual(['cancelled']);
    await one.call('jobs.resume', { id: jobId ?? '' });
    expect(await prepared(one, id)).toMatchObject({ proxy: { made: [[0, 5]] } });
  });

  test('makes again what was deleted while the program ran', { timeout: 60_000 }, async () => {
    const dir = await newCase(newDir());
    const one = await opened(dir);
    const id = await importOne(one, films.more[2] ?? '');
    await prepared(one, id);
    for (const name of filesIn(join(dir, 'derived')))
      if (/sound-|-1\.h264$/.test(name)) unlinkSync(join(dir, 'derived', name));
    const state = await one.call('evidence.prepare', { id });
    expect(state).toMatchObject({
      sound: false,
      filmstrip: true,
      proxy: {
        made: [
          [0, 0],
          [2, 2],
        ],
      },
    });
    expect(state.jobId).not.toBeNull();
    expect(await prepared(one, id)).toMatchObject({ sound: true, proxy: { made: [[0, 2]] } });
  });

  test('of a library that is open for reading says what is there and writes nothing', { timeout: 60_000 }, async () => {
    const dir = await newCase(newDir());
    const one = await opened(dir);
    const id = await importOne(one, films.native);
    await prepared(one, id);
    const other = await importOne(one, films.tune);
    await one.close();
    const before = filesIn(join(dir, 'derived'));
    const two = await opened(dir, { mode: 'read', background: true });
    expect(await two.call('evidence.prepare', { id, near: 2 })).toEqual({
      filmstrip: true,
      waveform: true,
      sound: false,
      proxy: null,
      jobId: null,
    });
    expect(await two.call('evidence.prepare', { id: other })).toMatchObject({ waveform: false, jobId: null });
    expect(filesIn(join(dir, 'derived'))).toEqual(before);
  });

  test('killed in the middle leaves whole chunks only, and the next run completes them', {
    timeout: 90_000,
  }, async () => {
    const dir = await newCase(newDir());
    const script = fileURLToPath(new URL('../support/child-prepare-script.ts', import.meta.url));
    const child = spawn(process.execPath, [script, dir, films.asp], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: child.stdout })) if (/^made [1-9]/.test(line)) break;
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');

    const one = await opened(dir, { resumeJobs: true });
    const [item] = await one.call('evidence.list', {});
    const waiting = await preparing(one);
    expect(waiting).toHaveLength(1);
    expect(await prepared(one, item?.id ?? '')).toMatchObject({ proxy: { made: [[0, 5]] }, jobId: null });
    expect(await preparing(one)).toHaveLength(1);
    for (let k = 0; k < 6; k++) {
      const bytes = Buffer.from(await (await get(one, `proxy/${item?.sha256}/${k}`)).arrayBuffer());
      expect(bytes.toString('latin1').split('\0\0\x01\x09').length - 1).toBe(k < 5 ? 240 : 100);
    }
    const temporary = join(dir, 'derived', '.tmp');
    expect(existsSync(temporary) ? readdirSync(temporary) : []).toEqual([]);
  });
});
