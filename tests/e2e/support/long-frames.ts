import { runTool } from '../../../resources/setup/run-command.ts';

/** The long form of the frame test, after `npm run build`: ten thousand seeks and as many steps over every film. */
process.env.AIGAQ_FRAMES = 'long';
process.exitCode = await runTool('@playwright/test/cli.js', [
  'test',
  '--config',
  'tests/e2e/playwright.config.ts',
  'frames.spec',
]);
