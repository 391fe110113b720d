import { spawnSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { migrations } from '../../electron/core/db/migrate.ts';
import { formerStatement } from '../../electron/core/features/custody/ledger-entry.ts';
import type { HeadComparison, LedgerHead, VerifyReport } from '../../shared/custody.ts';
import { headLine, type KeptHead, readHead } from '../../shared/ledger-head.ts';
import { codeOf, newCase, openCase } from '../support/case-library.ts';
import { forge } from '../support/damage-database.ts';
import { type ForgedEntry, forgeLedger } from '../support/forge-ledger.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const tempDir = sharedTempDirs('growth');
let pristine: string;
let early: LedgerHead;
let late: LedgerHead;
let copies = 0;

const place = (core: Core, code: string) =>
  core.call('places.set', { code, name: `Station ${code}`, address: `${code} Example Street` });
const open = (dir: string, mode: 'read' | 'write' = 'read', clock?: () => Date) =>
  openCase(dir, { mode, ffmpeg: null, clock });

async function inside<T>(dir: string, use: (core: Core) => Promise<T>, mode: 'read' | 'write' = 'read'): Promise<T> {
  const core = await open(dir, mode);
  try {
    return await use(core);
  } finally {
    await core.close();
  }
}

async function verify(core: Core, head?: KeptHead): Promise<VerifyReport> {
  const { id } = await core.call('custody.verify', { head });
  const [job] = await core.call('jobs.wait', { ids: [id] });
  expect(job?.error).toBeNull();
  return job?.result as VerifyReport;
}

const compare = (dir: string, kept: string): Promise<HeadComparison> =>
  inside(dir, (core) => core.call('custody.compareHead', { head: readHead(kept) ?? expect.fail('no head') }));

beforeAll(async () => {
  pristine = await newCase(tempDir());
  const core = await open(pristine, 'write');
  for (const code of ['P-1', 'P-2', 'P-3']) await place(core, code);
  early = await core.call('custody.head', {});
  for (const code of ['P-4', 'P-5', 'P-6']) await place(core, code);
  late = await core.call('custody.head', {});
  await core.close();
});

function copy(): string {
  const dir = join(dirname(pristine), `copy-${copies++}`);
  cpSync(pristine, dir, { recursive: true });
  return dir;
}

describe('an earlier head', () => {
  test('is grown from, in whatever form it was kept', async () => {
    const forms = [headLine(early), `${early.count}:${early.hash}`, JSON.stringify({ head: early }), headLine(late)];
    for (const form of forms) expect(await compare(pristine, form)).toMatchObject({ ok: true, head: late });
    const since = { count: early.count, added: 3 };
    expect((await compare(pristine, headLine(early))).since).toEqual(since);
    const report = await inside(pristine, (core) => verify(core, readHead(headLine(early)) ?? undefined));
    expect(report).toMatchObject({ ok: true, since, database: 'unchanged' });
  });

  const rewrites: [string, (entries: ForgedEntry[]) => ForgedEntry[]][] = [
    ['edited', (all) => all.map((each, n) => (n === 2 ? { ...each, operator: 'Somebody' } : each))],
    ['deleted', (all) => all.filter((_, n) => n !== 1)],
    ['put in another order', ([first, second, third, ...rest]) => [first, third, second, ...rest] as ForgedEntry[]],
    ['added', ([first, ...rest]) => [first, first, ...rest] as ForgedEntry[]],
  ];
  test.each(rewrites)(
    'gives away that an entry was %s, although all hashes and the signature were made anew',
    async (_, change) => {
      const dir = copy();
      forge(dir, (db) => forgeLedger(db, change));
      rmSync(join(dir, 'library.sqlite.sha256'));
      const ledgerProblems = ({ problems }: VerifyReport) =>
        problems.filter(({ code }) => /^ledger_(broken|head)/.test(code));
      expect(ledgerProblems(await inside(dir, (core) => verify(core)))).toEqual([]);
      for (const kept of [headLine(early), headLine(late), `${late.count}:${late.hash}`]) {
        const { ok, problems } = await compare(dir, kept);
        expect(ok).toBe(false);
        expect(problems[0]?.code).toBe('ledger_not_grown');
      }
    },
  );

  test('gives away that the last entries were cut off', async () => {
    const dir = copy();
    forge(dir, (db) => forgeLedger(db, (all) => all.slice(0, -2)));
    expect((await compare(dir, headLine(early))).ok).toBe(true);
    expect((await compare(dir, headLine(late))).problems[0]?.message).toContain('ends after 5 entries');
  });

  test('gives away an older copy of the database, whole as it is', async () => {
    const dir = copy();
    const file = join(dir, 'library.sqlite');
    // With all that stands beside it: the ledger's copy alone would give it away.
    const beside = [file, `${file}.sha256`, join(dir, 'ledger.jsonl')];
    const old = beside.map((each) => readFileSync(each));
    await inside(dir, (core) => place(core, 'P-7'), 'write');
    const { head } = await inside(dir, (core) => core.call('custody.ledger', {}));
    for (const [n, each] of beside.entries()) writeFileSync(each, old[n] ?? '');
    expect(await inside(dir, (core) => verify(core))).toMatchObject({ ok: true });
    expect((await compare(dir, headLine(head))).problems[0]).toMatchObject({ code: 'ledger_not_grown' });
  });

  test('of another library, or with another signature, is named as that', async () => {
    const head = { ...early, either: null, libraryId: 'lib-other', signature: null };
    const answer = (kept: KeptHead) => inside(pristine, (core) => core.call('custody.compareHead', { head: kept }));
    expect((await answer(head)).problems[0]?.message).toContain('another library');
    expect((await answer({ ...head, libraryId: null, signature: 'x' })).problems[0]?.message).toContain('not signed');
  });
});

describe('the clock', () => {
  const back = new Date('2020-01-01T00:00:00Z');

  test('set back is noted, and the ledger holds', async () => {
    const dir = copy();
    const core = await open(dir, 'write', () => back);
    await place(core, 'P-7');
    const { entries } = await core.call('custody.ledger', {});
    const told = { action: 'clock.stepped-back', details: { now: back.toISOString(), before: entries.at(-3)?.at } };
    expect(entries.at(-2)).toMatchObject(told);
    expect((await verify(core)).problems).toEqual([]);
    await core.close();
  });

  test('set back without a word is named', async () => {
    const dir = copy();
    const at = (entry: ForgedEntry, n: number) => (n === 4 ? { ...entry, at: back.toISOString() } : entry);
    forge(dir, (db) => forgeLedger(db, (all) => all.map(at)));
    const { problems } = await inside(dir, (core) => verify(core));
    expect(problems.filter(({ code }) => code === 'ledger_clock')).toMatchObject([{ path: 'ledger/entry/5' }]);
  });
});

describe('the signed head', () => {
  test('is written out so that ssh-keygen checks it, with the proof of growth', async () => {
    const out = join(tempDir(), 'head');
    const since = readHead(headLine(early)) ?? undefined;
    const made = await inside(pristine, (core) => core.call('custody.exportHead', { out, since }));
    expect(made.head).toEqual(late);
    const text = readFileSync(join(out, 'ledger-head.txt'), 'utf8');
    expect(readHead(text)).toMatchObject(late);
    const proof = JSON.parse(readFileSync(join(out, 'consistency.json'), 'utf8'));
    expect(proof).toMatchObject({ from: { count: 4, root: early.root }, to: late });
    const [command = ''] = /ssh-keygen .*/.exec(readFileSync(join(out, 'read-me.txt'), 'utf8')) ?? [];
    const { status, stdout, error } = spawnSync('sh', ['-c', command], { cwd: out, encoding: 'utf8' });
    expect(error).toBeUndefined();
    if (status === 127) process.stdout.write('ssh-keygen is not installed: the signature was not checked with it.\n');
    else expect(stdout).toContain('Good "file" signature');
    writeFileSync(join(out, 'ledger-head.txt'), text.replace('entries 7', 'entries 6'));
    expect(spawnSync('sh', ['-c', command], { cwd: out }).status).not.toBe(0);
  });

  test('is not written over anything, nor proven from a head that was never there', async () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'there'), 'x');
    const forged = { ...(readHead(headLine(early)) ?? expect.fail()), either: 'f'.repeat(64) };
    await inside(pristine, async (core) => {
      expect(await codeOf(core.call('custody.exportHead', { out: dir }))).toBe('folder_not_empty');
      expect(await codeOf(core.call('custody.exportHead', { out: 'head' }))).toBe('invalid_input');
      const out = join(dir, 'head');
      expect(await codeOf(core.call('custody.exportHead', { out, since: forged }))).toBe('verification_failed');
      expect(existsSync(out)).toBe(false);
    });
  });
});

describe('a library of an older version', () => {
  /** Takes away what the tree brought, and signs the head as it was signed then. */
  function makeOld(dir: string, spoil: (db: Parameters<Parameters<typeof forge>[1]>[0]) => void = () => {}): void {
    forge(dir, (db) => {
      const key = createPrivateKey(String(db.prepare('select private_key from signing_key').get()?.private_key));
      const id = String(db.prepare('select id from library').get()?.id);
      const signature = sign(null, formerStatement(id, late.count, late.hash), key).toString('base64');
      db.prepare('update ledger_head set signature = ?').run(signature);
      db.exec('alter table ledger_head drop column root; alter table ledger_head drop column frontier');
      for (const { sql } of migrations.filter(({ version }) => version > 20)) {
        for (const [, table] of sql.matchAll(/^create table (\w+)/gm)) db.exec(`drop table ${table}`);
      }
      db.exec('pragma user_version = 20');
      spoil(db);
    });
    for (const each of ['library.sqlite.sha256', 'ledger.jsonl']) rmSync(join(dir, each));
  }

  test('gets its tree from its entries, and says so', async () => {
    const dir = copy();
    makeOld(dir);
    const { entries } = await inside(dir, (core) => core.call('custody.ledger', {}));
    expect(entries.at(-1)).toMatchObject({ action: 'ledger.upgraded', details: { entries: 7, root: late.root } });
    expect((await inside(dir, (core) => verify(core))).problems).toEqual([]);
    expect((await compare(dir, headLine(late))).since).toEqual({ count: 7, added: 1 });
  });

  test('is not signed anew when its entries are not those that were signed', async () => {
    const dir = copy();
    makeOld(dir, (db) => db.exec("update ledger set operator = 'Somebody' where seq = 3"));
    const report = await inside(dir, (core) => verify(core));
    expect(report.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['ledger_broken', 'ledger_head_differs']),
    );
    expect((await inside(dir, (core) => core.call('custody.head', {}))).root).toBeNull();
  });
});
