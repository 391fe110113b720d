import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Core, verifyBundle } from '../../electron/core/app.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { VerifyReport } from '../../shared/custody.ts';
import { codeOf, errorOf, importOne, newCase, openCase, put } from '../support/case-library.ts';
import { forge } from '../support/damage-database.ts';
import { exportTo } from '../support/exhibit-library.ts';
import { hasOpenssl, makeAuthority, opensslAccepts, type StampAuthority } from '../support/stamp-authority.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const tempDir = sharedTempDirs('stamps');
let dir: string;
let library: string;
let core: Core;
let authority: StampAuthority;
let root: string;

const read = (file: string) => readFileSync(file).toString('base64');
const importing = (file: string, trusted?: string) =>
  core.call('custody.importTimestamp', { response: read(file), authority: trusted });

async function verify(of: Core): Promise<VerifyReport> {
  const { id } = await of.call('custody.verify', {});
  const [job] = await of.call('jobs.wait', { ids: [id] });
  return job?.result as VerifyReport;
}

async function request(name: string): Promise<string> {
  const out = join(dir, name);
  await core.call('custody.requestTimestamp', { out });
  return out;
}

if (!hasOpenssl) process.stdout.write('openssl is not installed: time stamps were not tried.\n');

describe.runIf(hasOpenssl)('a time stamp', () => {
  beforeAll(async () => {
    dir = tempDir();
    library = await newCase(dir);
    core = await openCase(library);
    authority = makeAuthority(join(dir, 'authority'));
    root = readFileSync(authority.root, 'utf8');
  });
  afterAll(() => core.close());

  test('is requested with a file that openssl understands', async () => {
    const file = await request('first.tsq');
    const { stdout } = spawnSync('openssl', ['ts', '-query', '-in', file, '-text'], { encoding: 'utf8' });
    for (const line of ['Hash Algorithm: sha256', 'Certificate required: yes', 'Nonce: 0x'])
      expect(stdout).toContain(line);
    expect(await core.call('custody.timestamps', {})).toMatchObject([{ id: 1, stampedAt: null, trusted: false }]);
    expect(await codeOf(core.call('custody.requestTimestamp', { out: file }))).toBe('folder_not_empty');
    expect(await codeOf(core.call('custody.requestTimestamp', { out: join(dir, 'gone', 'x.tsq') }))).toBe(
      'folder_not_writable',
    );
    expect(await core.call('custody.timestamps', {})).toHaveLength(1);
  });

  test('that came back is checked, kept and told in the ledger', async () => {
    const answer = join(dir, 'first.tsr');
    authority.stamp(join(dir, 'first.tsq'), answer);
    await core.call('places.set', { code: 'P-1', name: 'Later', address: 'than the request' });
    const stamp = await importing(answer, root);
    expect(stamp).toMatchObject({ id: 1, trusted: true, head: { count: 1 } });
    expect(Math.abs(Date.parse(stamp.stampedAt ?? '') - Date.now())).toBeLessThan(60_000);
    const { entries } = await core.call('custody.ledger', {});
    expect(entries.at(-1)).toMatchObject({
      action: 'timestamp.imported',
      details: { count: 1, hash: entries[0]?.hash, authority: 'Example-Authority', trusted: true },
    });
    expect((await verify(core)).problems).toEqual([]);
  });

  test('by another kind of key, or without a trusted certificate, is taken as what it is', async () => {
    const curve = makeAuthority(join(dir, 'curve'), ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']);
    const [query, answer] = [await request('curve.tsq'), join(dir, 'curve.tsr')];
    curve.stamp(query, answer);
    expect(await codeOf(importing(answer, root))).toBe('verification_failed');
    expect(await importing(answer)).toMatchObject({ trusted: false });
    expect(await importing(answer, readFileSync(curve.root, 'utf8'))).toMatchObject({ trusted: true });
    expect((await verify(core)).problems).toEqual([]);
  });

  test('is refused when it answers another request, is changed, or is none', async () => {
    const stranger = join(dir, 'stranger');
    writeFileSync(`${stranger}.txt`, 'another text');
    spawnSync('openssl', ['ts', '-query', '-data', `${stranger}.txt`, '-sha256', '-cert', '-out', `${stranger}.tsq`]);
    authority.stamp(`${stranger}.tsq`, `${stranger}.tsr`);
    expect((await errorOf(importing(`${stranger}.tsr`, root)))?.message).toContain('answers no request');
    const answer = join(dir, 'second.tsr');
    authority.stamp(await request('second.tsq'), answer);
    const good = readFileSync(answer);
    for (let at = 60; at < good.length; at += Math.ceil(good.length / 40)) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 4;
      const outcome = await codeOf(importing(put(dir, 'bad.tsr', bad), root));
      // Certificates that nobody needs to check the signature may differ; what was stamped and who signed may not.
      if (outcome === null) expect(await opensslAgrees(bad)).toBe(true);
      else expect(outcome).toBe('verification_failed');
    }
    for (const text of ['no answer', '', '0']) {
      const response = Buffer.from(text).toString('base64');
      expect(await codeOf(core.call('custody.importTimestamp', { response, authority: root }))).toMatch(
        /verification_failed|invalid_input/,
      );
    }
    expect(await codeOf(importing(answer, 'no certificate'))).toBe('verification_failed');
  });

  /** Whether openssl, too, takes a changed answer for good. */
  async function opensslAgrees(bad: Buffer): Promise<boolean> {
    const stamp = (await core.call('custody.timestamps', {})).at(-1);
    const file = put(dir, 'doubtful.tsr', bad);
    const command = `openssl ts -verify -queryfile second.tsq -in ${file} -CAfile ${authority.root}`;
    return stamp !== undefined && opensslAccepts(dir, command);
  }

  test('goes into every bundle with the line that checks it', async () => {
    const evidenceId = await importOne(core, put(dir, 'page.png', PNG));
    await core.call('marks.create', { evidenceId, page: 1, title: 'A page' });
    const out = join(dir, 'bundle');
    await exportTo(core, out, { allowIncomplete: true, markIds: [(await core.call('marks.list', {}))[0]?.id ?? ''] });
    const lines = readFileSync(join(out, 'data/verify.txt'), 'utf8').match(/openssl ts .*/g) ?? [];
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) expect(opensslAccepts(out, line), line).toBe(true);
    expect((await verifyBundle(out, unwatched)).problems).toEqual([]);
  });

  test('that was removed, exchanged or changed is named by verify', async () => {
    await core.close();
    const changes = [
      ['timestamp_missing', 'delete from ledger_timestamp where seq = 1'],
      ['timestamp_missing', 'update ledger_timestamp set response = null where seq = 1'],
      ['timestamp_differs', 'update ledger_timestamp set authority = null where seq = 1'],
      ['timestamp_differs', "update ledger_timestamp set stamped_at = '2020-01-01T00:00:00.000Z' where seq = 1"],
      ['timestamp_invalid', "update ledger_timestamp set nonce = 'abcdef' where seq = 1"],
      [
        'ledger_not_grown',
        "update ledger_timestamp set statement = replace(statement, 'entries 1', 'entries 2') where seq = 1",
      ],
    ] as const;
    for (const [code, sql] of changes) {
      const copy = join(tempDir(), 'case');
      cpSync(library, copy, { recursive: true });
      forge(copy, (db) => db.exec(sql));
      const spoiled = await openCase(copy, { mode: 'read' });
      const codes = (await verify(spoiled)).problems.map((problem) => problem.code);
      await spoiled.close();
      expect(codes, sql).toContain(code);
    }
    core = await openCase(library);
  });
});

/** One white picture element. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
);
