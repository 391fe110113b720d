import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { unsupportedElectron } from '../../../resources/setup/electron-support.ts';
import { fuses } from '../../../resources/setup/fuses.ts';
import type { HostBridge } from '../../../shared/host-bridge.ts';
import { CHECKLIST, type DesktopFacts, FOREIGN } from '../../support/electron-checklist.ts';
import { hostFilesSaying, namedFuses } from '../../support/fuse-names.ts';
import { newTempDir, removeFolder } from '../../support/temp-folder.ts';

/**
 * The same twenty questions as `tests/unit/electron-checklist.test.ts`, asked of Electron itself: from the repository, or
 * of the packaged app at `AIGAQ_PACKAGED` (made with `npm run package -- --inspectable`, since Playwright needs the
 * inspector; its one differing fuse is allowed for).
 */
const ROOT = resolve(import.meta.dirname, '../../..');
const PACKAGED = process.env.AIGAQ_PACKAGED;
const QUERIES = ['geolocation', 'notifications', 'midi', 'clipboard-read', 'camera', 'microphone'];

/** Electron has it and does not document it. */
interface WithPreferences {
  getLastWebPreferences(): { readonly preload: string };
}

async function launch(dir: string): Promise<ElectronApplication> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = { ...process.env, HOME: join(dir, 'home'), AIGAQ_STATE_DIR: join(dir, 'state') };
  mkdirSync(env.HOME);
  return PACKAGED
    ? _electron.launch({ executablePath: PACKAGED, args: sandbox, env })
    : _electron.launch({ args: [ROOT, ...sandbox], env });
}

/** Where the window is after the page tried to go to each foreign address, and the windows that opened. */
async function reached(app: ElectronApplication, page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const url of FOREIGN) {
    await page.evaluate((address) => {
      location.href = address;
    }, url);
    await page.waitForTimeout(200);
    if (!page.url().startsWith('aigaq://app/')) found.push(page.url());
    if (await page.evaluate((address) => window.open(address) !== null, url)) found.push(`window:${url}`);
  }
  if (app.windows().length > 1) found.push(`window:${app.windows().length}`);
  return found;
}

/** What a page of no origin gets through the same preload script. */
async function strangerAnswers(app: ElectronApplication): Promise<(string | null)[]> {
  const opened = app.waitForEvent('window');
  await app.evaluate(async ({ BrowserWindow }) => {
    const ours = BrowserWindow.getAllWindows()[0]?.webContents as unknown as WithPreferences;
    const { preload } = ours.getLastWebPreferences();
    await new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } }).loadURL('about:blank');
  });
  const stranger = await opened;
  const answers = await stranger.evaluate(async () => {
    const bridge = (window as unknown as { aigaq: HostBridge }).aigaq;
    const reply = await bridge.call('app.state', {});
    const refused = (promise: Promise<unknown> | undefined) =>
      Promise.resolve(promise).then(
        () => null,
        () => 'not_authorised',
      );
    return [
      reply.ok ? null : reply.error.code,
      await refused(bridge.revealFolder?.('/')),
      await refused(bridge.pickFolder?.('x')),
    ];
  });
  await stranger.close();
  return answers;
}

async function gatherFacts(app: ElectronApplication, page: Page): Promise<DesktopFacts> {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const ours = BrowserWindow.getAllWindows()[0]?.webContents as unknown as WithPreferences;
    return JSON.parse(JSON.stringify(ours.getLastWebPreferences()));
  });
  const version = await app.evaluate(() => process.versions.electron ?? '');
  const inPage = await page.evaluate(
    async ({ queries, foreign }) => {
      const states = queries.map(async (name) => [
        name,
        (await navigator.permissions.query({ name: name as PermissionName })).state,
      ]);
      const fetched = foreign.map((url) =>
        fetch(url).then(
          () => url,
          () => null,
        ),
      );
      const webview = document.body.appendChild(document.createElement('webview'));
      webview.setAttribute('src', 'about:blank');
      const globals = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      );
      return {
        policy:
          (await fetch(location.origin === 'null' ? 'aigaq://app/' : '/')).headers.get('content-security-policy') ?? '',
        granted: (await Promise.all(states)).filter(([, state]) => state === 'granted').map(([name]) => String(name)),
        requested: (await Promise.all(fetched)).filter((url) => url !== null),
        exposed: [...globals, 'aigaq', ...Object.keys((window as unknown as { aigaq: object }).aigaq)],
      };
    },
    { queries: QUERIES, foreign: FOREIGN },
  );
  const wire = PACKAGED
    ? { ...namedFuses(await getCurrentFuseWire(PACKAGED)), EnableNodeCliInspectArguments: false }
    : namedFuses(fuses());
  return {
    ...inPage,
    ...{ address: page.url(), preferences, fuses: wire, privileges: null },
    sandboxed: await app.evaluate(
      ({ app: main }) => !main.commandLine.hasSwitch('no-sandbox') || process.getuid?.() === 0,
    ),
    webviews: await app.evaluate(
      ({ webContents }) => webContents.getAllWebContents().filter((each) => each.getType() === 'webview').length,
    ),
    reached: await reached(app, page),
    strangerAnswers: await strangerAnswers(app),
    electronProblem: unsupportedElectron(version, new Date()),
    openExternal: hostFilesSaying('openExternal'),
  };
}

test('Electron itself answers all twenty questions of its checklist', async () => {
  const dir = newTempDir('checklist');
  const app = await launch(dir);
  const page = await app.firstWindow();
  const facts = await gatherFacts(app, page);
  for (const { item, title, fault } of CHECKLIST) {
    await test.step(`${item}: ${title}`, () => expect(fault(facts), `${item}: ${title}`).toBeNull());
  }
  await app.close();
  removeFolder(dir);
});
