#!/usr/bin/env node
import { nodeProblem } from './hosts/check-node.ts';

const argv = process.argv.slice(2);
const problem = nodeProblem();
if (problem === null) {
  // Loaded only now: on an older Node the database module would take the process down without a word.
  const { runProcess } = await import('./hosts/cli/cli-process.ts');
  process.exit(await runProcess(argv));
}
const error = { code: 'usage', message: problem, details: { node: process.versions.node } };
if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error })}\n`);
else process.stderr.write(`aigaq: ${problem}\n`);
process.exitCode = 2;
