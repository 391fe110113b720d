import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../../electron/core/app.ts';
import type { AppEvent } from '../../shared/api.ts';
import { codeOf, errorOf, filesIn, newCase, openCase, put, RESOURCES } from '../support/case-library.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('workspace');
let home: string;
let stateDir: string;
let workspace: Workspace;
const events: AppEvent[] = [];

const open = (ffmpeg: string | null = 'ffmpeg') =>
  openWorkspace({
    ...{ stateDir, homeFolder: home, resourcesDir: RESOURCES, version: '1.2.3', ffmpeg },
    ffmpegProblem: ffmpeg === null ? 'ffmpeg was not found. Install it.' : null,
  });
const create = (name: string, title = name) =>
  workspace.call('library.create', { dir: join(home, name), title, operator: 'First Observer' });

beforeEach(async () => {
  home = tempDir();
  stateDir = join(tempDir(), 'state');
  workspace = await open();
  events.length = 0;
  workspace.on((event) => void events.push(event));
});
afterEach(() => workspace.close());

describe('without a library', () => {
  test('says what there is', async () => {
    const state = await workspace.call('app.state', {});
    expect(state).toMatchObject({ version: '1.2.3', open: null, recent: [], homeFolder: home, ffmpegProblem: null });
    expect(state.ffmpegVersion).toMatch(/^ffmpeg version/);
    expect(state.settings).toEqual({ theme: 'auto', language: 'en', lockAfterMinutes: 15 });
  });

  test('every call on a library is refused in words', async () => {
    const error = await errorOf(workspace.call('evidence.list', {}));
    expect(error?.code).toBe('no_library_open');
    expect(await codeOf(workspace.call('nonsense' as never, {} as never))).toBe('usage');
    expect((await workspace.media(new Request('http://aigaq/media/x'))).status).toBe(404);
    expect((await workspace.upload(new Request('http://aigaq/upload', { method: 'POST', body: 'x' }))).status).toBe(
      404,
    );
  });

  test('bad input is named', async () => {
    const error = await errorOf(workspace.call('library.create', { dir: join(home, 'x'), title: '', operator: 'X' }));
    expect(error?.code).toBe('invalid_input');
    expect(error?.message).toContain('“title”');
  });
});

describe('libraries', () => {
  test('are created, opened one at a time, closed, and remembered', async () => {
    const created = await create('one', 'First case');
    expect(created.open).toMatchObject({ title: 'First case', path: join(home, 'one'), operator: 'First Observer' });
    expect(await workspace.call('evidence.list', {})).toEqual([]);
    await create('two');
    expect((await workspace.call('library.info', {})).title).toBe('two');
    // The first one is closed, so that others can have it.
    await (await openCase(join(home, 'one'))).close();
    const state = await workspace.call('library.open', { dir: join(home, 'one'), operator: 'Second Observer' });
    expect(state.open).toMatchObject({ title: 'First case', operator: 'Second Observer' });
    expect(state.recent.map(({ title, present }) => [title, present])).toEqual([
      ['First case', true],
      ['two', true],
    ]);
    expect((await workspace.call('library.close', {})).open).toBeNull();
    expect(await codeOf(workspace.call('library.info', {}))).toBe('no_library_open');
    expect(events.filter((event) => event.type === 'changed' && event.topics.includes('app')).length).toBeGreaterThan(
      2,
    );
  });

  test('the same one under another name is not opened twice', async () => {
    await create('one');
    symlinkSync(join(home, 'one'), join(home, 'link'));
    expect((await workspace.call('library.open', { dir: join(home, 'link') })).open?.title).toBe('one');
    expect((await workspace.call('library.open', { dir: join(home, 'one') })).open?.title).toBe('one');
  });

  test('the one that is open stays when another cannot be opened', async () => {
    await create('one');
    expect(await codeOf(workspace.call('library.open', { dir: join(home, 'gone') }))).toBe('library_missing');
    const other = await newCase(home);
    const core = await openCase(other);
    expect(await codeOf(workspace.call('library.open', { dir: other }))).toBe('library_locked');
    await core.close();
    expect((await workspace.call('library.info', {})).title).toBe('one');
  });

  test('what is remembered survives, says nothing of a case, and can be forgotten', async () => {
    await create('one', 'First case');
    await workspace.call('app.settings', { theme: 'dark' });
    await workspace.call('app.settings', { language: 'kk' });
    await workspace.close();
    const kept = readFileSync(join(stateDir, 'state.json'), 'utf8');
    expect(kept).not.toContain('Observer');
    expect(filesIn(stateDir)).toEqual(['state.json']);
    workspace = await open();
    const state = await workspace.call('app.state', {});
    expect(state.settings).toEqual({ theme: 'dark', language: 'kk', lockAfterMinutes: 15 });
    expect(state.recent).toMatchObject([{ title: 'First case', present: true }]);
    rmSync(join(home, 'one'), { recursive: true });
    expect((await workspace.call('app.state', {})).recent).toMatchObject([{ present: false }]);
    expect((await workspace.call('library.forget', { dir: join(home, 'one') })).recent).toEqual([]);
  });

  test('a state file that cannot be read is no reason not to start', async () => {
    mkdirSync(stateDir, { recursive: true });
    for (const content of ['', 'no JSON', '[]', '{"settings":{"theme":"pink"}}']) {
      writeFileSync(join(stateDir, 'state.json'), content);
      const other = await open();
      expect((await other.call('app.state', {})).settings.theme).toBe('auto');
      await other.close();
    }
  });

  test('closing puts running work down, and opening takes it up again', async () => {
    await create('one');
    const file = put(home, 'large.bin', Buffer.alloc(100 << 20, 5));
    const { jobs } = await workspace.call('evidence.import', { sources: [{ path: file }] });
    await workspace.call('library.close', {});
    expect(events.some((event) => event.type === 'job' && event.job.state === 'interrupted')).toBe(true);
    expect(filesIn(join(home, 'one', 'originals'))).toEqual([]);
    await workspace.call('library.open', { dir: join(home, 'one') });
    const [job] = await workspace.call('jobs.wait', { ids: jobs.map(({ id }) => id) });
    expect(job?.state).toBe('done');
    expect(await workspace.call('evidence.list', {})).toHaveLength(1);
  });
});

describe('the folder chooser', () => {
  test('lists folders, and says which are libraries', async () => {
    await create('b-case');
    for (const name of ['a', '.hidden', 'c10', 'c9']) mkdirSync(join(home, name));
    put(home, 'file.txt', 'x');
    symlinkSync('a', join(home, 'to-a'));
    symlinkSync('nowhere', join(home, 'dangling'));
    const listing = await workspace.call('app.folders', { dir: null });
    expect(listing.path).toBe(home);
    expect(listing.folders.map(({ name, isLibrary }) => [name, isLibrary])).toEqual([
      ['a', false],
      ['b-case', true],
      ['c9', false],
      ['c10', false],
      ['to-a', false],
    ]);
    expect((await workspace.call('app.folders', { dir: '/' })).parent).toBeNull();
    expect(await codeOf(workspace.call('app.folders', { dir: join(home, 'gone') }))).toBe('not_found');
    expect(await codeOf(workspace.call('app.folders', { dir: join(home, 'file.txt') }))).toBe('not_found');
  });
});

describe('the sample case', () => {
  test('is made, filled and opened, with nothing to undo', async () => {
    const state = await workspace.call('library.sample', { dir: null });
    expect(state.open?.items).toBeGreaterThan(3);
    const items = await workspace.call('evidence.list', {});
    expect(items.every((item) => !item.pending)).toBe(true);
    expect(items.some((item) => item.variableFrameRate)).toBe(true);
    expect((await workspace.call('marks.list', {})).length).toBeGreaterThan(0);
    expect(await workspace.call('history.state', {})).toEqual({ undo: null, redo: null });
    const steps = events.filter((event) => event.type === 'sample');
    expect(steps.at(-1)).toMatchObject({ done: steps[0]?.total, total: steps[0]?.total });
    const { id } = await workspace.call('custody.verify', {});
    expect((await workspace.call('jobs.wait', { ids: [id] }))[0]?.result).toMatchObject({ ok: true });
  });

  test('needs ffmpeg, and says so', async () => {
    const poor = await open(null);
    const error = await errorOf(poor.call('library.sample', { dir: null }));
    expect(error).toMatchObject({ code: 'ffmpeg_missing', message: 'ffmpeg was not found. Install it.' });
    await poor.close();
  });
});
