import { join } from 'node:path';
import { findProgram, isProgram } from './find-program.ts';

/** Browsers built on Chromium, by the name of their program; any of them can show the page as a window of its own. */
const ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
  'brave-browser',
];

const ON_MACOS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

function onWindows(): string[] {
  const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
  return roots.flatMap((root) =>
    root
      ? [
          join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]
      : [],
  );
}

/** A Chromium on this machine: `AIGAQ_CHROMIUM`, then PATH, then the usual places. */
export function findBrowser(): string | null {
  const chosen = process.env.AIGAQ_CHROMIUM;
  if (chosen) return isProgram(chosen) ? chosen : null;
  for (const name of ON_PATH) {
    const path = findProgram(name);
    if (path) return path;
  }
  const places = process.platform === 'darwin' ? ON_MACOS : process.platform === 'win32' ? onWindows() : [];
  return places.find(isProgram) ?? null;
}

/** Chromium refuses to sandbox itself for root; everybody else keeps the sandbox. */
export const sandboxArguments = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** What a Chromium would ask the network for by itself, by the names of its own source. */
const CHATTY_FEATURES = [
  ...['AutofillServerCommunication', 'CertificateTransparencyComponentUpdater', 'ChromeWhatsNewUI'],
  ...['DialMediaRouteProvider', 'GlobalMediaControls', 'InterestFeedContentSuggestions', 'MediaRouter'],
  ...['NetworkTimeServiceQuerying', 'OptimizationHints', 'OptimizationGuideModelDownloading', 'Translate'],
  // It joins a group of the local network as soon as a page makes a peer connection, whatever that may do afterwards.
  'WebRtcHideLocalIpsWithMdns',
  ...['AsyncDns', 'DnsOverHttps', 'PasswordLeakDetection', 'Reporting', 'NetworkErrorLogging'],
];

/**
 * No traffic of the browser's own, no first-run pages, and no name or address but this machine's is ever resolved:
 * whatever a page or the browser wants elsewhere ends before there is a socket. Questions for permissions are answered
 * with no.
 */
export const QUIET_ARGUMENTS: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-component-extensions-with-background-pages',
  '--disable-client-side-phishing-detection',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--disable-extensions',
  '--disable-sync',
  '--disable-search-engine-choice-screen',
  '--metrics-recording-only',
  '--no-pings',
  '--no-first-run',
  '--no-default-browser-check',
  '--deny-permission-prompts',
  // Chromium renamed this switch, and an unknown one is passed over without a word.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  `--disable-features=${CHATTY_FEATURES.join(',')}`,
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  '--no-proxy-server',
  // Pictures of evidence stay in memory: nothing of them is written outside the library.
  '--disk-cache-size=1',
  '--media-cache-size=1',
  '--disable-gpu-shader-disk-cache',
];
