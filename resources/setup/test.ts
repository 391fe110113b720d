import { build } from './built-output.ts';
import { findElectron } from './find-electron.ts';
import { runTool, say } from './run-command.ts';
import { setUpForTests } from './set-up.ts';

interface Step {
  readonly name: string;
  readonly run: () => Promise<number>;
}

const STEPS: readonly Step[] = [
  { name: 'set-up', run: async () => ((await setUpForTests()).length === 0 ? 0 : 1) },
  { name: 'type check (tsc -b)', run: () => runTool('typescript/bin/tsc', ['-b']) },
  { name: 'lint and format (biome ci .)', run: () => runTool('@biomejs/biome/bin/biome', ['ci', '.']) },
  { name: 'build', run: build },
  {
    name: 'unit and integration tests (vitest)',
    run: () => runTool('vitest/vitest.mjs', ['run', '--config', 'tests/vitest.config.ts']),
  },
  {
    name: 'browser tests (playwright)',
    run: () => runTool('@playwright/test/cli.js', ['test', '--config', 'tests/e2e/playwright.config.ts']),
  },
];

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs every step in order and stops at the first that fails. */
async function test(): Promise<number> {
  const started = performance.now();
  for (const { name, run } of STEPS) {
    const stepStarted = performance.now();
    say(`\n== ${name}`);
    const code = await run();
    if (code !== 0) {
      say(`\nFAILED at: ${name} (exit ${code}) after ${seconds(started)}`);
      return 1;
    }
    say(`== ${name}: passed in ${seconds(stepStarted)}`);
  }
  const electron = findElectron() ? '' : ' (without the Electron project: its binary is not on this machine)';
  say(`\nPASSED: all ${STEPS.length} steps in ${seconds(started)}${electron}`);
  return 0;
}

process.exitCode = await test();
