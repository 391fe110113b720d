import { runTool } from '../../resources/setup/run-command.ts';

/** The long form of the tests with files that mean harm: the whole corpus, and changed files by the hundred. */
process.env.AIGAQ_HOSTILE_LONG = '1';
process.exitCode = await runTool('vitest/vitest.mjs', ['run', '--config', 'tests/vitest.config.ts', 'hostile']);
