import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { canonicalJson } from '../../electron/core/features/custody/canonical-json.ts';
import { AppError } from '../../shared/errors.ts';
import { errorOf, newCase, openCase } from '../support/case-library.ts';
import { forge } from '../support/damage-database.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { ledgerOf, problemsOf } from '../support/whole-case.ts';

/** What stands in for a disk that is full: additions fail while `full` is set. */
const disk = vi.hoisted(() => ({ full: false }));
vi.mock('../../electron/core/store/append-file.ts', async (original) => {
  const real = await original<typeof import('../../electron/core/store/append-file.ts')>();
  const refuse = () => {
    if (disk.full) throw new AppError('disk_full', 'The disk has not enough room.');
  };
  return {
    openAppendFile(path: string, keep: number) {
      refuse();
      const file = real.openAppendFile(path, keep);
      return {
        close: file.close,
        append(text: string) {
          refuse();
          file.append(text);
        },
      };
    },
    rewriteFile(path: string, parts: Iterable<string>) {
      refuse();
      return real.rewriteFile(path, parts);
    },
  };
});

const tempDir = sharedTempDirs('ledger-copy');
const place = (n: number) => ({ code: `P-${n}`, name: 'Station', address: 'Street' });
let pristine: string;
let copies = 0;

beforeAll(async () => {
  pristine = await newCase(tempDir());
  const core = await openCase(pristine);
  for (const n of [1, 2, 3, 4, 5]) await core.call('places.set', place(n));
  await core.close();
});

const copy = (): string => {
  const dir = join(dirname(pristine), `copy-${copies++}`);
  cpSync(pristine, dir, { recursive: true });
  return dir;
};
const linesOf = (dir: string): string[] => readFileSync(ledgerOf(dir), 'utf8').split('\n').slice(0, -1);
const codesOf = async (dir: string) => (await problemsOf(dir)).map(({ code }) => code);
const reopen = async (dir: string) => (await openCase(dir)).close();

describe('the copy of the ledger', () => {
  test('holds every entry as canonical JSON before its change is answered', async () => {
    const dir = copy();
    const core = await openCase(dir);
    for (const n of [6, 7]) {
      await core.call('places.set', place(n));
      const { entries } = await core.call('custody.ledger', {});
      expect(linesOf(dir)).toEqual(entries.map((entry) => canonicalJson(entry)));
    }
    await core.close();
    expect(await problemsOf(dir)).toEqual([]);
  });

  test.each<[string, (path: string) => void]>([
    ['half a line at its end', (path) => appendFileSync(path, '{"action":"place.s')],
    ['no file at all', (path) => rmSync(path)],
    ['an empty file', (path) => writeFileSync(path, '')],
    ['its last lines missing', (path) => truncateSync(path, readFileSync(path).length >> 1)],
    ['its last line end missing', (path) => truncateSync(path, readFileSync(path).length - 1)],
    ['no ledger in it', (path) => writeFileSync(path, 'something else\n')],
  ])('with %s is completed by the next writer', async (_, damage) => {
    const dir = copy();
    const whole = linesOf(dir);
    damage(ledgerOf(dir));
    await reopen(dir);
    expect(linesOf(dir)).toEqual(whole);
    expect(await problemsOf(dir)).toEqual([]);
  });

  test('with a hole in what was added last is written anew', async () => {
    const dir = copy();
    const whole = linesOf(dir);
    // Sectors reach a disk in any order, so that of three entries added at once the last one can be there alone.
    forge(dir, (db) => db.exec(`update ledger_copy set count = ${whole.length - 3}`));
    rmSync(join(dir, 'library.sqlite.sha256'));
    writeFileSync(ledgerOf(dir), joined(whole.with(-2, '\0'.repeat(whole.at(-2)?.length ?? 0))));
    await reopen(dir);
    expect(linesOf(dir)).toEqual(whole);
    expect(await problemsOf(dir)).toEqual([]);
  });

  test('that differs in a line that is an entry is left for verify to find', async () => {
    const dir = copy();
    const whole = linesOf(dir);
    forge(dir, (db) => db.exec(`update ledger_copy set count = ${whole.length - 3}`));
    rmSync(join(dir, 'library.sqlite.sha256'));
    const other = joined(whole.with(-2, whole.at(-3) ?? ''));
    writeFileSync(ledgerOf(dir), other);
    await reopen(dir);
    expect(readFileSync(ledgerOf(dir), 'utf8')).toBe(other);
    expect(await codesOf(dir)).toEqual(['ledger_copy_differs']);
  });

  test('that holds no ledger is set aside before another one is written', async () => {
    const dir = copy();
    writeFileSync(ledgerOf(dir), 'something else\n');
    await reopen(dir);
    const [aside = ''] = readdirSync(join(dir, 'backups')).filter((name) => name.startsWith('ledger-'));
    expect(readFileSync(join(dir, 'backups', aside), 'utf8')).toBe('something else\n');
  });
});

describe('verify', () => {
  test.each<[string, string, (path: string, lines: string[]) => void]>([
    ['missing', 'ledger_copy_missing', (path) => rmSync(path)],
    ['cut by two lines', 'ledger_copy_differs', (path, lines) => writeFileSync(path, joined(lines.slice(0, -2)))],
    ['cut in a line', 'ledger_copy_differs', (path) => truncateSync(path, readFileSync(path).length - 5)],
    ['without a line', 'ledger_copy_differs', (path, lines) => writeFileSync(path, joined(lines.toSpliced(2, 1)))],
    ['in another order', 'ledger_copy_differs', (path, lines) => writeFileSync(path, joined(lines.toReversed()))],
    [
      'changed by a letter',
      'ledger_copy_differs',
      (path, lines) => writeFileSync(path, joined(lines).replace('"Station"', '"station"')),
    ],
    ['longer by a line', 'database_behind', (path, lines) => appendFileSync(path, `${lines.at(-1)}\n`)],
  ])('finds a copy that is %s', async (_, code, damage) => {
    const dir = copy();
    damage(ledgerOf(dir), linesOf(dir));
    expect(await codesOf(dir)).toEqual([code]);
  });
});

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

describe('where the copy cannot be written', () => {
  test('the change is told as saved and not yet copied, no other is made, and all is well once there is room', async () => {
    const dir = copy();
    const before = linesOf(dir);
    const core = await openCase(dir);
    disk.full = true;
    try {
      const told = await errorOf(core.call('places.set', place(6)));
      expect(told).toMatchObject({ code: 'disk_full', message: expect.stringContaining('is saved in the database') });
      expect(await errorOf(core.call('places.set', place(7)))).toMatchObject({ code: 'disk_full' });
      expect((await core.call('places.list', {})).map(({ code }) => code)).not.toContain('P-7');
      expect(linesOf(dir)).toEqual(before);
    } finally {
      disk.full = false;
    }
    await core.call('places.set', place(8));
    expect(linesOf(dir)).toHaveLength(before.length + 2);
    await core.close();
    expect(existsSync(ledgerOf(dir))).toBe(true);
    expect(await problemsOf(dir)).toEqual([]);
  });
});
