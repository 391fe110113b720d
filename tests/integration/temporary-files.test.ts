import { existsSync, mkdirSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/db/open-database.ts';
import { withScratchFolder } from '../../electron/core/store/scratch-folder.ts';
import { openWorkspace, type Workspace } from '../../electron/core/workspace.ts';
import { put, RESOURCES } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

/**
 * What may appear in the system's folder for temporary files while a case is worked on, and why. Everything else of a
 * case stays inside the library's folder, where whoever encrypts, moves or wipes it has all of it.
 */
const ALLOWED: readonly { readonly name: RegExp; readonly why: string }[] = [
  { name: /^aigaq-[A-Za-z0-9]{6}$/, why: 'files of the sample case, which are drawn and show nobody' },
];

const newDir = sharedTempDirs('temporary');
const seen = new Set<string>();
let root = '';
let temporary = '';
let before: string | undefined;
let workspace: Workspace;
let stopWatching: () => void;

beforeAll(async () => {
  root = newDir();
  temporary = join(root, 'tmp');
  mkdirSync(temporary);
  before = process.env.TMPDIR;
  process.env.TMPDIR = temporary;
  const watcher = watch(temporary, (_event, name) => void (name !== null && seen.add(name)));
  stopWatching = () => watcher.close();
  const options = { stateDir: join(root, 'state'), homeFolder: root, resourcesDir: RESOURCES, version: '0.0.0' };
  workspace = await openWorkspace({ ...options, ffmpeg: 'ffmpeg', ffmpegProblem: null });
});
afterAll(async () => {
  stopWatching();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await workspace.close();
});

const waitFor = (jobs: readonly { id: string }[]) => workspace.call('jobs.wait', { ids: jobs.map(({ id }) => id) });
const strangers = () => [...seen].filter((name) => !ALLOWED.some((allowed) => allowed.name.test(name)));

describe('the system’s folder for temporary files', () => {
  it('gets nothing of a case: import, pictures, marks, sheets, export, verification', async () => {
    await workspace.call('library.create', { dir: join(root, 'case'), title: 'Case', operator: 'Reviewer' });
    const film = makeTestFilm(root, {
      name: 'film.avi',
      frames: 60,
      sound: 440,
      encode: ['-c:v', 'mpeg4', '-bf', '0'],
    });
    const { jobs } = await workspace.call('evidence.import', {
      sources: [{ path: film }, { path: put(root, 'a.txt', 'x') }],
    });
    await waitFor(jobs);
    const item = (await workspace.call('evidence.list', {})).find(({ kind }) => kind === 'video');
    const id = item?.id ?? '';
    const { jobId } = await workspace.call('evidence.prepare', { id, proxy: true });
    if (jobId !== null) await waitFor([{ id: jobId }]);
    await workspace.call('evidence.still', { id, frame: 3 });
    const uploaded = await workspace.upload(new Request('http://x/upload', { method: 'POST', body: 'bytes' }));
    expect(uploaded.status).toBe(200);
    const mark = await workspace.call('marks.create', { evidenceId: id, in: 1, out: 9, title: 'Mark' });
    await workspace.call('exhibits.add', { markIds: [mark.id] });
    await workspace.call('exhibits.sheet', { markId: mark.id });
    await waitFor([await workspace.call('exhibits.export', { out: join(root, 'bundle'), allowIncomplete: true })]);
    await waitFor([await workspace.call('custody.verifyBundle', { dir: join(root, 'bundle') })]);
    await waitFor([await workspace.call('custody.verify', {})]);
    expect(existsSync(join(root, 'bundle', 'bagit.txt'))).toBe(true);
    expect([...seen]).toEqual([]);
  });

  it('is not where SQLite sorts', () => {
    const db = openDatabase(join(root, 'case'), 'read');
    expect(db.pragma('temp_store', { simple: true })).toBe(2);
    db.close();
  });

  it('is watched: what is put there is seen', async () => {
    put(temporary, 'stray.bin', 'x');
    await expect.poll(() => strangers()).toEqual(['stray.bin']);
    seen.delete('stray.bin');
  });

  it('lends the sample case a folder, and has it back whether the work succeeds or fails', async () => {
    await withScratchFolder(async (dir) => void put(join(dir, 'deep'), 'film.mp4', 'x'));
    await expect(withScratchFolder(() => Promise.reject(new Error('broken off')))).rejects.toThrow('broken off');
    await expect.poll(() => seen.size).toBeGreaterThan(0);
    expect(strangers().filter((name) => name !== 'stray.bin')).toEqual([]);
    expect(readdirSync(temporary)).toEqual(['stray.bin']);
  });
});
