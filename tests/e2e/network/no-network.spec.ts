import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, expect, type Page, test } from '@playwright/test';
import { openBrowserProfile } from '../../../resources/setup/browser-profile.ts';
import { findBrowser, QUIET_ARGUMENTS, sandboxArguments } from '../../../resources/setup/find-browser.ts';
import { windowAddress } from '../../../resources/setup/window-address.ts';
import type { Item } from '../../../shared/evidence.ts';
import type { Job } from '../../../shared/job.ts';
import { makeTestFilm } from '../../support/films.ts';
import { readSocketTrace, traceArguments } from '../../support/socket-trace.ts';
import { newTempDir, removeFolder } from '../../support/temp-folder.ts';
import { callCore } from '../support/library-by-call.ts';

const OUT = resolve(import.meta.dirname, '../../../out/main');
/** Long enough for what a browser asks for a minute after its start. */
const IDLE_MS = 75_000;
const CANARY = 'Kanareika-im-Bergwerk';

let dir = '';
test.beforeEach(() => {
  dir = newTempDir('network');
});
test.afterEach(() => removeFolder(dir));

/** `least`: lines of the trace that name 127.0.0.1, which tell that it saw what it should. */
function expectNoNetwork(file: string, least: number): void {
  const trace = readSocketTrace(readFileSync(file, 'utf8'));
  expect(trace.strayed.slice(0, 10)).toEqual([]);
  expect(trace.local).toBeGreaterThanOrEqual(least);
}

test('the command line opens no socket: import, mark, export, verify', () => {
  const film = makeTestFilm(dir, { name: 'film.mp4', frames: 50, sound: 440 });
  const library = join(dir, 'case');
  const trace = join(dir, 'trace');
  const run = (...args: string[]): Record<string, never> => {
    const all = [...traceArguments(trace), process.execPath, join(OUT, 'cli.js'), ...args, '--json'];
    const answer = JSON.parse(execFileSync('strace', all, { encoding: 'utf8' }));
    expectNoNetwork(trace, 0);
    return answer;
  };
  run('init', library, '--title', 'Case', '--operator', 'Reviewer');
  const items = run('import', library, film) as unknown as { items: Item[] };
  run('mark', library, items.items[0]?.id ?? '', '--in', '5', '--out', '9', '--title', 'Mark');
  run('export', library, '--out', join(dir, 'bundle'), '--allow-incomplete');
  run('verify', library);
  run('verify', join(dir, 'bundle'));
  const sockets = readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => /socket\(AF_INET/.test(line));
  expect(sockets).toEqual([]);
});

/** Chromium with the arguments of `npm start`, under strace, driven over a pipe. */
async function tracedWindow(profile: string, url: string, trace: string) {
  const wrapper = join(dir, 'traced-browser');
  const browser = findBrowser();
  if (browser === null) throw new Error('Chromium is needed');
  writeFileSync(wrapper, `#!/bin/sh\nexec strace ${traceArguments(trace).join(' ')} ${browser} "$@"\n`);
  chmodSync(wrapper, 0o755);
  const own = ['--headless=new', '--remote-debugging-pipe', `--user-data-dir=${profile}`, `--app=${url}`];
  return chromium.launchPersistentContext(profile, {
    executablePath: wrapper,
    ignoreDefaultArgs: true,
    args: [...own, ...QUIET_ARGUMENTS, ...sandboxArguments()],
    timeout: 120_000,
  });
}

async function workOnCase(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the sample case' }).click({ timeout: 60_000 });
  await expect(page.getByRole('row').filter({ hasText: 'protocol-copy-photo.jpg' })).toContainText('Ready', {
    timeout: 240_000,
  });
  const items = await callCore<Item[]>(page, 'evidence.list', {});
  await callCore(page, 'evidence.set', { ids: [items[0]?.id], details: { note: CANARY } });
  await page.getByRole('row').filter({ hasText: 'camera-1-hall.mp4' }).dblclick();
  await expect(page.getByTestId('frame-number')).toHaveText('0', { timeout: 60_000 });
  for (const name of ['Documents', 'Exhibits', 'Custody'])
    await page.getByRole('navigation').getByRole('link', { name }).click();
  const job = await callCore<Job>(page, 'custody.verify', {});
  await callCore(page, 'jobs.wait', { ids: [job.id] });
}

/** What a page can do to make a browser talk: names, addresses, prefetching, WebRTC. */
async function tryToTalk(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const url of ['http://evil.example/', 'http://93.184.216.34/', 'https://[2001:db8::1]/']) {
      await fetch(url, { mode: 'no-cors' }).catch(() => undefined);
      for (const rel of ['dns-prefetch', 'preconnect', 'prefetch']) {
        document.head.appendChild(Object.assign(document.createElement('link'), { rel, href: url }));
      }
    }
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:93.184.216.34:3478' }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
  });
}

test('the loopback host and its Chromium window talk to 127.0.0.1 and to nobody else', async () => {
  test.setTimeout(600_000);
  const home = join(dir, 'home');
  const profile = join(dir, 'profile');
  mkdirSync(home, { mode: 0o700 });
  const { sweep } = openBrowserProfile(profile);
  const env = { ...process.env, HOME: home, AIGAQ_STATE_DIR: join(dir, 'state') };
  const hostTrace = join(dir, 'host-trace');
  const windowTrace = join(dir, 'window-trace');
  const host = spawn('strace', [...traceArguments(hostTrace), process.execPath, join(OUT, 'loopback.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
  const address = windowAddress(profile, url);
  const context = await tracedWindow(profile, address.url, windowTrace);
  const [page] = context.pages();
  if (page === undefined) throw new Error('no window');
  await workOnCase(page);
  expect(readSocketTrace(readFileSync(windowTrace, 'utf8')).ports).toEqual([]);
  await tryToTalk(page);
  // The token is spent, and neither the address nor the title nor the list of visits holds it.
  expect(page.url()).not.toContain('launch=');
  expect(await page.title()).toBe('Aigaq');
  await page.waitForTimeout(IDLE_MS);
  await context.close();
  sweep();
  const closed = once(host, 'close');
  // strace passes no signal on: the host itself is its one child.
  const [child = ''] = readFileSync(`/proc/${host.pid}/task/${host.pid}/children`, 'utf8').trim().split(' ');
  process.kill(Number(child), 'SIGTERM');
  await closed;
  // Node binds and asks for its port; it accepts without asking from where.
  expectNoNetwork(hostTrace, 2);
  expectNoNetwork(windowTrace, 6);
  expectNothingKept(profile);
});

/** The browser's own folder holds no text and no picture of the case. */
function expectNothingKept(profile: string): void {
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'));
  expect(files.length).toBeGreaterThan(2);
  expect(texts.filter((text) => text.includes(CANARY) || /#\/review\/ev-|JFIF|\x89PNG\r\n/.test(text))).toEqual([]);
}
