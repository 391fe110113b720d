import { runTool } from '../../../resources/setup/run-command.ts';

/** The long form of the tests of crashes, power cuts and failing disks. Seeds are printed; the same seed is the same fault. */
process.env.AIGAQ_FAULTS = 'long';
process.exitCode = await runTool('vitest/vitest.mjs', [
  'run',
  '--config',
  'tests/vitest.config.ts',
  '--testTimeout',
  '7200000',
  'tests/faults',
]);
