/**
 * Runs in a child process, which kills itself, as a crash would, right after a folder or an archive got the name that is
 * given; die-after-naming.ts starts it.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { ExportOptions } from '../../shared/exhibit.ts';

const [libraryDir = '', out = '', name = '', options = '{}'] = process.argv.slice(2);

for (const call of ['rename', 'link'] as const) {
  const real = fs[call];
  fs[call] = async (from: Parameters<typeof real>[0], to: Parameters<typeof real>[1]) => {
    await real(from, to);
    if (to === name) process.kill(process.pid, 'SIGKILL');
  };
}
// Before anything of the core is loaded, so that it sees these calls.
syncBuiltinESMExports();
const { openCase } = await import('./case-library.ts');
const { exportJob } = await import('./exhibit-library.ts');

const core = await openCase(libraryDir);
const job = await exportJob(core, out, JSON.parse(options) as Partial<ExportOptions>);
process.stderr.write(`not killed: ${job.state} ${JSON.stringify(job.error)}\n`);
await core.close();
