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

/** No traffic of the browser's own, no first-run pages. */
export const QUIET_ARGUMENTS: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];
