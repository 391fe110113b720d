import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Session } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { menuTemplate } from '../../electron/hosts/desktop/app-menu.ts';
import { registerAppScheme } from '../../electron/hosts/desktop/app-scheme.ts';
import { forbidNetwork, lockAllContents, lockSession } from '../../electron/hosts/desktop/lock-down.ts';
import { openMainWindow } from '../../electron/hosts/desktop/main-window.ts';
import { keepProfileIn } from '../../electron/hosts/desktop/window-profile.ts';
import { app, BrowserWindow, cancellable, machine, session, type WebContents } from '../support/electron-stub.ts';
import { tempDirs } from '../support/temp-dir.ts';

vi.mock('electron', () => import('../support/electron-stub.ts'));

const newDir = tempDirs('desktop');
let contents: WebContents;

/** Whether the page is kept from what the event announces. */
function denied(name: string, details: object = {}): boolean {
  const event = cancellable(details);
  contents.emit(name, event);
  return event.defaultPrevented;
}

beforeEach(() => {
  app.removeAllListeners('web-contents-created');
  lockAllContents();
  contents = new BrowserWindow({}).webContents;
});

describe('the page', () => {
  it.each(['https://evil.example/', 'file:///etc/passwd', 'aigaq://app.evil/', 'javascript:alert(1)'])(
    'does not navigate to %s',
    (url) => {
      expect(denied('will-navigate', { url })).toBe(true);
      expect(denied('will-frame-navigate', { url, isMainFrame: true })).toBe(true);
    },
  );

  it('may reload itself, but not inside a frame', () => {
    const url = 'aigaq://app/index.html';
    expect(denied('will-navigate', { url })).toBe(false);
    expect(denied('will-frame-navigate', { url, isMainFrame: true })).toBe(false);
    expect(denied('will-frame-navigate', { url, isMainFrame: false })).toBe(true);
  });

  it('is not redirected and embeds no other page', () => {
    expect(denied('will-redirect', { url: 'aigaq://app/' })).toBe(true);
    expect(denied('will-attach-webview')).toBe(true);
  });

  it('opens no window, not even of its own', () => {
    expect(contents.windowOpen?.({ url: 'aigaq://app/' })).toEqual({ action: 'deny' });
  });
});

describe('WebRTC', () => {
  it('sends no datagram, which it would do past every list of addresses', () => {
    expect(contents.webRtcPolicy).toBe('disable_non_proxied_udp');
  });
});

describe('the session', () => {
  beforeEach(() => {
    session.defaultSession.removeAllListeners();
    lockSession(session.defaultSession as unknown as Session, null);
  });

  it.each(['media', 'geolocation', 'notifications', 'openExternal', 'fileSystem', 'clipboard-read', 'midi', 'usb'])(
    'grants no %s',
    (permission) => {
      let granted: boolean | undefined;
      session.defaultSession.request?.(contents, permission, (answer) => {
        granted = answer;
      });
      expect(granted).toBe(false);
      expect(session.defaultSession.check?.(contents, permission)).toBe(false);
    },
  );

  it('lets only our own page write to the clipboard', () => {
    const { check } = session.defaultSession;
    expect(check?.(contents, 'clipboard-sanitized-write')).toBe(true);
    expect(check?.(null, 'clipboard-sanitized-write')).toBe(false);
    contents.mainFrame.url = 'https://evil.example/';
    expect(check?.(contents, 'clipboard-sanitized-write')).toBe(false);
  });

  it('gives no device, checks no spelling and downloads nothing', () => {
    expect(session.defaultSession.device?.()).toBe(false);
    expect(session.defaultSession.spellChecker).toBe(false);
    const event = cancellable();
    session.defaultSession.emit('will-download', event);
    expect(event.defaultPrevented).toBe(true);
  });

  it.each([
    ['aigaq://app/assets/a.js', false],
    ['blob:aigaq://app/1', true],
    ['data:image/png;base64,', true],
    ['https://update.example/', true],
    ['http://127.0.0.1:5173/', true],
    ['ws://127.0.0.1:5173/', true],
    ['file:///etc/passwd', true],
  ])('asks for %s: cancelled is %s', (url, cancel) => {
    let verdict: unknown;
    session.defaultSession.filter?.({ url }, (answer) => {
      verdict = answer;
    });
    expect(verdict).toEqual({ cancel });
  });
});

describe('the process', () => {
  it('registers the scheme with what players need and nothing more', () => {
    machine.privileged.length = 0;
    registerAppScheme();
    const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
    expect(machine.privileged).toEqual([{ scheme: 'aigaq', privileges }]);
  });

  it('keeps what Chromium keeps in the state folder, for its owner alone', () => {
    const stateDir = newDir();
    keepProfileIn(stateDir);
    expect([...machine.paths]).toEqual([
      ['userData', join(stateDir, 'desktop-window')],
      ['sessionData', join(stateDir, 'desktop-window')],
    ]);
    expect(statSync(join(stateDir, 'desktop-window')).mode & 0o777).toBe(0o700);
  });

  it('resolves no names and sends nothing of its own', () => {
    forbidNetwork(app.commandLine as unknown as App['commandLine']);
    expect(machine.switches.get('host-resolver-rules')).toMatch(/^MAP \* ~NOTFOUND/);
    expect(machine.switches.has('disable-background-networking')).toBe(true);
  });
});

describe('the window', () => {
  it('keeps page and Node apart', () => {
    const window = openMainWindow({ preload: '/p/preload.cjs', stateDir: newDir(), developerTools: false });
    const { options } = window as unknown as BrowserWindow;
    expect(options.webPreferences).toMatchObject({
      preload: '/p/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      allowRunningInsecureContent: false,
      devTools: false,
    });
    expect(options).toMatchObject({ show: false, backgroundColor: '#0e0e0f' });
  });

  it('shows itself when drawn, reloads after a crash, and remembers its size', () => {
    const stateDir = newDir();
    const make = () => openMainWindow({ preload: 'p', stateDir, developerTools: false }) as unknown as BrowserWindow;
    const window = make();
    expect(window.options).toMatchObject({ width: 1440, height: 900 });
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(window.reloads).toBe(0);
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.reloads).toBe(1);
    window.emit('close');
    expect(make().options).toMatchObject({ x: 10, y: 20, width: 1300, height: 800 });
  });
});

describe('the menu', () => {
  it('leaves undo to the page, except on macOS, and shows developer tools only to developers', () => {
    const text = (platform: NodeJS.Platform, tools: boolean) => JSON.stringify(menuTemplate(platform, tools));
    expect(text('linux', false)).not.toMatch(/undo|toggleDevTools|reload/i);
    expect(text('darwin', false)).toContain('undo');
    expect(text('linux', true)).toContain('toggleDevTools');
  });
});
