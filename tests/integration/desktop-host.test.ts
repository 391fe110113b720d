import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { silentLog } from '../../electron/core/log.ts';
import { appSchemeHandler } from '../../electron/hosts/desktop/app-scheme.ts';
import { answerPage, sendEvents } from '../../electron/hosts/desktop/call-channel.ts';
import { openMainWindow } from '../../electron/hosts/desktop/main-window.ts';
import { builtPage, developmentPage } from '../../electron/hosts/desktop/page-source.ts';
import type { AppEvent } from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import type { HostBridge } from '../../shared/host-bridge.ts';
import { BrowserWindow, machine } from '../support/electron-stub.ts';
import { tempDirs } from '../support/temp-dir.ts';

vi.mock('electron', () => import('../support/electron-stub.ts'));

const newDir = tempDirs('desktop');

describe('aigaq://app', () => {
  let asked: string[] = [];
  let handle: (request: Request) => Promise<Response>;

  beforeEach(() => {
    asked = [];
    const page = newDir();
    mkdirSync(join(page, 'assets'));
    writeFileSync(join(page, 'index.html'), '<!doctype html>');
    writeFileSync(join(page, 'assets', 'a.css'), 'body{}');
    handle = appSchemeHandler(builtPage(page), async (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname} ${request.headers.get('range') ?? '-'}`);
      return new Response('01', {
        status: 206,
        headers: { 'Content-Range': 'bytes 0-1/9', 'Content-Type': 'image/svg+xml' },
      });
    });
  });

  it('serves the page with its policy', async () => {
    const answer = await handle(new Request('aigaq://app/'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe('<!doctype html>');
    expect((await handle(new Request('aigaq://app/assets/a.css'))).headers.get('content-type')).toContain('text/css');
  });

  it('hands media over with its range, and lets no evidence run', async () => {
    const answer = await handle(new Request('aigaq://app/media/original/abc', { headers: { Range: 'bytes=0-1' } }));
    expect(asked).toEqual(['GET /media/original/abc bytes=0-1']);
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe('bytes 0-1/9');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it.each([
    'aigaq://other/',
    'aigaq://app/..%2fsecret',
    'aigaq://app/media/..%2f..%2fetc/passwd',
    'aigaq://app/media/original/abc?dir=/etc',
    'aigaq://app/rpc/app.state',
  ])('has nothing at %s', async (url) => {
    expect((await handle(new Request(url))).status).toBe(404);
    expect(asked).toEqual([]);
  });

  it('is only read', async () => {
    expect((await handle(new Request('aigaq://app/', { method: 'POST', body: '{}' }))).status).toBe(405);
  });

  it('shows the development server through the same origin, and widens the policy for it alone', async () => {
    const source = developmentPage('http://127.0.0.1:5173/');
    const answer = await appSchemeHandler(source, async () => new Response())(new Request('aigaq://app/main.tsx?t=1'));
    expect(await answer.text()).toBe('fetched http://127.0.0.1:5173/main.tsx?t=1');
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self' 'unsafe-inline';");
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:5173");
  });
});

describe('a page that wants to stay', () => {
  it.each([
    [0, 'stays'],
    [1, 'is left'],
  ])('after button %i %s', (pressed, outcome) => {
    machine.asked.length = 0;
    machine.pressed = pressed;
    const window = openMainWindow({ preload: 'p', stateDir: newDir(), developerTools: false });
    let left = false;
    const preventDefault = () => {
      left = true;
    };
    window.webContents.emit('will-prevent-unload', { preventDefault });
    expect(machine.asked).toEqual(['Something in this window is not kept yet.']);
    expect(left).toBe(outcome === 'is left');
  });
});

describe('the bridge', () => {
  const listeners = new Set<(event: AppEvent) => void>();
  let window: BrowserWindow;
  let bridge: HostBridge;
  let bundle = '';
  let library = '';

  const core = {
    call: async (name: string, input: unknown) => {
      if (name === 'app.state') return { open: { path: library } };
      if (name === 'jobs.list') return [{ kind: 'export', state: 'done', result: { bundle: { path: bundle } } }];
      if (name === 'evidence.show') throw new AppError('not_found', 'There is no such evidence.', { input });
      return { name, input };
    },
    on: (listener: (event: AppEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Pick<Core, 'call' | 'on'>;

  beforeEach(async () => {
    machine.channels.clear();
    listeners.clear();
    machine.opened.length = 0;
    machine.frame = null;
    bundle = newDir();
    library = newDir();
    window = new BrowserWindow({});
    answerPage(core, silentLog);
    sendEvents(core, window.webContents as never);
    vi.resetModules();
    await import('../../electron/preload.ts');
    bridge = machine.exposed.get('aigaq') as HostBridge;
  });

  it('exposes the contract and nothing else', () => {
    expect([...machine.exposed.keys()]).toEqual(['aigaq']);
    expect(Object.keys(bridge).sort()).toEqual(['call', 'kind', 'on', 'pathForFile', 'pickFolder', 'revealFolder']);
    expect([...machine.channels.keys()].sort()).toEqual(['aigaq:call', 'aigaq:pick-folder', 'aigaq:reveal-folder']);
  });

  it('answers values and errors as plain data', async () => {
    expect(await bridge.call('marks.list', { evidenceId: 'ev-1' })).toEqual({
      ok: true,
      value: { name: 'marks.list', input: { evidenceId: 'ev-1' } },
    });
    expect(await bridge.call('evidence.show', { id: 'x' })).toEqual({
      ok: false,
      error: { code: 'not_found', message: 'There is no such evidence.', details: { input: { id: 'x' } } },
    });
    expect(await bridge.call('no.such.call', {})).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it.each([
    ['a frame inside the page', { url: 'aigaq://app/' }],
    ['a page of another origin', null],
  ])('refuses %s', async (_what, frame) => {
    if (frame) machine.frame = frame;
    else window.webContents.mainFrame.url = 'https://evil.example/';
    expect(await bridge.call('app.state', {})).toMatchObject({ ok: false, error: { code: 'not_authorised' } });
    await expect(bridge.revealFolder?.(bundle)).rejects.toThrow(/own page only/);
    await expect(bridge.pickFolder?.('t')).rejects.toThrow(/own page only/);
    expect(machine.opened).toEqual([]);
  });

  it('sends events until they are not wanted any more, or the page is gone', () => {
    const heard: AppEvent[] = [];
    const emit = () => {
      for (const listener of listeners) listener({ type: 'changed', topics: ['marks'] });
    };
    const stop = bridge.on((event) => heard.push(event));
    emit();
    expect(heard).toEqual([{ type: 'changed', topics: ['marks'] }]);
    stop();
    emit();
    expect(heard).toHaveLength(1);
    const before = listeners.size;
    window.webContents.emit('destroyed');
    expect(listeners.size).toBe(before - 1);
  });

  it('knows the path of a file on disk, and that others have none', () => {
    const file = {};
    machine.pathOf.set(file, '/films/a.mp4');
    expect(bridge.pathForFile(file)).toBe('/films/a.mp4');
    expect(bridge.pathForFile({})).toBeNull();
  });

  it('picks a folder or none', async () => {
    machine.chosenFolder = '/cases/one';
    expect(await bridge.pickFolder?.('Where?')).toBe('/cases/one');
    machine.chosenFolder = null;
    expect(await bridge.pickFolder?.('Where?')).toBeNull();
  });

  it('shows the open library and exported bundles, and no other folder', async () => {
    await bridge.revealFolder?.(bundle);
    await bridge.revealFolder?.(library);
    expect(machine.opened).toEqual([bundle, library]);
    for (const dir of ['/etc', 'relative', `${bundle}/../..`, join(bundle, 'data')]) {
      await expect(bridge.revealFolder?.(dir)).rejects.toThrow(/not shown|can be shown/);
    }
    bundle = join(bundle, 'gone');
    await expect(bridge.revealFolder?.(bundle)).rejects.toThrow(/not there any more/);
    expect(machine.opened).toHaveLength(2);
  });
});
