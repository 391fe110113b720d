import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { importOne, newCase, openCase, put } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const dir = sharedTempDirs('media-handler');
const SIZE = 9_000_000;
const content = randomBytes(SIZE);
let core: Core;
let libraryDir: string;
let sha256: string;
let film: { id: string; sha256: string };

beforeAll(async () => {
  const root = dir();
  libraryDir = await newCase(root);
  core = await openCase(libraryDir);
  await importOne(core, put(root, 'random.bin', content));
  sha256 = createHash('sha256').update(content).digest('hex');
  const id = await importOne(core, makeTestFilm(root, { name: 'film.mp4', frames: 10 }));
  film = { id, sha256: (await core.call('evidence.show', { id })).item.sha256 };
});
afterAll(() => core.close());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  core.media(new Request(`http://aigaq${path}`, { method, headers }));
const original = (headers: Record<string, string> = {}, method = 'GET') =>
  ask(`/media/original/${sha256}`, headers, method);
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('originals', () => {
  test('whole', async () => {
    const response = await original();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...{ 'content-length': String(SIZE), 'accept-ranges': 'bytes', 'x-content-type-options': 'nosniff' },
      ...{ 'content-type': 'application/octet-stream', 'cache-control': expect.stringContaining('immutable') },
    });
    expect((await bytes(response)).equals(content)).toBe(true);
  });

  test.each([
    ['bytes=0-', 0, (4 << 20) - 1],
    ['bytes=100-199', 100, 199],
    ['bytes=-5', SIZE - 5, SIZE - 1],
    [`bytes=${SIZE - 1}-`, SIZE - 1, SIZE - 1],
    [`bytes=5000000-${SIZE * 2}`, 5_000_000, SIZE - 1],
  ])('a slice: %s', async (range, first, last) => {
    const response = await original({ range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/${SIZE}`);
    expect(response.headers.get('content-length')).toBe(String(last - first + 1));
    expect((await bytes(response)).equals(content.subarray(first, last + 1))).toBe(true);
  });

  test('a slice outside', async () => {
    const response = await original({ range: `bytes=${SIZE}-` });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${SIZE}`);
  });

  test('HEAD says the same and sends nothing', async () => {
    const response = await original({ range: 'bytes=0-5' }, 'HEAD');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(SIZE));
    expect(await bytes(response)).toHaveLength(0);
  });

  test('what the asker has already is not sent again', async () => {
    const etag = (await original({}, 'HEAD')).headers.get('etag') ?? '';
    expect((await original({ 'if-none-match': etag })).status).toBe(304);
    expect((await original({ 'if-range': etag, range: 'bytes=0-1' })).status).toBe(206);
    const other = await original({ 'if-range': '"other"', range: 'bytes=0-1' });
    expect(other.status).toBe(200);
    await other.body?.cancel();
  });

  test('a reader that goes away leaves no open file', async () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    for (let n = 0; n < 30; n++) {
      const reader = (await original()).body?.getReader();
      await reader?.read();
      await reader?.cancel();
    }
    expect(open()).toBeLessThan(before + 10);
  });

  test('any Range header gets an answer that fits the file', async () => {
    const odd = [
      'bytes=1-0',
      'bytes=',
      'bytes=-',
      'bytes=0-0,2-2',
      'lines=1-2',
      'bytes=-0',
      'bytes= 5-6 ',
      'bytes=5',
      'x',
    ];
    for (const range of odd) {
      const response = await original({ range });
      expect([200, 206, 416]).toContain(response.status);
      if (response.status === 200) expect(response.headers.get('content-length')).toBe(String(SIZE));
      await response.body?.cancel();
    }
  });
});

describe('other addresses', () => {
  test('pictures, stills, thumbnails', async () => {
    const picture = await ask(`/media/picture/${film.sha256}/3?w=100`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await bytes(picture)).subarray(0, 2).toString('hex')).toBe('ffd8');
    const { url, sha256: told } = await core.call('evidence.still', { id: film.id, frame: 3 });
    const still = await ask(url);
    expect(still.headers.get('content-type')).toBe('image/png');
    expect(
      createHash('sha256')
        .update(await bytes(still))
        .digest('hex'),
    ).toBe(told);
    const thumbnail = await ask(`/media/thumbnail/${film.sha256}`);
    expect(thumbnail.headers.get('content-type')).toMatch(/^image\//);
    expect((await ask(`/media/original/${film.sha256}`, {}, 'HEAD')).headers.get('content-type')).toBe('video/mp4');
  });

  test.each([
    ['/media/', 404],
    [`/media/original/${'0'.repeat(64)}`, 404],
    [`/media/thumbnail/${'0'.repeat(64)}`, 404],
    [`/media/sheet/${'0'.repeat(64)}/1`, 404],
    ['/media/original/..%2f..%2flibrary.sqlite', 404],
    ['/library.sqlite', 404],
  ])('%s is not there', async (path, status) => {
    const response = await ask(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('a frame or page that does not exist', async () => {
    expect((await ask(`/media/picture/${film.sha256}/10`)).status).toBe(404);
    expect((await ask(`/media/still/${film.sha256}/10`)).status).toBe(404);
    expect((await ask(`/media/page/${sha256}/1`)).status).toBe(404);
    expect((await ask(`/media/thumbnail/${sha256}`)).status).toBe(404);
  });

  test('only reading is possible', async () => {
    const response = await original({}, 'DELETE');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('what a stranger made never becomes a page of ours', async () => {
    const id = await importOne(core, put(dir(), 'page.html', '<!doctype html><script>alert(1)</script>'));
    const { item } = await core.call('evidence.show', { id });
    const response = await ask(`/media/original/${item.sha256}`);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    await response.body?.cancel();
  });

  test('an original that is gone is said to be gone', async () => {
    const id = await importOne(core, put(dir(), 'gone.txt', 'soon gone'));
    const { item } = await core.call('evidence.show', { id });
    const path = join(libraryDir, 'originals', item.sha256.slice(0, 2), `${item.sha256}.bin`);
    chmodSync(path, 0o600);
    rmSync(path);
    const response = await ask(`/media/original/${item.sha256}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('not in the library any more');
  });
});
