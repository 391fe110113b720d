import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A core in a process of its own, which a test can kill at any moment. */
export interface ChildCore {
  readonly process: ChildProcess;
  /** Resolves with the next line that begins with `word`. */
  said(word: string): Promise<string>;
  kill(): Promise<void>;
}

/**
 * Opens the library in a child process. It says `open`, or `failed <code>`; then imports `paths`, saying
 * `progress <bytes> <step>` and `imported <sha256>`, and stays open until it is killed.
 */
export function startChildCore(libraryDir: string, paths: readonly string[]): ChildCore {
  const script = fileURLToPath(new URL('./child-core-script.ts', import.meta.url));
  const child = spawn(process.execPath, [script, resolve(libraryDir), ...paths], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const ended = once(child, 'exit');
  return {
    process: child,
    said: (word) =>
      new Promise((resolveLine, reject) => {
        const look = () => {
          const at = lines.findIndex((line) => line.split(' ', 1)[0] === word);
          if (at < 0) return;
          waiting.delete(look);
          resolveLine(lines.splice(at, 1)[0] ?? '');
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`the child ended without saying ${word}`)));
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
