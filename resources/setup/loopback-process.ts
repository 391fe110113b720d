import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ROOT } from './run-command.ts';

/** The loopback host as a process of its own. */
export interface LoopbackProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

export interface LoopbackProcessOptions {
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Starts the host and waits for the address it prints. What it says on stderr goes to the screen. */
export async function startLoopbackProcess(options: LoopbackProcessOptions): Promise<LoopbackProcess> {
  const { script, args = [], env = process.env } = options;
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the loopback host ended before it was ready (exit ${code})`)));
  });
  return {
    child,
    url,
    async stop() {
      if (ended(child)) return;
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}
