import { cpSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { rebuildLibrary } from '../../electron/core/recovery/recover-library.ts';
import { RECOVERY_STEPS } from '../../electron/core/recovery/recover-options.ts';
import { codeOf, openCase } from '../support/case-library.ts';
import { dieAt } from '../support/die-at.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { caseHashOf, databaseOf, ledgerOf, problemsOf, recovering, wholeCase } from '../support/whole-case.ts';

const tempDir = sharedTempDirs('recovery-crash');
let pristine: string;
let hash: string;

beforeAll(async () => {
  pristine = await wholeCase(tempDir());
  hash = caseHashOf(pristine);
});

const copyTo = (name: string): string => {
  const dir = join(dirname(pristine), name);
  cpSync(pristine, dir, { recursive: true });
  return dir;
};
const firstBackup = (dir: string): string =>
  readdirSync(join(dir, 'backups'))
    .filter((name) => name.startsWith('library-'))
    .sort()[0] ?? '';

describe.each(['restore', 'rebuild'])('a %s that is killed', (work) => {
  test.each(RECOVERY_STEPS)('once it was %s can be done again, and nothing is lost', async (step) => {
    const dir = copyTo(`${work}-${step}`);
    truncateSync(databaseOf(dir), 20_000);
    const damaged = readFileSync(databaseOf(dir));
    dieAt(work, dir, step, firstBackup(dir));
    if (step === 'renamed') await (await openCase(dir)).close();
    else {
      expect(await codeOf(openCase(dir))).toBe('library_damaged');
      expect(await rebuildLibrary(recovering(dir))).toMatchObject({ complete: true, caseHash: hash, newKey: false });
    }
    expect(caseHashOf(dir)).toBe(hash);
    expect(await problemsOf(dir)).toEqual([]);
    const kept = readdirSync(join(dir, 'backups')).filter((name) => /^set-aside-.*\.sqlite$/.test(name));
    expect(kept.map((name) => readFileSync(join(dir, 'backups', name)))).toEqual([damaged]);
    await (await openCase(dir)).close();
    expect(readdirSync(dir).filter((name) => name.startsWith('.tmp-'))).toEqual([]);
  });
});

test('a database that was set aside still gives its ledger when nothing else does', async () => {
  const dir = copyTo('aside-alone');
  rmSync(ledgerOf(dir));
  dieAt('rebuild', dir, 'set-aside');
  expect(await rebuildLibrary(recovering(dir))).toMatchObject({ complete: true, caseHash: hash });
  expect(await problemsOf(dir)).toEqual([]);
});

describe('a change that is killed', () => {
  const lines = (dir: string) => readFileSync(ledgerOf(dir), 'utf8').split('\n').length - 1;
  const operatorOf = async (dir: string) => {
    const core = await openCase(dir);
    const { operator } = await core.call('library.info', {});
    await core.close();
    return operator;
  };

  test('before its commit was never made, neither here nor there', async () => {
    const dir = copyTo('before-commit');
    const before = lines(dir);
    dieAt('commit', dir, 'before commit');
    expect(await problemsOf(dir)).toEqual([]);
    expect(await operatorOf(dir)).toBe('Second Observer');
    expect(lines(dir)).toBe(before);
  });

  test('between its commit and the copy of its entry is made, and the copy is completed', async () => {
    const dir = copyTo('after-commit');
    const before = lines(dir);
    dieAt('commit', dir, '');
    expect(lines(dir)).toBe(before);
    expect(await problemsOf(dir)).toEqual([]);
    expect(await operatorOf(dir)).toBe('Third Observer');
    expect(lines(dir)).toBe(before + 1);
    expect(await problemsOf(dir)).toEqual([]);
  });
});
