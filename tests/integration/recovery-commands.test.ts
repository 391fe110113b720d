import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openCore, rebuildLibrary, recoveryReport, restoreLibrary } from '../../electron/core/app.ts';
import { RESOURCES } from '../support/case-library.ts';
import { type CliOutcome, cli } from '../support/cli-runner.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { caseHashOf, databaseOf, recovering, wholeCase } from '../support/whole-case.ts';

const tempDir = sharedTempDirs('recovery-commands');
let pristine: string;
let hash: string;
let copies = 0;

beforeAll(async () => {
  pristine = await wholeCase(tempDir());
  hash = caseHashOf(pristine);
});

const copy = (): string => {
  const dir = join(dirname(pristine), `copy-${copies++}`);
  cpSync(pristine, dir, { recursive: true });
  return dir;
};

function run(...argv: string[]): Promise<CliOutcome> {
  const nobody = () => Promise.reject(new Error('not asked for here'));
  return cli(argv, {
    openCore,
    core: { resourcesDir: RESOURCES, ffmpeg: 'ffmpeg' },
    services: {
      ...{
        version: '0.0.0-test',
        createLibrary: nobody,
        changePassphrase: nobody,
        verifyBundle: nobody,
        serve: nobody,
      },
      recovery: {
        report: recoveryReport,
        restore: ({ libraryDir, operator, backup }) => restoreLibrary(recovering(libraryDir, { operator }), backup),
        rebuild: ({ libraryDir, operator }) => rebuildLibrary(recovering(libraryDir, { operator })),
      },
    },
  });
}

const listOf = <T>(outcome: CliOutcome, field: string): T[] => (outcome.json?.[field] ?? []) as T[];

describe('the command line', () => {
  test('lists backups, restores one by name, and says who did it', async () => {
    const dir = copy();
    writeFileSync(databaseOf(dir), '');
    const listed = await run('backups', dir, '--json');
    expect(listed).toMatchObject({ code: 0, json: { problem: 'library.sqlite is empty.' } });
    const { name = '' } = listOf<{ name: string }>(listed, 'backups')[0] ?? {};
    expect((await run('list', dir, '--json')).code).toBe(4);
    const restored = await run('restore', dir, '--backup', name, '--operator', 'Fourth Observer', '--json');
    expect(restored).toMatchObject({ code: 0, json: { recovered: { from: name, caseHash: hash, complete: true } } });
    const ledger = await run('ledger', dir, '--json');
    expect(listOf(ledger, 'entries').at(-1)).toMatchObject({
      action: 'library.restored',
      operator: 'Fourth Observer',
    });
    expect((await run('verify', dir, '--json')).json).toMatchObject({ ok: true });
  });

  test('rebuilds, and ends with 3 when originals are missing', async () => {
    const dir = copy();
    rmSync(databaseOf(dir));
    const rebuilt = await run('rebuild', dir, '--json');
    expect(rebuilt).toMatchObject({ code: 0, json: { recovered: { from: null, caseHash: hash } } });
    rmSync(join(dir, 'originals'), { recursive: true });
    const again = await run('rebuild', dir);
    expect(again.code).toBe(3);
    expect(again.out).toMatch(/Original missing: ev-\w+ camera\.mp4/);
  });

  test('refuses what is no library with 4 and what is no backup with 1, and makes nothing', async () => {
    const dir = tempDir();
    for (const argv of [['backups'], ['rebuild'], ['restore', '--backup', 'x']]) {
      const [name = '', ...options] = argv;
      expect(await run(name, dir, ...options, '--json')).toMatchObject({
        code: 4,
        json: { error: { code: 'library_missing' } },
      });
    }
    expect(readdirSync(dir)).toEqual([]);
    const outcome = await run('restore', copy(), '--backup', '../../library.sqlite', '--json');
    expect(outcome).toMatchObject({ code: 1, json: { error: { code: 'not_found' } } });
  });

  test('tells a person in lines what it tells a program in JSON', async () => {
    const { out } = await run('backups', copy());
    expect(out).toMatch(/^Nothing is wrong with the database\.\nThe ledger in ledger\.jsonl holds \d+ entries\.\n/);
    expect(out).toMatch(
      /library-\d{8}T\d{9}Z-1\.sqlite .*checked, whole .*\d+ entries since come back from the ledger/,
    );
  });
});
