import { type App, app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './app-scheme.ts';

/** Copying a hash to the clipboard is the one thing beyond plain pages that the page may do. */
const GRANTED = ['clipboard-sanitized-write'];

const isOurPage = (url: string): boolean => url.startsWith(`${APP_ORIGIN}/`);

/** Chromium's own traffic, caches of evidence on disk, and reports of crashes, which hold pieces of memory. */
const OFF = [
  ...['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'disable-sync'],
  ...['no-pings', 'disable-http-cache', 'disable-breakpad', 'no-proxy-server', 'disable-quic'],
];

/** WebRTC may use a proxy alone, and there is none. */
const WITHOUT_UDP = 'disable_non_proxied_udp';

/** Switches that off, and lets no name or address but this machine's be resolved. Before the app is ready. */
export function forbidNetwork(commandLine: App['commandLine'] = app.commandLine): void {
  for (const name of OFF) commandLine.appendSwitch(name);
  // Under its old name and its new one; windows are told once more (`lockContents`).
  for (const name of ['force-webrtc-ip-handling-policy', 'webrtc-ip-handling-policy']) {
    commandLine.appendSwitch(name, WITHOUT_UDP);
  }
  // Else a group of the local network is joined as soon as a page makes a peer connection.
  commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns');
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
  // Without an answer the request fails: no screen and no window is recorded.
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol, host } = new URL(details.url);
    const ours = ['aigaq:', 'devtools:'].includes(protocol);
    answer({ cancel: !ours && host !== developmentHost });
  });
}

/** The page stays where it is and opens nothing. Reloading itself is allowed. */
export function lockContents(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy(WITHOUT_UDP);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // Chromium would answer these from the system's stores, or ask the person.
  contents.on('select-client-certificate', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
}

/** Applies to every page that will ever exist in this process. */
export function lockAllContents(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}
