import { type SpawnOptions, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

/** Root of the repository. */
export const ROOT = resolve(import.meta.dirname, '..', '..');

/** Where npm puts the programs of the packages. */
const BIN = join(ROOT, 'node_modules', '.bin');

/** One line of ours among what the tools print. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The tools of the repository come before those of the machine. */
export const toolEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [BIN, process.env.PATH ?? ''].join(process.platform === 'win32' ? ';' : ':'),
});

/** Runs a program in the root, its output streaming through. Resolves with its exit code, 127 when it cannot start. */
export function runCommand(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: ROOT, env: toolEnvironment(), stdio: 'inherit', ...options });
    child.once('error', () => done(127));
    child.once('close', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/** Runs the JavaScript program of an installed package with this very Node; no shell, so it works on Windows too. */
export const runTool = (script: string, args: readonly string[]): Promise<number> =>
  runCommand(process.execPath, [join(ROOT, 'node_modules', script), ...args]);
