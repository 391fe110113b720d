import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ExportOptions } from '../../shared/exhibit.ts';

/** Exports in a process of its own, which is killed with `kill -9` right after `name` was given to what was made. */
export function dieAfterNaming(libraryDir: string, out: string, name: string, options: Partial<ExportOptions>): void {
  const script = fileURLToPath(new URL('./die-after-naming-script.ts', import.meta.url));
  const { signal, stderr } = spawnSync(process.execPath, [script, libraryDir, out, name, JSON.stringify(options)]);
  if (signal !== 'SIGKILL') throw new Error(`the child did not give the name ${name}: ${stderr.toString()}`);
}
