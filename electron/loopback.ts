#!/usr/bin/env node
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nodeProblem } from './hosts/check-node.ts';
import { reserveStdout } from './hosts/reserve-stdout.ts';
import { stopSignal } from './hosts/stop-signal.ts';

/** Ends with one sentence on stderr. */
function fail(message: string, exitCode: number): never {
  process.stderr.write(`aigaq: ${message}\n`);
  process.exit(exitCode);
}

function readArguments(): { dir: string | undefined; port: number } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { port: { type: 'string' } } });
    const port = Number(values.port ?? 0);
    if (positionals.length > 1 || !Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error('bad arguments');
    return { dir: positionals[0] && resolve(positionals[0]), port };
  } catch {
    return fail('usage: loopback.js [LIBRARY] [--port N]', 2);
  }
}

const problem = nodeProblem();
if (problem !== null) fail(problem, 2);
const { dir, port } = readArguments();
// Loaded only now: on an older Node the database module would take the process down without a word.
const { serveWorkspace } = await import('./hosts/serve-workspace.ts');
const { toEnvelope } = await import('../shared/errors.ts');
const stdout = reserveStdout();
const stop = stopSignal();
try {
  const serving = await serveWorkspace({ dir, port });
  stdout.write(`${serving.url}\n`, () => {});
  if (!stop.aborted) await once(stop, 'abort');
  await serving.close();
} catch (error) {
  fail(toEnvelope(error).message, 1);
}
process.exit(0);
