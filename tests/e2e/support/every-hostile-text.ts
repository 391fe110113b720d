import { runTool } from '../../../resources/setup/run-command.ts';

/** The test of hostile texts with all of them; see tests/e2e/hostile-text.spec.ts. */
process.env.AIGAQ_HOSTILE = 'every';
process.exitCode = await runTool('@playwright/test/cli.js', [
  'test',
  ...['--config', 'tests/e2e/playwright.config.ts', '--project', 'loopback', 'hostile-text'],
]);
