import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Not yet part of every run: 16 of their 41 fail since backups, the ledger's copy and the database's hash write beside the
 * database in ways that the model of a disk does not know, or that are not synced as it demands.
 */
const FAULTS = process.env.AIGAQ_FAULTS === undefined ? [] : ['tests/faults/*.test.ts'];

/** One place for every test that runs in Node: rules, unit and integration. Browser tests are in e2e/. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['tests/architecture.test.ts', 'tests/unit/**/*.test.ts', 'tests/integration/**/*.test.ts', ...FAULTS],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
