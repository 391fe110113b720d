import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Core, openWorkspace } from '../../electron/core/app.ts';
import { MOST_UPLOADS } from '../../electron/hosts/loopback/connection-limits.ts';
import { launchKey } from '../../electron/hosts/loopback/launch-key.ts';
import { type Loopback, startLoopback } from '../../electron/hosts/loopback/loopback-server.ts';
import { importOne, newCase, put, RESOURCES } from '../support/case-library.ts';
import { askRaw, type RawRequest } from '../support/raw-http.ts';
import { exchange, statuses } from '../support/raw-socket.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { traversals } from '../support/traversals.ts';

const newDir = sharedTempDirs('attacks');
const SECRET = 'words-that-nobody-may-fetch';
const logged: string[] = [];
let workspace: Core;
let host: Loopback;
let cookie = '';
let root = '';
let sha256 = '';

const log = {
  info: (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields })),
  warn: (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields })),
};
const ask = (target: string, request: RawRequest = {}) =>
  askRaw(host.port, target, { ...request, headers: { Cookie: cookie, ...request.headers } });
const isOpen = async () => (await ask('/')).status === 200;

beforeAll(async () => {
  root = newDir();
  const page = join(root, 'page');
  mkdirSync(page);
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>page</title>');
  put(root, 'secret.txt', SECRET);
  const options = { stateDir: join(root, 'state'), homeFolder: root, resourcesDir: RESOURCES, version: '0.0.0' };
  workspace = await openWorkspace({ ...options, ffmpeg: null, ffmpegProblem: 'none here', log });
  await workspace.call('library.open', { dir: await newCase(root) });
  const id = await importOne(workspace, put(root, 'original.bin', randomBytes(5000)));
  sha256 = (await workspace.call('evidence.show', { id })).item.sha256;
  host = await startLoopback({ hosted: workspace, rendererDir: page, log });
  const { pathname, search } = new URL(host.url);
  cookie = (await askRaw(host.port, `${pathname}${search}`)).headers['set-cookie']?.split(';', 1)[0] ?? '';
});
afterAll(async () => {
  await host.close();
  await workspace.close();
});

describe('who is not the page', () => {
  it('gets nothing by DNS rebinding, even with the right cookie', async () => {
    for (const name of [
      'evil.example',
      `evil.example:${host.port}`,
      '[::1]',
      `[::1]:${host.port}`,
      `127.1:${host.port}`,
    ]) {
      expect((await ask(`/media/original/${sha256}`, { headers: { Host: name } })).status).toBe(403);
    }
  });

  it('gets nothing without a Host, in HTTP/1.1 or 1.0', async () => {
    expect((await ask('/', { headers: { Host: null } })).status).toBe(400);
    const old = await exchange(host.port, [`GET / HTTP/1.0\r\nCookie: ${cookie}\r\n\r\n`]);
    expect(statuses(old)).toEqual([403]);
    const named = await exchange(host.port, [`GET / HTTP/1.0\r\nHost: evil.example\r\nCookie: ${cookie}\r\n\r\n`]);
    expect(statuses(named)).toEqual([403]);
  });

  it('cannot send a form: wrong origin, and no form speaks JSON', async () => {
    const form = { method: 'POST', body: '{"dir":null}' } as const;
    const foreign = { Origin: 'http://127.0.0.1:8000', 'Sec-Fetch-Site': 'same-site', 'Content-Type': 'text/plain' };
    expect((await ask('/rpc/app.folders', { ...form, headers: foreign })).status).toBe(403);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect((await ask('/rpc/app.folders', { ...form, headers: { 'Content-Type': type } })).status).toBe(415);
    }
  });

  it.each(['cross-site', 'same-site'])('cannot load media into a page that is %s', async (site) => {
    const headers = { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' };
    const answer = await ask(`/media/original/${sha256}`, { headers });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('gets nothing without the cookie, whatever it guesses', async () => {
    for (let n = 0; n < 200; n++) {
      const guess = randomBytes(32).toString('base64url');
      const headers = { Cookie: `aigaq-${host.port}=${guess}` };
      expect((await askRaw(host.port, `/media/original/${sha256}`, { headers })).status).toBe(401);
    }
  });

  it('cannot spend a launch token twice, or a part of it', async () => {
    const { pathname, search } = new URL(host.url);
    for (const target of [
      `${pathname}${search}`,
      `${pathname}${search.slice(0, -1)}`,
      `${pathname}${search}x`,
      '/?launch=',
    ]) {
      const answer = await askRaw(host.port, target);
      expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    }
  });

  it('has 256 bits to guess, new ones with every start', () => {
    const keys = Array.from({ length: 50 }, () => launchKey());
    const secrets = keys.flatMap((key) => [key.launch, key.spend(key.launch) ?? '']);
    expect(new Set(secrets).size).toBe(100);
    expect(secrets.every((secret) => Buffer.from(secret, 'base64url').length === 32)).toBe(true);
  });
});

describe('the way in from a file', () => {
  const fromFile = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };

  it('takes a token, and goes on as a page of its own so that the cookie goes along', async () => {
    const other = await startLoopback({ hosted: workspace, rendererDir: join(root, 'page') });
    const { pathname, search } = new URL(other.url);
    const answer = await askRaw(other.port, `${pathname}${search}`, { headers: fromFile });
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toContain('SameSite=Strict');
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'");
    expect(answer.body.toString()).toContain('http-equiv="refresh" content="0;url=/"');
    expect(answer.body.toString()).not.toContain(search.slice(8));
    await other.close();
  });

  it('gives nothing else: not with a cookie, not to a frame, not to a request of a script', async () => {
    expect((await askRaw(host.port, '/', { headers: fromFile })).status).toBe(401);
    expect((await ask('/', { headers: fromFile })).status).toBe(403);
    expect((await askRaw(host.port, '/', { headers: { ...fromFile, 'Sec-Fetch-Dest': 'iframe' } })).status).toBe(403);
    expect((await askRaw(host.port, '/', { headers: { ...fromFile, 'Sec-Fetch-Mode': 'cors' } })).status).toBe(403);
  });
});

describe('what is no plain request', () => {
  const upgrade = (more: string) =>
    `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: ${more}\r\n`;

  it('is refused: WebSocket, h2c, CONNECT, a proxy’s address', async () => {
    const socket = `${upgrade('websocket')}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${'A'.repeat(22)}==\r\n\r\n`;
    expect(statuses(await exchange(host.port, [socket], 1000))).toEqual([400]);
    expect(statuses(await exchange(host.port, [`${upgrade('h2c')}\r\n`], 1000))).toEqual([400]);
    const connect = await exchange(host.port, ['CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n'], 1000);
    expect([connect.ended, statuses(connect).every((status) => status >= 400)]).toEqual([true, true]);
    expect((await ask(`http://127.0.0.1:${host.port}/`)).status).toBe(400);
    expect((await ask('http://evil.example/')).status).toBe(400);
    expect((await ask('*', { method: 'OPTIONS' })).status).toBe(400);
  });

  it('is refused when a header is said twice', async () => {
    const twice = (name: string, value: string) =>
      exchange(host.port, [
        `GET / HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${cookie}\r\nConnection: close\r\n${name}: ${value}\r\n${name}: evil.example\r\n\r\n`,
      ]);
    expect(statuses(await twice('Origin', `http://127.0.0.1:${host.port}`))).toEqual([400]);
    expect(statuses(await twice('Sec-Fetch-Site', 'same-origin'))).toEqual([400]);
    expect(statuses(await twice('Host', `127.0.0.1:${host.port}`))).toEqual([400]);
  });

  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
  it.each([
    ['two lengths', `Content-Length: 4\r\nContent-Length: ${smuggled.length}\r\n`],
    ['length and chunks', `Content-Length: ${smuggled.length}\r\nTransfer-Encoding: chunked\r\n`],
    ['an unknown coding', 'Transfer-Encoding: xchunked\r\n'],
    ['a coding spelt with a space', 'Transfer-Encoding : chunked\r\n'],
    ['a folded coding', 'Transfer-Encoding:\r\n chunked\r\n'],
    ['a signed length', 'Content-Length: +4\r\n'],
    ['a length that is no number', 'Content-Length: 4x\r\n'],
    ['a chunk of no size', 'Transfer-Encoding: chunked\r\n'],
    ['a bare line feed', 'X: a\n\nGET /smuggled HTTP/1.1\n'],
  ])('smuggles no second request: %s', async (_what, headers) => {
    const head = `POST /rpc/app.state HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n`;
    const answer = await exchange(host.port, [`${head}${headers}\r\n${smuggled}`], 1500);
    expect(statuses(answer).filter((status) => status < 400)).toEqual([]);
    expect(statuses(answer).length).toBeLessThanOrEqual(1);
    expect(await isOpen()).toBe(true);
  });

  it('is cut off when its headers are absurd', async () => {
    const head = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${cookie}\r\nConnection: close\r\n`;
    const shapes = [
      `X: ${'a'.repeat(100_000)}\r\n`,
      'X: b\r\n'.repeat(20_000),
      `${'n'.repeat(40_000)}: x\r\n`,
      'no colon\r\n',
      '\0: x\r\n',
      'X: \x01\r\n',
    ];
    for (const shape of shapes) {
      const answer = await exchange(host.port, [`${head}${shape}\r\n`], 3000);
      expect(statuses(answer).every((status) => status >= 400)).toBe(true);
      expect(answer.ended).toBe(true);
    }
    expect(statuses(await exchange(host.port, [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\n\r\n`]))).toEqual([431]);
    expect(await isOpen()).toBe(true);
  });
});

describe('a client that wastes time', () => {
  it.concurrent('may take its time over headers for seconds only', async () => {
    const letters = [...`GET / HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nX-Slow: ${'x'.repeat(100)}`];
    const slow = await exchange(host.port, letters, 25_000, 200);
    expect(statuses(slow)).toEqual([408]);
    expect(slow.ms).toBeLessThan(15_000);
  });

  it.concurrent('may say nothing at all for seconds only', async () => {
    const silent = await exchange(host.port, [], 25_000);
    expect(silent.ended).toBe(true);
    expect(silent.ms).toBeLessThan(15_000);
  });

  it('cannot take every place: further uploads are told to wait', async () => {
    const head = `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${cookie}\r\nContent-Length: 1000\r\n\r\nbegun`;
    const running = Array.from({ length: MOST_UPLOADS }, () => exchange(host.port, [head], 1500));
    await new Promise((resolve) => setTimeout(resolve, 400));
    const next = await ask('/upload', { method: 'POST', body: 'x' });
    expect(next.status).toBe(429);
    expect(next.body.toString()).toContain('Several files are being copied in already');
    await Promise.all(running);
    await expect.poll(async () => (await ask('/upload', { method: 'POST', body: 'x' })).status).toBe(200);
  });
});

describe('an address that leads outside', () => {
  it('gives nothing, in more than 500 spellings', async () => {
    const targets = [join(root, 'secret.txt'), '/etc/passwd'].flatMap((target) => traversals(target));
    expect(targets.length).toBeGreaterThanOrEqual(500);
    for (const target of targets) {
      const { status, body } = await ask(target);
      expect(`${body}`, target).not.toMatch(/words-that-nobody|root:[^:]*:0:0/);
      // Every one is answered, and none as a defect of ours; a query makes no other page of the page.
      expect(target.startsWith('/?') ? [200] : [400, 404, 405], target).toContain(status);
    }
    expect(await isOpen()).toBe(true);
  });
});

describe('the secrets', () => {
  it('are in no log and in no answer', async () => {
    const secrets = [new URL(host.url).searchParams.get('launch') ?? '-', cookie.split('=')[1] ?? '-'];
    const page = await ask('/');
    const wrong = await ask('/media/original/nothing');
    const said = [...logged, JSON.stringify(page.headers), page.body.toString(), wrong.body.toString()].join('\n');
    for (const secret of secrets) expect(said).not.toContain(secret);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
  });
});
