import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { flipInFile, seeded } from '../support/flip-bits.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { databaseOf, ledgerOf, problemsOf, wholeCase } from '../support/whole-case.ts';

/** `AIGAQ_FAULTS=long` flips 600 bits: 200 each of originals, of the database file and of the ledger's copy. */
const LONG = process.env.AIGAQ_FAULTS === 'long';
const COUNT = LONG ? 200 : 6;
const SEED = Number(process.env.AIGAQ_SEED ?? 20261130);

const tempDir = sharedTempDirs('sealed-flips');
let library: string;

beforeAll(async () => {
  library = await wholeCase(tempDir(), true);
  expect(await verified()).toBe(null);
});

/** Codes of what gave a change away, or of the error with which the library refuses; null when nothing did. */
async function verified(): Promise<string | null> {
  try {
    const problems = await problemsOf(library);
    return problems.length === 0 ? null : problems.map(({ code }) => code).join(' ');
  } catch (error) {
    if (error instanceof AppError) return `refused: ${error.code}`;
    throw error;
  } finally {
    for (const end of ['-wal', '-shm']) rmSync(`${databaseOf(library)}${end}`, { force: true });
  }
}

const originals = (): string[] =>
  readdirSync(join(library, 'originals'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bin'))
    .map((name) => join(library, 'originals', name));

describe('a flipped bit of a sealed library is found', { timeout: LONG ? 3_600_000 : 120_000 }, () => {
  test.each([
    ['in its originals, their heads and their last chunks', originals, /original_altered/],
    ['in its database: nonces and checks of pages, too', () => [databaseOf(library)], /./],
    ['in the copy of its ledger', () => [ledgerOf(library)], /ledger_copy_differs/],
  ])('%s', async (_, files, expected) => {
    const random = seeded(SEED);
    const paths = files();
    for (let n = 0; n < COUNT; n++) {
      const path = paths[n % paths.length] ?? '';
      const bit = Math.floor(random() * statSync(path).size * 8);
      const before = readFileSync(path);
      const putBack = flipInFile(path, bit);
      expect(await verified(), `${path}, bit ${bit} of ${before.length * 8}`).toMatch(expected);
      putBack();
    }
    expect(await verified()).toBe(null);
  });
});
