import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, defineConfig, type Project } from '@playwright/test';
import { findBrowser, QUIET_ARGUMENTS, sandboxArguments } from '../../resources/setup/find-browser.ts';
import { findElectron } from '../../resources/setup/find-electron.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** The machine's own Chromium, or the one that Playwright fetched where the network allows it. */
function browserPath(): string {
  const path = findBrowser() ?? chromium.executablePath();
  if (!existsSync(path)) throw new Error('Browser tests need Chromium. On Debian or Ubuntu: apt-get install chromium');
  return path;
}

const loopback: Project = {
  name: 'loopback',
  testDir: import.meta.dirname,
  testMatch: '*.spec.ts',
  testIgnore: ['electron/**', 'network/**'],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: browserPath(), args: [...QUIET_ARGUMENTS, ...sandboxArguments()] },
  },
};

const desktop: Project = { name: 'electron', testDir: `${import.meta.dirname}/electron`, testMatch: '*.spec.ts' };

/** `npm run test:network`; it needs strace and takes two minutes. */
const network: Project = { name: 'network', testDir: `${import.meta.dirname}/network`, testMatch: '*.spec.ts' };

/** The configuration is read again by every worker; only the first reading is for a person. */
const isMain = process.env.TEST_WORKER_INDEX === undefined;
const hasElectron = findElectron() !== null;
if (!hasElectron && isMain) {
  process.stdout.write(
    "The Electron project is left out: Electron's program is not on this machine (npx install-electron fetches it).\n",
  );
}

export default defineConfig({
  outputDir: resolve(ROOT, 'test-results'),
  projects: [loopback, ...(hasElectron ? [desktop] : []), ...(process.env.AIGAQ_TRACE === '1' ? [network] : [])],
  // One machine, one ffmpeg: flows that decode must not slow each other down.
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  // A shared machine may stall for seconds; what passes only at the second try is listed as flaky, never in silence.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
