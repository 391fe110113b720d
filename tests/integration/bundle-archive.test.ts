import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyBundle } from '../../electron/core/app.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { type ExhibitLibrary, exportJob, exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('bundle-archive');
let library: ExhibitLibrary;
let place: string;
const markIds = (): string[] => library.complete.slice(1).map((mark) => mark.id);

beforeAll(async () => {
  const root = newDir();
  library = await makeExhibitLibrary(join(root, 'made'));
  place = join(root, 'place');
  mkdirSync(place);
});
afterAll(() => library.core.close());

/** Unpacks a zip with a program that is not ours and judges the bundle in it. */
async function expectBundle(zip: string, top: string): Promise<void> {
  const dir = newDir();
  expect(spawnSync('unzip', ['-q', zip, '-d', dir]).status).toBe(0);
  expect(readdirSync(dir)).toEqual([top]);
  expect(await verifyBundle(join(dir, top), unwatched)).toMatchObject({ ok: true, problems: [] });
}

test('a zip holds a bundle that verifies, and only the zip is left', async () => {
  const { bundle } = await exportTo(library.core, join(place, 'station 101'), { markIds: markIds(), zip: true });
  expect(bundle?.path).toBe(join(place, 'station 101.zip'));
  expect(bundle?.archive?.bytes).toBe(readFileSync(bundle?.path ?? '').length);
  expect(readdirSync(place)).toEqual(['station 101.zip']);
  await expectBundle(join(place, 'station 101.zip'), 'station 101');
  const { entries } = await library.core.call('custody.ledger', {});
  expect(entries.at(-1)).toMatchObject({ action: 'bundle.exported', subject: bundle?.manifestSha256 });
});

test('an archive for recipients is opened with their key, and the ledger names them', async () => {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const out = join(newDir(), 'for-court');
  const { bundle } = await exportTo(library.core, out, { markIds: markIds(), encryptTo: [recipient] });
  expect(bundle?.path).toBe(`${out}.zip.age`);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const zip = join(newDir(), 'opened.zip');
  writeFileSync(zip, await decrypter.decrypt(readFileSync(`${out}.zip.age`)));
  await expectBundle(zip, 'for-court');
  const { entries } = await library.core.call('custody.ledger', {});
  expect(entries.at(-1)?.details).toMatchObject({ encryptedTo: [recipient] });
});

test('a name that is taken, a key that is none and a cancelled export leave everything as it is', async () => {
  const dir = newDir();
  writeFileSync(join(dir, 'taken.zip'), 'mine');
  const taken = library.core.call('exhibits.export', { out: join(dir, 'taken'), markIds: markIds(), zip: true });
  await expect(taken).rejects.toMatchObject({ code: 'folder_not_empty' });
  const secret = await generateX25519Identity();
  const whole = await identityToRecipient(secret);
  for (const key of [`age1${'q'.repeat(58)}`, whole.slice(0, -1), secret, 'ssh-ed25519 AAAA']) {
    const bad = { out: join(dir, 'new'), markIds: markIds(), encryptTo: [key] };
    const refused = await library.core.call('exhibits.export', bad).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'invalid_input' });
    expect(JSON.stringify(refused)).not.toContain(secret);
  }
  const { id } = await library.core.call('exhibits.export', { out: join(dir, 'new'), markIds: markIds(), zip: true });
  await library.core.call('jobs.cancel', { id });
  await library.core.call('jobs.wait', { ids: [id] });
  const names = readdirSync(dir);
  expect(names.filter((name) => name.includes('partial'))).toEqual([]);
  expect(readFileSync(join(dir, 'taken.zip'), 'utf8')).toBe('mine');
  expect((await exportJob(library.core, join(dir, 'other'), { markIds: markIds(), zip: true })).state).toBe('done');
});
