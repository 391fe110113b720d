import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Does `work` on a library in a process of its own, which is killed with `kill -9` once `step` was reached. */
export function dieAt(work: string, libraryDir: string, step: string, backup = ''): void {
  const script = fileURLToPath(new URL('./die-at-script.ts', import.meta.url));
  const { signal, stderr } = spawnSync(process.execPath, [script, work, libraryDir, step, backup]);
  if (signal !== 'SIGKILL') throw new Error(`the child did not reach ${step}: ${stderr.toString()}`);
}
