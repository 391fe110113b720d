import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { Settings } from '../../../shared/library.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly stateDir: string;
  readonly developerTools: boolean;
}

/** The lowest surface of each theme (--s0), so that nothing flashes before the page has drawn. */
const SURFACE = { dark: '#0e0e0f', light: '#ffffff' } as const;

/** Follows the person's choice; `auto` follows the system. */
export function followTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource = theme === 'auto' ? 'system' : theme;
}

function keepState(window: BrowserWindow, stateDir: string): void {
  window.on('close', () => {
    writeWindowState(stateDir, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
}

/** Asks what a browser asks by itself: a page that wants to stay would otherwise be a window that cannot be closed. */
function askBeforeLeaving(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const chosen = dialog.showMessageBoxSync(window, {
      type: 'warning',
      buttons: ['Stay', 'Close anyway'],
      defaultId: 0,
      cancelId: 0,
      message: 'Something in this window is not kept yet.',
      detail: 'A redaction that needs a reason, or a file that is being sent, is lost when the window closes.',
    });
    if (chosen === 1) event.preventDefault();
  });
}

/** Makes the one window of the app; it shows itself once its page has drawn. */
export function openMainWindow({ preload, stateDir, developerTools }: WindowOptions): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const { maximized, ...bounds } = readWindowState(stateDir, screens);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Aigaq',
    autoHideMenuBar: true,
    backgroundColor: SURFACE[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: developerTools,
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  // A crash of the page loses nothing: what it showed is in the library.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.reload();
  });
  askBeforeLeaving(window);
  keepState(window, stateDir);
  return window;
}
