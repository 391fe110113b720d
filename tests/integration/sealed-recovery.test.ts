import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { rebuildLibrary, restoreLibrary } from '../../electron/core/recovery/recover-library.ts';
import { recoveryReport } from '../../electron/core/recovery/recovery-report.ts';
import { lineSeal } from '../../electron/core/seal/sealed-line.ts';
import { codeOf, openCase } from '../support/case-library.ts';
import { newKey } from '../support/sealed-bytes.ts';
import { openSealedCase, PASSPHRASE } from '../support/sealed-library.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { databaseOf, ledgerOf, problemsOf, recovering, wholeCase } from '../support/whole-case.ts';

const tempDir = sharedTempDirs('sealed-recovery');
/** Words that stand in every such case. */
const WORDS = [
  'Station 101',
  'Вброс',
  'Several sheets',
  'camera.mp4',
  'Second Observer',
  'marks.create',
  'mark.created',
];
let pristine: string;
let entries: number;
let copies = 0;

beforeAll(async () => {
  pristine = await wholeCase(tempDir(), true);
  entries = linesOf(pristine).length;
});

function copy(): string {
  const dir = join(dirname(pristine), `copy-${copies++}`);
  cpSync(pristine, dir, { recursive: true });
  return dir;
}

const linesOf = (dir: string): string[] => readFileSync(ledgerOf(dir), 'utf8').trimEnd().split('\n');
const backupsOf = (dir: string): string[] =>
  readdirSync(join(dir, 'backups')).filter((name) => name.endsWith('.sqlite'));
const unlocking = (dir: string) => recovering(dir, { passphrase: PASSPHRASE });

async function marksOf(dir: string): Promise<string[]> {
  const core = await openSealedCase(dir, { mode: 'read' });
  const marks = await core.call('marks.list', {});
  await core.close();
  return marks.map(({ title }) => title);
}

describe('a sealed library', () => {
  test('says nothing in its backups and in the copy of its ledger', () => {
    const kept = [...backupsOf(pristine).map((name) => join(pristine, 'backups', name)), ledgerOf(pristine)];
    expect(kept.length).toBeGreaterThan(1);
    for (const path of kept) {
      const bytes = readFileSync(path);
      expect(bytes.includes('SQLite format'), path).toBe(false);
      for (const word of WORDS) expect(bytes.includes(word), `${word} in ${path}`).toBe(false);
    }
  });

  test.each([
    ['gone', (dir: string) => rmSync(databaseOf(dir))],
    ['cut', (dir: string) => truncateSync(databaseOf(dir), 30_000)],
  ])('whose database is %s is rebuilt with the passphrase alone', async (_, damage) => {
    const dir = copy();
    damage(dir);
    expect(await codeOf(openSealedCase(dir))).toBe('library_damaged');
    expect(await codeOf(recoveryReport(dir))).toBe('passphrase_needed');
    expect(await codeOf(recoveryReport(dir, 'not this passphrase'))).toBe('passphrase_wrong');
    expect(await codeOf(rebuildLibrary(recovering(dir)))).toBe('passphrase_needed');
    expect(await recoveryReport(dir, PASSPHRASE)).toMatchObject({
      ...{ title: 'Station 101', ledger: { entries, problem: null }, keyFound: true, missingOriginals: [] },
    });
    const recovered = await rebuildLibrary(unlocking(dir));
    expect(recovered).toMatchObject({ replayed: entries, newKey: false, complete: true, missingPictures: [] });
    expect(await problemsOf(dir)).toEqual([]);
    expect(await marksOf(dir)).toEqual(await marksOf(pristine));
    // What was made on the way is as sealed as what it replaces.
    for (const word of WORDS) expect(readFileSync(databaseOf(dir)).includes(word), word).toBe(false);
  });

  test('is restored from its oldest backup, and brought up to date from the ledger', async () => {
    const dir = copy();
    rmSync(databaseOf(dir));
    const name = backupsOf(dir).sort()[0] ?? '';
    const { backups } = await recoveryReport(dir, PASSPHRASE);
    expect(backups.find((backup) => backup.name === name)).toMatchObject({ verified: true, problem: null, missing: 0 });
    const recovered = await restoreLibrary(unlocking(dir), name);
    expect(recovered).toMatchObject({ from: name, complete: true });
    expect(await problemsOf(dir)).toEqual([]);
    expect(await marksOf(dir)).toEqual(await marksOf(pristine));
  });

  test('believes no line that somebody without the passphrase added to the copy of its ledger', async () => {
    const next = JSON.stringify({ seq: entries + 1 });
    for (const line of [next, lineSeal(newKey()).seal(next)]) {
      const dir = copy();
      appendFileSync(ledgerOf(dir), `${line}\n`);
      // A crash may have left it, too: nothing is made of it, and the next writer takes it away.
      expect((await recoveryReport(dir, PASSPHRASE)).ledger).toMatchObject({ entries });
      await (await openSealedCase(dir)).close();
      expect(readFileSync(ledgerOf(dir), 'utf8')).not.toContain(line);
      expect(await problemsOf(dir)).toEqual([]);
    }
    const dir = copy();
    appendFileSync(ledgerOf(dir), `${linesOf(dir)[2]}\n`);
    expect((await problemsOf(dir)).map(({ code }) => code)).toEqual(['database_behind']);
  });

  test('finds a line of that copy that was altered, exchanged or taken out', async () => {
    const lines = linesOf(pristine);
    const [first = '', second = '', ...rest] = lines;
    const altered = [
      [`${first.slice(0, 40)}${first[40] === 'A' ? 'B' : 'A'}${first.slice(41)}`, second, ...rest],
      [second, first, ...rest],
      [first, ...rest],
      lines.slice(0, -1),
    ];
    for (const changed of altered) {
      const dir = copy();
      writeFileSync(ledgerOf(dir), `${changed.join('\n')}\n`);
      expect((await problemsOf(dir)).map(({ code }) => code)).toEqual(['ledger_copy_differs']);
    }
  });

  test('notices a database that was exchanged for an older one, also by its own backup', async () => {
    const dir = copy();
    const backup = backupsOf(dir).sort()[0] ?? '';
    rmSync(join(dir, 'library.sqlite.sha256'));
    cpSync(join(dir, 'backups', backup), databaseOf(dir));
    expect(await codeOf(openSealedCase(dir))).toBe('library_damaged');
  });

  test('has a hash beside it that only its owner can make', async () => {
    const dir = copy();
    const seal = join(dir, 'library.sqlite.sha256');
    expect(readFileSync(seal, 'utf8')).toMatch(/^hmac-sha256:[0-9a-f]{64} {2}library\.sqlite\n$/);
    writeFileSync(seal, `hmac-sha256:${'0'.repeat(64)}  library.sqlite\n`);
    expect((await problemsOf(dir)).map(({ code }) => code)).toEqual(['database_altered']);
    // A session that writes notes it, and seals anew when it ends.
    await (await openCase(dir, { passphrase: PASSPHRASE })).close();
    expect(await problemsOf(dir)).toEqual([]);
  });
});
