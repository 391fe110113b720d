import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTestFilm } from '../support/films.ts';
import { tempDirs } from '../support/temp-dir.ts';

const CLI = resolve(import.meta.dirname, '..', '..', 'electron', 'cli.ts');
const newDir = tempDirs('cli');

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess & { ended: Promise<Ended> } {
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } });
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text.out += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    text.err += part;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...text }) as Ended);
  return Object.assign(child, { ended });
}

const run = (args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended> => start(args, env).ended;

async function document<T>(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<T & { code: number | null }> {
  const { code, out } = await run([...args, '--json'], env);
  return { ...(JSON.parse(out) as T), code };
}

async function newLibrary(dir: string): Promise<string> {
  const library = join(dir, 'case');
  expect((await run(['init', library, '--title', 'Case', '--operator', 'First Observer'])).code).toBe(0);
  return library;
}

interface Items {
  readonly items: {
    id: string;
    path: string;
    outcome: string;
    review: string;
    warnings: { code: string }[];
    sha256: string;
  }[];
}

describe('the command line as a process', () => {
  it('does a small case from beginning to end', async () => {
    const dir = newDir();
    const library = await newLibrary(dir);
    const film = makeTestFilm(dir, { name: '-film.mp4', frames: 12 });
    writeFileSync(join(dir, 'note.txt'), 'as it was handed over');
    const paths = [film, join(dir, 'note.txt'), film, join(dir, 'gone.mp4')];
    const { code, items } = await document<Items>(['import', library, ...paths, '--source', 'An archive']);
    expect(code).toBe(3);
    expect(items.map((item) => item.path)).toEqual(paths);
    expect(items.map((item) => item.outcome)).toEqual(['imported', 'imported', 'duplicate', 'refused']);

    const id = items[0]?.id ?? '';
    const out = join(dir, 'still.png');
    expect(await document(['still', library, id, '--frame', '11', '--out', out])).toMatchObject({ code: 0, file: out });
    expect(existsSync(out)).toBe(true);
    expect(await document(['still', library, id, '--frame', '12', '--out', out])).toMatchObject({
      code: 1,
      error: { code: 'frame_out_of_range' },
    });
    const marking = ['mark', library, id, '--in', '2', '--out', '4', '--title', 'Box opened', '--violation', 'A1'];
    expect(await document(marking)).toMatchObject({ code: 0, mark: { in: { n: 2 }, out: { n: 4 } } });
    expect(await document(['verify', library])).toMatchObject({ code: 0, ok: true, problems: [] });
    expect(await document(['list', join(dir, 'nothing')])).toMatchObject({
      code: 4,
      error: { code: 'library_missing' },
    });
    expect(existsSync(join(dir, 'nothing'))).toBe(false);
  });

  it('takes a bundle for one though its declaration was taken away', async () => {
    const dir = newDir();
    mkdirSync(join(dir, 'data'));
    writeFileSync(join(dir, 'manifest-sha256.txt'), '');
    const { code, problems } = await document<{ problems: { path: string }[] }>(['verify', dir]);
    expect(code).toBe(1);
    expect(problems.map(({ path }) => path)).toContain('bagit.txt');
  });

  it('leaves nothing half done where a still cannot be written', async () => {
    const dir = newDir();
    const library = await newLibrary(dir);
    const { items } = await document<Items>(['import', library, makeTestFilm(dir, { name: 'a.mp4', frames: 4 })]);
    const before = readdirSync(dir);
    const into = ['still', library, items[0]?.id ?? '', '--frame', '0', '--out'];
    expect(await document([...into, join(dir, 'no', 'such.png')])).toMatchObject({
      code: 1,
      error: { code: 'folder_not_writable', message: expect.stringContaining('does not exist') },
    });
    expect(await document([...into, library])).toMatchObject({ code: 1, error: { code: 'folder_not_writable' } });
    expect(readdirSync(dir)).toEqual(before);
  });

  it('puts an import down tidily on Ctrl+C', async () => {
    const dir = newDir();
    const library = await newLibrary(dir);
    const large = join(dir, 'large.bin');
    writeFileSync(large, 'x');
    truncateSync(large, 4 * 1024 ** 3);
    const child = start(['import', library, large, '--json']);
    const incoming = () =>
      readdirSync(library, { recursive: true }).some((name) => /\.(part|tmp)|incoming\//.test(String(name)));
    await expect.poll(incoming, { timeout: 20_000, interval: 20 }).toBe(true);
    child.kill('SIGINT');
    const { code, out, err } = await child.ended;
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 1, error: { code: 'cancelled' } });
    expect(err).not.toMatch(/\n\s+at /);
    expect((await document<Items>(['list', library])).items).toEqual([]);
    expect(await document(['verify', library])).toMatchObject({ ok: true });
    expect(incoming()).toBe(false);
  });

  it('keeps recordings as evidence without ffmpeg, and says what to install', async () => {
    const dir = newDir();
    const library = await newLibrary(dir);
    const film = makeTestFilm(dir, { name: 'a.mp4', frames: 4 });
    const without = { AIGAQ_FFMPEG: join(dir, 'no-ffmpeg') };
    const { code, items } = await document<Items>(['import', library, film], without);
    expect(code).toBe(0);
    expect(items[0]?.outcome).toBe('imported');
    expect(items[0]?.warnings.map((warning) => warning.code)).toContain('ffmpeg_missing');
    const frames = await document<{ error: { code: string; message: string } }>(
      ['frames', library, items[0]?.id ?? ''],
      without,
    );
    expect(frames).toMatchObject({ code: 1, error: { code: 'ffmpeg_missing' } });
    expect(frames.error.message).toMatch(/install|AIGAQ_FFMPEG/i);
  });

  it('does not mind a reader that goes away', async () => {
    const dir = newDir();
    const child = start(['help']);
    child.stdout?.destroy();
    const { code, signal, err } = await child.ended;
    expect({ code, signal, err }).toEqual({ code: 0, signal: null, err: '' });
    const library = await newLibrary(dir);
    const listing = start(['codebook', library, '--json']);
    listing.stdout?.destroy();
    expect(await listing.ended).toMatchObject({ code: 0, signal: null, err: '' });
  });
});
