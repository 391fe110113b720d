import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { callCore } from './support/library-by-call.ts';
import { expect, test } from './support/running-app.ts';

/**
 * A page of somebody else in the same browser, which holds our cookie. It is served from another port of 127.0.0.1, the
 * nearest a foreign page can come: the same site, so that cookies are sent along, and another origin.
 */
let foreign: Server;
let foreignOrigin = '';
const caught: string[] = [];

test.beforeAll(async () => {
  foreign = createServer((request, response) => {
    caught.push(`${request.method} ${request.url} ${request.headers.cookie ?? ''}`);
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>foreign</title><body>');
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  foreignOrigin = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
});
test.afterAll(() => void foreign.close());

/** Everything a page can send without asking, to the host at `target`. What it could read comes back. */
const attack = (page: Page, target: string): Promise<string[]> =>
  page.evaluate(async (origin) => {
    const read: string[] = [];
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const body = JSON.stringify({ theme: 'light' });
    for (const mode of ['cors', 'no-cors', 'navigate'] as const) {
      for (const path of ['/rpc/app.settings', '/rpc/app.state']) {
        for (const type of ['application/json', 'text/plain']) {
          try {
            const init: RequestInit = {
              method: 'POST',
              mode: mode as RequestMode,
              body,
              headers: { 'Content-Type': type },
              credentials: 'include',
            };
            const answer = await fetch(`${origin}${path}`, init);
            if (answer.type !== 'opaque') read.push(`${mode} ${path} ${await answer.text()}`);
          } catch {
            // Refused before it was sent, which is what should happen.
          }
        }
      }
    }
    navigator.sendBeacon(`${origin}/rpc/app.settings`, new Blob([body], { type: 'text/plain' }));
    const outcomes = ['img', 'script', 'iframe', 'video'].map(
      (tag) =>
        new Promise<void>((resolve) => {
          const element = document.createElement(tag) as HTMLImageElement;
          element.onload = () => {
            // A frame says that it has loaded whatever is in it; nothing of it can be read.
            if (tag !== 'iframe') read.push(`${tag} loaded`);
            resolve();
          };
          element.onerror = () => resolve();
          element.src = `${origin}/${tag === 'script' ? 'index.html' : 'media/original/abc'}`;
          document.body.append(element);
          setTimeout(resolve, 1500);
        }),
    );
    await Promise.all(outcomes);
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/events`);
    socket.onopen = () => read.push('socket opened');
    const events = new EventSource(`${origin}/events`, { withCredentials: true });
    events.onopen = () => read.push('events opened');
    const form = Object.assign(document.createElement('form'), {
      action: `${origin}/rpc/app.settings`,
      method: 'post',
      enctype: 'text/plain',
      target: 'nowhere',
    });
    form.append(Object.assign(document.createElement('input'), { name: '{"theme":"light","x":"', value: '"}' }));
    document.body.append(Object.assign(document.createElement('iframe'), { name: 'nowhere' }), form);
    form.submit();
    await pause(1000);
    events.close();
    return read;
  }, target);

test('a foreign page in the same browser reads nothing and changes nothing', async ({ page, app, context }) => {
  const { origin } = new URL(app.url);
  await callCore(page, 'app.settings', { theme: 'dark' });
  const asked: string[] = [];
  const statuses: number[] = [];
  const other = await context.newPage();
  other.on('request', (request) => {
    if (/127\.0\.0\.1|localhost/.test(request.url()) && !request.url().startsWith(foreignOrigin))
      asked.push(request.url());
  });
  other.on('response', (response) => {
    if (response.url().startsWith(origin)) statuses.push(response.status());
  });
  for (const target of [origin, origin.replace('127.0.0.1', 'localhost')]) {
    await other.goto(foreignOrigin);
    expect(await attack(other, target)).toEqual([]);
  }
  // It did ask, and whatever of the answers the browser shows was a refusal.
  expect(asked.length).toBeGreaterThan(10);
  expect(statuses.length).toBeGreaterThan(0);
  expect(statuses.filter((status) => ![400, 401, 403].includes(status))).toEqual([]);
  const state = await callCore<{ settings: { theme: string } }>(page, 'app.state', {});
  expect(state.settings.theme).toBe('dark');
});

test('a foreign page cannot hold our page in a frame or keep hold of its window', async ({ app, context, page }) => {
  expect(page.url()).toContain(new URL(app.url).host);
  const other = await context.newPage();
  await other.goto(foreignOrigin);
  const opened = context.waitForEvent('page');
  await other.evaluate((url) => {
    Object.assign(window, { held: window.open(url) });
  }, new URL(app.url).origin);
  const tab = await opened;
  await tab.waitForLoadState();
  const held = await other.evaluate(() => {
    const { held: ours } = globalThis as unknown as { held: Window | null };
    return ours === null || ours.closed;
  });
  expect(held).toBe(true);
  await other.setContent(`<iframe src="${new URL(app.url).origin}/"></iframe>`);
  await other.waitForTimeout(500);
  const framed = other.frames().filter((frame) => frame.url().startsWith(new URL(app.url).origin));
  for (const frame of framed) expect(await frame.locator('#root').count()).toBe(0);
});

test('the token leaves address, title, history and referrer', async ({ page, app }) => {
  const token = new URL(app.url).searchParams.get('launch') ?? '-';
  await expect(page.getByRole('heading', { name: 'Libraries' })).toBeVisible();
  const told = await page.evaluate(() => [
    location.href,
    document.title,
    document.referrer,
    JSON.stringify(history.state),
    document.cookie,
  ]);
  expect(told.join(' ')).not.toContain(token);
  expect(told.at(-1)).toBe('');
  const before = caught.length;
  // Where the page itself leads elsewhere, its address stays here.
  await page.goto(`${foreignOrigin}/next`);
  expect(await page.evaluate(() => document.referrer)).toBe('');
  expect(caught.slice(before).join()).not.toContain(token);
  await page.goBack();
  expect(page.url()).not.toContain(token);
});

test('the page gets no permission, no window, no download, no frame and no foreign request', async ({ page, app }) => {
  expect(page.url()).toContain(new URL(app.url).host);
  const before = caught.length;
  const got = await page.evaluate(async (elsewhere) => {
    const found: string[] = [];
    const names = [
      'geolocation',
      'camera',
      'microphone',
      'notifications',
      'midi',
      'clipboard-read',
      'persistent-storage',
    ];
    for (const name of names) {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      if (state === 'granted') found.push(name);
    }
    const tried = async (name: string, work: () => Promise<unknown>) => {
      const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 1500));
      await Promise.race([work(), late]).then(
        () => found.push(name),
        () => undefined,
      );
    };
    await tried('camera stream', () => navigator.mediaDevices.getUserMedia({ video: true }));
    await tried('screen stream', () => navigator.mediaDevices.getDisplayMedia());
    await tried(
      'position',
      () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
    );
    await tried('notification', async () =>
      (await Notification.requestPermission()) === 'granted' ? 1 : Promise.reject(),
    );
    await tried('usb', () =>
      (navigator as unknown as { usb: { requestDevice(o: object): Promise<unknown> } }).usb.requestDevice({
        filters: [],
      }),
    );
    await tried('service worker', () => navigator.serviceWorker.register('/assets/none.js'));
    await tried('foreign request', () => fetch(elsewhere, { mode: 'no-cors' }));
    await tried('code from text', async () => new Function('return 1')());
    await tried('worker from text', async () => new Worker(URL.createObjectURL(new Blob(['1']))));
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.src = elsewhere;
    await tried('object', async () => {
      document.body.appendChild(document.createElement('object')).data = elsewhere;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    return found;
  }, foreignOrigin);
  expect(got).toEqual([]);
  // Neither the frame nor the object nor the request arrived.
  expect(caught.slice(before)).toEqual([]);
});

test('a file dropped beside the places for files does not replace the page', async ({ page, app }) => {
  const { origin } = new URL(app.url);
  await expect(page.getByRole('heading', { name: 'Libraries' })).toBeVisible();
  const prevented = await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['<script>1</script>'], 'page.html', { type: 'text/html' }));
    return ['dragover', 'drop'].map(
      (type) =>
        !document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true })),
    );
  });
  expect(prevented).toEqual([true, true]);
  expect(page.url().startsWith(origin)).toBe(true);
});
