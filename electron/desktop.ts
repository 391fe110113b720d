import { app, type BrowserWindow, dialog } from 'electron';
import { toEnvelope } from '../shared/errors.ts';
import { registerAppScheme } from './hosts/desktop/app-scheme.ts';
import { startDesktop } from './hosts/desktop/desktop-app.ts';
import { forbidNetwork, lockAllContents } from './hosts/desktop/lock-down.ts';
import { keepProfileIn } from './hosts/desktop/window-profile.ts';
import { stateFolder } from './hosts/machine-folders.ts';

function bringToFront(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

function run(): void {
  let window: BrowserWindow | null = null;
  app.enableSandbox();
  forbidNetwork();
  registerAppScheme();
  lockAllContents();
  app.on('second-instance', () => bringToFront(window));
  // One case, one window: closing it ends the program on every system.
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(startDesktop)
    .then((opened) => {
      window = opened;
    })
    .catch((error: unknown) => {
      dialog.showErrorBox('Aigaq could not start', toEnvelope(error).message);
      app.exit(1);
    });
}

keepProfileIn(stateFolder());
// A second start only brings the first one's window to the front.
if (app.requestSingleInstanceLock()) run();
else app.quit();
