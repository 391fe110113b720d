import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, WebContents as RealContents, Session } from 'electron';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { silentLog } from '../../electron/core/log.ts';
import { appSchemeHandler, registerAppScheme } from '../../electron/hosts/desktop/app-scheme.ts';
import { answerPage } from '../../electron/hosts/desktop/call-channel.ts';
import { CHANNELS } from '../../electron/hosts/desktop/channels.ts';
import { forbidNetwork, lockAllContents, lockSession } from '../../electron/hosts/desktop/lock-down.ts';
import { openMainWindow } from '../../electron/hosts/desktop/main-window.ts';
import { builtPage } from '../../electron/hosts/desktop/page-source.ts';
import { unsupportedElectron } from '../../resources/setup/electron-support.ts';
import { fuses } from '../../resources/setup/fuses.ts';
import { lockedElectron } from '../../resources/setup/package-app.ts';
import { CHECKLIST, type DesktopFacts, FOREIGN, PERMISSIONS } from '../support/electron-checklist.ts';
import { app, type BrowserWindow, cancellable, machine, session, type WebContents } from '../support/electron-stub.ts';
import { hostFilesSaying, namedFuses } from '../support/fuse-names.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

vi.mock('electron', () => import('../support/electron-stub.ts'));

const newDir = sharedTempDirs('checklist');
const core = { call: async () => ({ secret: 1 }), on: () => () => {} } as unknown as Pick<Core, 'call' | 'on'>;
const locked = session.defaultSession;

function granted(contents: WebContents): string[] {
  return PERMISSIONS.filter((permission) => {
    let answer = true;
    locked.request?.(contents, permission, (given) => {
      answer = given;
    });
    return answer || locked.check?.(contents, permission) !== false;
  });
}

/** Addresses that the page, a frame, a redirect or a new window would arrive at. */
function reached(contents: WebContents): string[] {
  const prevented = (name: string, details: object) => {
    const event = cancellable(details);
    contents.emit(name, event);
    return event.defaultPrevented;
  };
  const ways = (url: string) => [
    ...(prevented('will-navigate', { url }) ? [] : [url]),
    ...(prevented('will-frame-navigate', { url, isMainFrame: true }) ? [] : [url]),
    ...(prevented('will-frame-navigate', { url, isMainFrame: false }) ? [] : [`frame:${url}`]),
    ...(prevented('will-redirect', { url }) ? [] : [`redirect:${url}`]),
    ...(contents.windowOpen?.({ url }).action === 'deny' ? [] : [`window:${url}`]),
  ];
  return FOREIGN.flatMap(ways);
}

function requested(): string[] {
  return FOREIGN.filter((url) => {
    let cancelled = false;
    locked.filter?.({ url }, ({ cancel }) => {
      cancelled = cancel;
    });
    // Another host of our own scheme is answered by our own handler, with 404.
    return !cancelled && !url.startsWith('aigaq:');
  });
}

async function strangerAnswers(window: BrowserWindow): Promise<(string | null)[]> {
  const strangers = [null, { url: 'aigaq://app/' }, { url: 'https://evil.example/' }];
  const asked = [CHANNELS.call, CHANNELS.pickFolder, CHANNELS.revealFolder].flatMap((channel) =>
    strangers.map(async (senderFrame) => {
      const reply = await machine.channels.get(channel)?.({ sender: window.webContents, senderFrame }, 'app.state', {});
      return (reply as { error?: { code: string } }).error?.code ?? null;
    }),
  );
  return Promise.all(asked);
}

async function gatherFacts(): Promise<DesktopFacts> {
  machine.privileged.length = 0;
  registerAppScheme();
  forbidNetwork(app.commandLine as unknown as App['commandLine']);
  lockAllContents();
  lockSession(locked as unknown as Session, null);
  answerPage(core, silentLog);
  const window = openMainWindow({
    preload: 'p',
    stateDir: newDir(),
    developerTools: false,
  }) as unknown as BrowserWindow;
  const dir = newDir();
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, 'index.html'), '<!doctype html>');
  const page = await appSchemeHandler(builtPage(dir), async () => new Response())(new Request('aigaq://app/'));
  await import('../../electron/preload.ts');
  const attach = cancellable();
  window.webContents.emit('will-attach-webview', attach);
  return {
    address: (window.webContents as unknown as RealContents).getURL(),
    preferences: window.options.webPreferences as Record<string, unknown>,
    // The entry file itself enables it, which needs an app that starts.
    sandboxed: hostFilesSaying('app.enableSandbox()').includes('desktop.ts'),
    policy: page.headers.get('content-security-policy') ?? '',
    granted: granted(window.webContents),
    reached: reached(window.webContents),
    requested: requested(),
    webviews: attach.defaultPrevented ? 0 : 1,
    exposed: [...machine.exposed.entries()].flatMap(([name, value]) => [name, ...Object.keys(value as object)]),
    strangerAnswers: await strangerAnswers(window),
    privileges: machine.privileged[0]?.privileges as Record<string, boolean>,
    electronProblem: unsupportedElectron(lockedElectron(), new Date('2026-12-01')),
    fuses: namedFuses(fuses()),
    openExternal: hostFilesSaying('openExternal'),
  };
}

let facts: DesktopFacts;
beforeAll(async () => {
  facts = await gatherFacts();
});

describe('Electron’s security checklist', () => {
  it('is here in full', () => {
    expect(CHECKLIST.map(({ item }) => item)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  it.each(CHECKLIST.map((each) => [each.item, each.title, each] as const))('%d: %s', (_item, _title, { fault }) => {
    expect(fault(facts)).toBeNull();
  });

  it('finds the fault of every item in an app that minds none of it', () => {
    const careless: DesktopFacts = {
      ...{ address: 'file:///app/index.html', sandboxed: false, policy: "default-src * 'unsafe-inline'", webviews: 1 },
      preferences: { nodeIntegration: true, webviewTag: true, enableBlinkFeatures: 'X', navigateOnDragDrop: true },
      ...{
        granted: ['media'],
        reached: ['https://evil.example/', 'window:x'],
        requested: ['x'],
        exposed: ['ipcRenderer'],
      },
      ...{
        strangerAnswers: [null],
        privileges: { bypassCSP: true },
        electronProblem: 'old',
        fuses: {},
        openExternal: ['a.ts'],
      },
    };
    expect(CHECKLIST.filter(({ fault }) => fault(careless) === null).map(({ item }) => item)).toEqual([]);
  });
});

describe('the release of Electron', () => {
  const known = { checked: '2026-11-30', newest: '45.5.0', supported: [43, 44, 45] };
  const on = (day: string) => new Date(`${day}T00:00:00Z`);

  it('is packaged while it is supported and at most one major version behind', () => {
    expect(unsupportedElectron('45.4.1', on('2026-12-01'), known)).toBeNull();
    expect(unsupportedElectron('44.0.0', on('2026-12-01'), known)).toBeNull();
    expect(unsupportedElectron('43.9.9', on('2026-12-01'), known)).toContain('more than one major version behind');
    expect(unsupportedElectron('42.0.0', on('2026-12-01'), known)).toContain('not supported any more');
  });

  it('is not packaged on knowledge that is half a year old, or none', () => {
    expect(unsupportedElectron('45.4.1', on('2027-06-01'), known)).toContain('Renew');
    expect(unsupportedElectron('45.4.1', on('2026-12-01'), { ...known, checked: 'some day' })).toContain('Renew');
  });
});
