import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect } from '@playwright/test';
import { newTempDir, removeFolder } from '../../support/temp-folder.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
const HOST = join(ROOT, 'out', 'main', 'loopback.js');

/** A running loopback host with a machine state of its own. */
export interface RunningApp {
  /** Opens the page once; afterwards the browser's cookie does. */
  readonly url: string;
  /** Home folder of the person at this machine: new libraries are offered below it. */
  readonly home: string;
  readonly stateDir: string;
  /** A folder for whatever a test needs on disk. */
  readonly dir: string;
  /** Ends the host as the system does, tidily. Resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it without a word, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again with the same state; the new address is in the result. */
  restart(): Promise<RunningApp>;
}

interface Machine {
  /** Added to the environment of the host. */
  readonly environment: Readonly<Record<string, string>>;
  readonly dir: string;
  readonly home: string;
  readonly stateDir: string;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the host was started without a pipe');
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`the host ended before it printed its address (exit ${code})`);
  });
  return Promise.race([once(createInterface({ input: stdout }), 'line').then(([line]) => String(line)), ended]);
}

async function launch(machine: Machine, args: readonly string[]): Promise<RunningApp> {
  if (!existsSync(HOST)) throw new Error('The host has not been built. Run: npm run build');
  const env = { ...process.env, ...machine.environment, HOME: machine.home, AIGAQ_STATE_DIR: machine.stateDir };
  const child = spawn(process.execPath, [HOST, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await firstLine(child);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
    }
    return child.exitCode;
  };
  return {
    ...machine,
    url,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    restart: async () => {
      await end('SIGTERM');
      return launch(machine, args);
    },
  };
}

/**
 * Starts the built host on a machine that has never seen Aigaq, with a folder for temporary files of its own where
 * `ownTmp` is set. `args` are those of the loopback entry.
 */
export async function startApp(args: readonly string[] = [], ownTmp = false): Promise<RunningApp> {
  const dir = newTempDir('e2e');
  const tmp = join(dir, 'tmp');
  const machine: Machine = {
    environment: ownTmp ? { TMPDIR: tmp } : {},
    dir,
    home: join(dir, 'home'),
    stateDir: join(dir, 'state'),
  };
  mkdirSync(machine.home);
  mkdirSync(tmp);
  return launch(machine, args);
}

/** Playwright's `test` with a fresh host for each test; `page` is at the start screen. */
export const test = base.extend<{ app: RunningApp }>({
  app: async ({ page }, use) => {
    const app = await startApp();
    await page.goto(app.url);
    await use(app);
    await app.stop();
    removeFolder(app.dir);
  },
});

export { expect };
