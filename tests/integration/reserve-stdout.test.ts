import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const MODULE = resolve(import.meta.dirname, '..', '..', 'electron', 'hosts', 'reserve-stdout.ts');

it('leaves stdout to the host, whatever libraries and worker threads print', () => {
  const script = `
    import { once } from 'node:events';
    import { Worker } from 'node:worker_threads';
    import { reserveStdout } from ${JSON.stringify(MODULE)};
    const stdout = reserveStdout();
    console.log('a library');
    process.stdout.write('another library');
    await once(new Worker('console.log("a decoder in a thread")', { eval: true }), 'exit');
    stdout.write('{"answer":true}', () => process.exit(0));`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(run.status).toBe(0);
  expect(run.stdout).toBe('{"answer":true}');
  for (const noise of ['a library', 'another library', 'a decoder in a thread']) expect(run.stderr).toContain(noise);
});
