import { type App, app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './app-scheme.ts';

/** Copying a hash to the clipboard is the one thing beyond plain pages that the page may do. */
const GRANTED = ['clipboard-sanitized-write'];

const isOurPage = (url: string): boolean => url.startsWith(`${APP_ORIGIN}/`);

/** Chromium's own background traffic is switched off, and names cannot be resolved. Before the app is ready. */
export function forbidNetwork(commandLine: App['commandLine'] = app.commandLine): void {
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-sync', 'no-pings']) {
    commandLine.appendSwitch(name);
  }
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost');
}

/** Denies permissions, devices, downloads and every request beyond our scheme. `developmentHost` is the dev server. */
export function lockSession(session: Session, developmentHost: string | null): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(GRANTED.includes(permission) && isOurPage(contents.getURL())),
  );
  session.setPermissionCheckHandler((contents, permission) =>
    Boolean(contents && GRANTED.includes(permission) && isOurPage(contents.getURL())),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol, host } = new URL(details.url);
    const ours = ['aigaq:', 'blob:', 'data:', 'devtools:'].includes(protocol);
    answer({ cancel: !ours && host !== developmentHost });
  });
}

/** The page stays where it is and opens nothing. Reloading itself is allowed. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Applies to every page that will ever exist in this process. */
export function lockAllContents(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}
