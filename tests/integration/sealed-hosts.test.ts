import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../electron/core/app.ts';
import type { AppEvent } from '../../shared/api.ts';
import { codeOf, filesIn, importOne, put, RESOURCES } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { newSealedCase, openSealedCase, PASSPHRASE } from '../support/sealed-library.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('sealed-hosts');
const CLI = resolve(import.meta.dirname, '..', '..', 'electron', 'cli.ts');

/** One run of the real command line with these passphrases in its environment. */
async function run(args: readonly string[], passphrase?: string, next?: string) {
  const { AIGAQ_PASSPHRASE: _one, AIGAQ_NEW_PASSPHRASE: _two, ...rest } = process.env;
  const given = { ...(passphrase && { AIGAQ_PASSPHRASE: passphrase }), ...(next && { AIGAQ_NEW_PASSPHRASE: next }) };
  const child = spawn(process.execPath, [CLI, ...args, '--json'], {
    env: { ...rest, ...given },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part));
  const [code] = (await once(child, 'close')) as [number];
  return { code, err, json: JSON.parse(out) };
}

describe('the command line on a sealed library', () => {
  test('makes, fills and checks one, and changes its passphrase', async () => {
    const dir = tempDir();
    const library = join(dir, 'case');
    expect(await run(['init', library, '--title', 'T', '--sealed'])).toMatchObject({
      code: 2,
      json: { error: { code: 'usage', message: expect.stringContaining('AIGAQ_PASSPHRASE') } },
    });
    const made = await run(['init', library, '--title', 'T', '--sealed'], PASSPHRASE);
    expect(made).toMatchObject({ code: 0, json: { library: { title: 'T', path: library } } });
    const film = makeTestFilm(dir, { name: 'a.mp4', frames: 30 });
    const { json } = await run(['import', library, film], PASSPHRASE);
    expect(json.items[0]).toMatchObject({ outcome: 'imported', frames: 30 });
    const still = join(dir, 'a.png');
    expect((await run(['still', library, json.items[0].id, '--frame', '7', '--out', still], PASSPHRASE)).code).toBe(0);
    expect(readFileSync(still).subarray(1, 4).toString()).toBe('PNG');

    for (const [passphrase, code] of [
      [undefined, 'passphrase_needed'],
      ['not the right one', 'passphrase_wrong'],
    ] as const)
      expect(await run(['list', library], passphrase)).toMatchObject({ code: 4, json: { error: { code } } });
    const changed = await run(['passphrase', library], PASSPHRASE, 'another one by chance');
    expect(changed).toMatchObject({ code: 0, json: { library: { path: library } } });
    expect((await run(['list', library], PASSPHRASE)).json.error.code).toBe('passphrase_wrong');
    const verified = await run(['verify', library], 'another one by chance');
    expect(verified).toMatchObject({ code: 0, json: { ok: true, checked: { files: 1 } } });
    // Nine programs, each with Argon2id.
  }, 400_000);
});

describe('the workspace', () => {
  test('locks a sealed library, answers nothing of it, and unlocks it', async () => {
    const dir = tempDir();
    const libraryDir = await newSealedCase(dir, 'A title that stays inside');
    const core = await openSealedCase(libraryDir);
    const id = await importOne(core, put(dir, 'a.txt', 'evidence'));
    await core.close();
    const stateDir = join(dir, 'state');
    const ffmpeg = null;
    const options = { stateDir, homeFolder: dir, resourcesDir: RESOURCES, version: '1', ffmpeg, ffmpegProblem: 'none' };
    const workspace = await openWorkspace(options);
    const events: AppEvent[] = [];
    workspace.on((event) => void events.push(event));

    expect(await codeOf(workspace.call('library.open', { dir: libraryDir }))).toBe('passphrase_needed');
    expect(await workspace.call('app.state', {})).toMatchObject({ open: null, locked: { path: libraryDir } });
    const opened = await workspace.call('library.open', { dir: libraryDir, passphrase: PASSPHRASE });
    expect(opened).toMatchObject({ open: { sealed: true, title: 'A title that stays inside' }, locked: null });
    expect(opened.recent).toMatchObject([{ title: 'case', sealed: true }]);
    for (const name of filesIn(stateDir)) expect(readFileSync(join(stateDir, name), 'utf8')).not.toContain('inside');

    const item = (await workspace.call('evidence.show', { id })).item;
    const address = `http://127.0.0.1/media/original/${item.sha256}`;
    expect((await workspace.media(new Request(address))).status).toBe(200);
    events.length = 0;
    const locked = await workspace.call('library.lock', {});
    expect(locked).toMatchObject({ open: null, locked: { path: libraryDir } });
    expect(events[0]).toEqual({ type: 'locked', path: libraryDir });
    expect((await workspace.media(new Request(address))).status).toBe(404);
    expect(await codeOf(workspace.call('evidence.list', {}))).toBe('no_library_open');
    expect(await codeOf(workspace.call('library.open', { dir: libraryDir, passphrase: 'wrong one' }))).toBe(
      'passphrase_wrong',
    );
    expect((await workspace.call('app.state', {})).locked).toEqual({ path: libraryDir });
    await workspace.call('library.open', { dir: libraryDir, passphrase: PASSPHRASE });
    expect((await workspace.media(new Request(address))).status).toBe(200);
    await workspace.close();
  });

  test('does not lock a plain library, which nothing could unlock', async () => {
    const dir = tempDir();
    const options = { stateDir: join(dir, 's'), homeFolder: dir, resourcesDir: RESOURCES, version: '1', ffmpeg: null };
    const workspace = await openWorkspace({ ...options, ffmpegProblem: 'none' });
    await workspace.call('library.create', { dir: join(dir, 'plain'), title: 'T', operator: 'O' });
    expect(await workspace.call('library.lock', {})).toMatchObject({
      open: { title: 'T', sealed: false },
      locked: null,
    });
    await workspace.close();
  });
});
