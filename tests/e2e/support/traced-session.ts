import { findProgram } from '../../../resources/setup/find-program.ts';
import { runTool, say } from '../../../resources/setup/run-command.ts';

/** The test that looks at every system call for a network, after `npm run build`; see tests/e2e/network. */
if (findProgram('strace') === null) {
  say('strace is needed to see the system calls. On Debian or Ubuntu: apt-get install strace');
  process.exitCode = 1;
} else {
  process.env.AIGAQ_TRACE = '1';
  const options = ['--config', 'tests/e2e/playwright.config.ts', '--project', 'network'];
  process.exitCode = await runTool('@playwright/test/cli.js', ['test', ...options]);
}
