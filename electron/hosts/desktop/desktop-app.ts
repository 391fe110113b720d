import { join } from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { silentLog } from '../../core/log.ts';
import type { Workspace } from '../../core/workspace.ts';
import { findFfmpeg } from '../find-ffmpeg.ts';
import { programFolders, stateFolder } from '../machine-folders.ts';
import { openHostWorkspace } from '../open-workspace.ts';
import { setAppMenu } from './app-menu.ts';
import { APP_ORIGIN, serveAppScheme } from './app-scheme.ts';
import { answerPage, sendEvents } from './call-channel.ts';
import { lockSession } from './lock-down.ts';
import { followTheme, openMainWindow } from './main-window.ts';
import { builtPage, developmentPage } from './page-source.ts';

/** Address of electron-vite's development server; a packaged app never has one. */
const developmentServer = (): string | null => (app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null));

async function keepTheme(workspace: Workspace): Promise<void> {
  const apply = async () => followTheme((await workspace.call('app.state', {})).settings.theme);
  workspace.on((event) => {
    // Fire and forget: a theme that cannot be read leaves the window as it is.
    if (event.type === 'changed' && event.topics.includes('app')) apply().catch(() => {});
  });
  await apply();
}

/** Quitting waits until running work is put down tidily. */
function closeBeforeQuit(workspace: Workspace): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    workspace.close().finally(() => {
      state = 'closed';
      app.quit();
    });
  });
}

/** Opens workspace and window. Call it once the app is ready. */
export async function startDesktop(): Promise<BrowserWindow> {
  const folders = programFolders();
  const server = developmentServer();
  const page = server === null ? builtPage(folders.renderer) : developmentPage(server);
  const workspace = await openHostWorkspace(findFfmpeg());
  closeBeforeQuit(workspace);
  lockSession(session.defaultSession, server === null ? null : new URL(server).host);
  serveAppScheme(page, workspace.media);
  answerPage(workspace, silentLog);
  await keepTheme(workspace);
  setAppMenu(!app.isPackaged);
  const window = openMainWindow({
    preload: join(folders.root, 'out', 'preload', 'preload.cjs'),
    stateDir: stateFolder(),
    developerTools: !app.isPackaged,
  });
  // Before the page asks for anything, so that it misses no event.
  sendEvents(workspace, window.webContents);
  await window.loadURL(`${APP_ORIGIN}/`);
  return window;
}
