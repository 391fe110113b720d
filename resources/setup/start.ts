import { join } from 'node:path';
import { stateFolder } from '../../electron/hosts/machine-folders.ts';
import { openBrowserProfile } from './browser-profile.ts';
import { buildIfStale } from './built-output.ts';
import { fetchElectron } from './fetch-binaries.ts';
import { findBrowser, QUIET_ARGUMENTS, sandboxArguments } from './find-browser.ts';
import { findElectron } from './find-electron.ts';
import { type LoopbackProcess, startLoopbackProcess } from './loopback-process.ts';
import { ROOT, runCommand, say } from './run-command.ts';
import { setUpForWork } from './set-up.ts';
import { windowAddress } from './window-address.ts';

/** A program that ends with an error sooner than this never got as far as a window. */
const FAILED_START_MS = 15_000;

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** Runs the desktop app. @returns its exit code, or null when it could not open at all */
async function runDesktop(electron: string): Promise<number | null> {
  const before = performance.now();
  const code = await runCommand(electron, [ROOT, ...sandboxArguments()]);
  return code !== 0 && performance.now() - before < FAILED_START_MS ? null : code;
}

/**
 * The page in a window without address bar, with a profile of its own, so that no other browsing touches it. Window and
 * host end together, whichever ends first.
 */
async function showWindow(browser: string, { child, url, stop }: LoopbackProcess): Promise<number> {
  const profile = openBrowserProfile(join(stateFolder(), 'browser-window'));
  const closing = new AbortController();
  const close = () => closing.abort();
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
  child.once('close', close);
  const address = windowAddress(profile.folder, url);
  const look = [`--app=${address.url}`, `--user-data-dir=${profile.folder}`, '--window-size=1440,900'];
  const code = await runCommand(browser, [...look, ...QUIET_ARGUMENTS, ...sandboxArguments()], {
    stdio: 'ignore',
    signal: closing.signal,
  });
  address.remove();
  profile.sweep();
  if (code !== 0 && !closing.signal.aborted) say(`The window ended with exit code ${code}.`);
  await stop();
  return child.exitCode ?? 1;
}

async function keepServing({ child, url, stop }: LoopbackProcess): Promise<number> {
  say('Open this address in a browser on this machine. It works once; Ctrl+C ends Aigaq.');
  say(url);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return new Promise((done) => child.once('close', (code) => done(code ?? 1)));
}

async function runInBrowser(why: string): Promise<number> {
  const host = await startLoopbackProcess({ script: 'out/main/loopback.js', args: process.argv.slice(2) });
  const browser = hasDisplay() ? findBrowser() : null;
  if (browser === null) {
    say(
      hasDisplay()
        ? `${why} No Chromium was found for a window either.`
        : 'There is no display here to open a window on.',
    );
    return keepServing(host);
  }
  say(`${why} The same workstation opens in a Chromium window.`);
  return showWindow(browser, host);
}

async function start(): Promise<number> {
  const display = hasDisplay();
  if (display && findElectron() === null) await fetchElectron();
  const electron = display ? findElectron() : null;
  await setUpForWork(display && electron === null);
  const built = await buildIfStale();
  if (built !== 0) {
    say('Aigaq could not be built; the lines above say why.');
    return built;
  }
  if (electron === null) return runInBrowser("Electron's program is not on this machine and could not be fetched.");
  const code = await runDesktop(electron);
  return code ?? runInBrowser('Electron could not open a window here.');
}

process.exitCode = await start();
