import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hosted } from '../../electron/hosts/loopback/loopback-routes.ts';
import { type Loopback, startLoopback } from '../../electron/hosts/loopback/loopback-server.ts';
import type { AppEvent } from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import { askRaw, type RawRequest } from '../support/raw-http.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('loopback');

/** A workspace that tells what reached it. */
const seen: { media: string[]; uploads: number[]; aborted: number } = { media: [], uploads: [], aborted: 0 };
const listeners = new Set<(event: AppEvent) => void>();
const emit = (event: AppEvent) => {
  for (const listener of listeners) listener(event);
};

const hosted: Hosted = {
  call: (async (name: string, input: { dir?: string }) => {
    if (name === 'library.open')
      throw new AppError('library_missing', `No library at ${input.dir}.`, { dir: input.dir });
    if (name === 'library.close') throw new TypeError('a defect\n    at file.js:1:1');
    return { name, input };
  }) as unknown as Hosted['call'],
  on(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  async media(request) {
    const { pathname, search } = new URL(request.url);
    seen.media.push(`${request.method} ${pathname}${search} ${request.headers.get('range') ?? '-'}`);
    if (pathname.endsWith('/slow')) {
      await new Promise((resolve) => request.signal.addEventListener('abort', resolve));
      seen.aborted += 1;
    }
    return new Response('0123', {
      status: 206,
      headers: { 'Content-Type': 'video/mp4', 'Content-Range': 'bytes 0-3/10' },
    });
  },
  async upload(request) {
    const bytes = (await request.arrayBuffer()).byteLength;
    seen.uploads.push(bytes);
    return Response.json({ upload: 'abcdefgh', bytes });
  },
};

let host: Loopback;
let cookie = '';
let root = '';

const ask = (target: string, request: RawRequest = {}) =>
  askRaw(host.port, target, { ...request, headers: { Cookie: cookie, ...request.headers } });
const rpc = (name: string, body: string, headers: RawRequest['headers'] = {}) =>
  ask(`/rpc/${name}`, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } });

beforeAll(async () => {
  root = newDir();
  const page = join(root, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(page, 'assets', 'app-1a2b.js'), 'void 0;');
  writeFileSync(join(root, 'secret.txt'), 'beside the page');
  host = await startLoopback({ hosted, rendererDir: page });
});

afterAll(() => host.close());

describe('the launch address', () => {
  it('is refused when the token is wrong, and gives nothing away', async () => {
    const answer = await askRaw(host.port, '/?launch=wrong');
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('gives a cookie once, and takes the token out of the address', async () => {
    const { pathname, search } = new URL(host.url);
    const first = await askRaw(host.port, `${pathname}${search}`);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(first.headers['set-cookie']).toMatch(
      new RegExp(`^aigaq-${host.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    );
    cookie = first.headers['set-cookie']?.split(';', 1)[0] ?? '';
    expect(new URL(host.url).searchParams.get('launch')).toHaveLength(43);
    expect(cookie).not.toContain(new URL(host.url).searchParams.get('launch'));

    const replayed = await askRaw(host.port, `${pathname}${search}`);
    expect(replayed.status).toBe(403);
    expect(replayed.headers['set-cookie']).toBeUndefined();
    expect(replayed.body.toString()).toContain('has been used already');

    const secondTab = await ask(`${pathname}${search}`);
    expect(secondTab).toMatchObject({ status: 303, headers: { location: '/' } });
  });
});

describe('the guard', () => {
  const routes = ['/', '/index.html', '/assets/app-1a2b.js', '/events', '/media/original/abc', '/nothing'];

  it.each(routes)('answers 401 to %s without the cookie', async (route) => {
    expect((await askRaw(host.port, route)).status).toBe(401);
    const name = cookie.split('=', 1)[0];
    expect((await askRaw(host.port, route, { headers: { Cookie: `${name}=${'A'.repeat(43)}` } })).status).toBe(401);
  });

  it.each(['evil.example', '127.0.0.1', '127.0.0.1:1', '0.0.0.0', 'localhost.evil.example'])(
    'answers 403 to Host %s, cookie or not',
    async (name) => {
      expect((await ask('/', { headers: { Host: name } })).status).toBe(403);
      expect((await ask('/', { headers: { Host: `${name}:${host.port}x` } })).status).toBe(403);
    },
  );

  it('knows itself as localhost too', async () => {
    expect((await ask('/', { headers: { Host: `localhost:${host.port}` } })).status).toBe(200);
  });

  it.each([
    [{ Origin: 'https://evil.example' }],
    [{ Origin: 'null' }],
    [{ Origin: 'http://127.0.0.1:1' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site' }],
  ])('answers 403 to %o, on reading and on calling', async (headers) => {
    expect((await ask('/', { headers })).status).toBe(403);
    expect((await rpc('app.state', '{}', headers)).status).toBe(403);
  });

  it('lets its own page through', async () => {
    const headers = { Origin: `http://127.0.0.1:${host.port}`, 'Sec-Fetch-Site': 'same-origin' };
    expect((await rpc('app.state', '{}', headers)).status).toBe(200);
    expect((await ask('/', { headers: { 'Sec-Fetch-Site': 'none' } })).status).toBe(200);
  });

  it('sends no word of CORS', async () => {
    const answer = await ask('/', { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'POST' } });
    expect(answer.status).toBe(405);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the page', () => {
  it('comes with a policy that lets no foreign or inline script run', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(body.toString()).toContain('<title>page</title>');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('serves hashed assets to be kept', async () => {
    const { headers, body } = await ask('/assets/app-1a2b.js');
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['content-type']).toContain('text/javascript');
    expect(body.toString()).toBe('void 0;');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/%00',
    '/assets',
    '/constructor',
  ])('has nothing at %s', async (target) => {
    const { status, body } = await ask(target);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain('beside the page');
  });

  it('has nothing at the absolute path of a file', async () => {
    for (const target of [join(root, 'secret.txt'), `/media/${join(root, 'secret.txt')}`, '/media/../secret.txt']) {
      expect((await ask(target)).status).toBe(404);
    }
    expect(seen.media).toEqual([]);
  });
});

describe('calls', () => {
  it('answers 200 with a value', async () => {
    const { status, body } = await rpc('evidence.show', '{"id":"ev-1"}');
    expect(status).toBe(200);
    expect(JSON.parse(body.toString())).toEqual({ ok: true, value: { name: 'evidence.show', input: { id: 'ev-1' } } });
  });

  it('answers 200 with the error a handler threw', async () => {
    const { status, body } = await rpc('library.open', '{"dir":"/x"}');
    expect(status).toBe(200);
    expect(JSON.parse(body.toString())).toEqual({
      ok: false,
      error: { code: 'library_missing', message: 'No library at /x.', details: { dir: '/x' } },
    });
  });

  it('answers a defect without its stack', async () => {
    const { body } = await rpc('library.close', '{}');
    expect(JSON.parse(body.toString())).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(body.toString()).not.toContain('file.js');
  });

  it.each(['no.such.call', '__proto__', 'toString', '', 'app.state/../x'])('has no call %j', async (name) => {
    const { status, body } = await rpc(name, '{}');
    expect(status).toBe(200);
    expect(JSON.parse(body.toString())).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('refuses what is no JSON call', async () => {
    expect((await rpc('app.state', '{"cut')).status).toBe(400);
    expect((await rpc('app.state', '{}', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await rpc('app.state', '{}', { 'Content-Length': String(33 * 1024 * 1024) })).status).toBe(413);
    expect((await ask('/rpc/app.state')).status).toBe(405);
  });
});

describe('media and uploads', () => {
  it('hands the request over and the answer back, with a policy that runs nothing', async () => {
    const { status, headers, body } = await ask('/media/original/abc', { headers: { Range: 'bytes=0-3' } });
    expect({ status, body: body.toString() }).toMatchObject({ status: 206 });
    expect(body.toString()).toContain('0123');
    expect(headers).toMatchObject({
      'content-range': 'bytes 0-3/10',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(seen.media.at(-1)).toBe('GET /media/original/abc bytes=0-3');
  });

  it('sends no body to HEAD', async () => {
    const { body } = await ask('/media/original/abc', { method: 'HEAD' });
    expect(body).toHaveLength(0);
    expect(seen.media.at(-1)).toMatch(/^HEAD/);
  });

  it.each(['/media/original/abc?w=X', '/media/original/abc?dir=/etc', '/media/a.b', '/media/', '/media/a%2fb'])(
    'refuses the address %s',
    async (target) => {
      const before = seen.media.length;
      expect((await ask(target)).status).toBe(404);
      expect(seen.media).toHaveLength(before);
    },
  );

  it('aborts what nobody waits for any more', async () => {
    await ask('/media/original/slow', { patience: 100 });
    await expect.poll(() => seen.aborted).toBe(1);
  });

  it('streams an upload through', async () => {
    const { status, body } = await ask('/upload', { method: 'POST', body: 'x'.repeat(100_000) });
    expect(status).toBe(200);
    expect(body.toString()).toContain('"bytes":100000');
    expect(seen.uploads).toEqual([100_000]);
  });
});

describe('events', () => {
  it('reach every page that listens', async () => {
    const waiting = [ask('/events', { patience: 500 }), ask('/events', { patience: 500 })];
    setTimeout(() => emit({ type: 'changed', topics: ['marks'] }), 200);
    for (const { status, headers, body } of await Promise.all(waiting)) {
      expect(status).toBe(200);
      expect(headers['content-type']).toContain('text/event-stream');
      expect(body.toString()).toContain('data: {"type":"changed","topics":["marks"]}\n\n');
    }
  });

  it('tell a page that comes back to ask for everything again', async () => {
    const returning = await ask('/events', { patience: 200, headers: { 'Last-Event-ID': '1' } });
    expect(returning.body.toString()).toContain('"type":"changed"');
    const fresh = await ask('/events', { patience: 200 });
    expect(fresh.body.toString()).not.toContain('data:');
  });
});

describe('closing', () => {
  it('does not wait for idle connections, and frees the port', async () => {
    const other = await startLoopback({ hosted, rendererDir: join(root, 'page') });
    const idle = connect({ host: '127.0.0.1', port: other.port });
    idle.on('error', () => {});
    await new Promise((resolve) => idle.once('connect', resolve));
    const before = performance.now();
    await other.close();
    expect(performance.now() - before).toBeLessThan(1000);
    const again = await startLoopback({ hosted, rendererDir: join(root, 'page'), port: other.port });
    expect(again.port).toBe(other.port);
    expect(again.url).not.toBe(other.url);
    await again.close();
  });

  it('says which port is taken', async () => {
    const twice = startLoopback({ hosted, rendererDir: join(root, 'page'), port: host.port });
    await expect(twice).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(String(host.port)),
    });
  });

  it('says that the page has not been built', async () => {
    await expect(startLoopback({ hosted, rendererDir: newDir() })).rejects.toThrow(/npm run build/);
  });
});
