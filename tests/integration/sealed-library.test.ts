import { createHash } from 'node:crypto';
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Plain from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Core, changePassphrase, createLibrary, verifyBundle } from '../../electron/core/app.ts';
import { ClosingStack } from '../../electron/core/closing-stack.ts';
import { openDatabase } from '../../electron/core/db/open-database.ts';
import { unlockLibrary } from '../../electron/core/library-passphrase.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { keepKeyFile } from '../../electron/core/store/library-key-file.ts';
import type { ExportJobResult, VerifyJobResult } from '../../shared/api.ts';
import {
  codeOf,
  errorOf,
  filesIn,
  importAll,
  importOne,
  newCase,
  openCase,
  put,
  RESOURCES,
} from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { newSealedCase, openSealedCase, PASSPHRASE } from '../support/sealed-library.ts';
import { newTempDir, removeFolder, tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('sealed');
const sha256Of = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

async function verify(core: Core): Promise<VerifyJobResult> {
  const { id } = await core.call('custody.verify', {});
  const [job] = await core.call('jobs.wait', { ids: [id] });
  if (job?.state !== 'done') throw new Error(JSON.stringify(job?.error));
  return job.result as VerifyJobResult;
}

describe('a sealed library', () => {
  let dir: string;
  let libraryDir: string;
  let core: Core;
  let film: string;
  let filmId: string;
  beforeAll(async () => {
    dir = newTempDir('sealed-whole');
    libraryDir = await newSealedCase(dir, 'CANARY-TITLE');
    core = await openSealedCase(libraryDir);
    film = makeTestFilm(dir, { name: 'CANARY-NAME.mp4', frames: 90, sound: 440 });
    filmId = await importOne(core, film, { source: 'CANARY-SOURCE', note: 'CANARY-NOTE', place: 'CANARY-PLACE' });
  });
  afterAll(async () => {
    await core.close();
    removeFolder(dir);
  });

  test('holds every original under a name and in bytes that tell nothing of it', async () => {
    const data = readFileSync(film);
    const originals = filesIn(join(libraryDir, 'originals'));
    expect(originals).toHaveLength(1);
    expect(originals[0]).toMatch(/^[0-9a-f]{2}\/[0-9a-f]{64}\.bin$/);
    expect(originals[0]).not.toContain(sha256Of(data));
    const kept = join(libraryDir, 'originals', originals[0] ?? '');
    expect(statSync(kept).mode & 0o777).toBe(0o400);
    const bytes = readFileSync(kept);
    for (let at = 0; at + 32 < data.length; at += 4096) expect(bytes.includes(data.subarray(at, at + 32))).toBe(false);
  });

  test('answers the same bytes as the original, whole and in part', async () => {
    const data = readFileSync(film);
    const address = `http://127.0.0.1/media/original/${sha256Of(data)}`;
    const whole = await core.media(new Request(address));
    expect(Buffer.from(await whole.arrayBuffer()).equals(data)).toBe(true);
    for (const [first, last] of [
      [0, 0],
      [10, 70_000],
      [65_530, 65_540],
      [data.length - 5, data.length - 1],
    ] as const) {
      const part = await core.media(new Request(address, { headers: { range: `bytes=${first}-${last}` } }));
      expect(part.status).toBe(206);
      expect(Buffer.from(await part.arrayBuffer()).equals(data.subarray(first, last + 1)), `${first}`).toBe(true);
    }
  });

  test('asks browsers to keep nothing', async () => {
    const sha256 = sha256Of(readFileSync(film));
    for (const address of [`original/${sha256}`, `thumbnail/${sha256}`, `picture/${sha256}/3`]) {
      const answer = await core.media(new Request(`http://127.0.0.1/media/${address}`));
      expect(answer.status, address).toBe(200);
      expect(answer.headers.get('cache-control'), address).toBe('no-store');
      await answer.arrayBuffer();
    }
  });

  test('gives the same marks, stills and exhibits as a plain one', async () => {
    const plainDir = await newCase(newTempDir('sealed-plain'));
    const plain = await openCase(plainDir);
    const plainId = await importOne(plain, film);
    const span = { in: 20, out: 50, title: 'CANARY-MARK', note: 'CANARY-REMARK', violations: ['B1'] };
    const [one, two] = [
      await core.call('marks.create', { evidenceId: filmId, ...span }),
      await plain.call('marks.create', { evidenceId: plainId, ...span }),
    ];
    expect([one.in, one.out]).toEqual([two.in, two.out]);
    expect(await core.call('marks.reverify', { id: one.id })).toEqual({ ok: true, firstDifference: null });
    const still = (id: string, from: Core) => from.call('evidence.still', { id, frame: 33 });
    expect((await still(filmId, core)).sha256).toBe((await still(plainId, plain)).sha256);
    await plain.close();
    removeFolder(plainDir);

    const out = join(dir, 'bundle');
    const job = await core.call('exhibits.export', {
      out,
      markIds: [one.id],
      allowIncomplete: true,
      withOriginals: true,
    });
    const [ended] = await core.call('jobs.wait', { ids: [job.id] });
    expect(ended?.error).toBeNull();
    expect((ended?.result as ExportJobResult | undefined)?.bundle?.exhibits).toHaveLength(1);
    expect((await verifyBundle(out, unwatched)).problems).toEqual([]);
    const copied = filesIn(join(out, 'data/originals')).map((name) => readFileSync(join(out, 'data/originals', name)));
    expect(copied.map(sha256Of)).toEqual([sha256Of(readFileSync(film))]);
  });

  test('prepares what review needs, sound as well', async () => {
    const { jobId } = await core.call('evidence.prepare', { id: filmId, proxy: true });
    const [job] = await core.call('jobs.wait', { ids: [jobId ?? ''] });
    expect(job?.error).toBeNull();
    const prepared = await core.call('evidence.prepare', { id: filmId, proxy: true });
    expect(prepared).toMatchObject({ filmstrip: true, waveform: true, sound: true, proxy: { made: [[0, 0]] } });
    const sound = await core.media(new Request(`http://127.0.0.1/media/sound/${sha256Of(readFileSync(film))}`));
    const bytes = Buffer.from(await sound.arrayBuffer());
    expect(bytes.toString('latin1', 4, 8)).toBe('ftyp');
  });

  test('takes uploads without letting them lie there in plain', async () => {
    const text = 'CANARY-UPLOAD '.repeat(20_000);
    const answer = await core.upload(new Request('http://127.0.0.1/upload', { method: 'POST', body: text }));
    const { upload, bytes } = (await answer.json()) as { upload: string; bytes: number };
    expect(bytes).toBe(text.length);
    expect(readFileSync(join(libraryDir, 'incoming', upload)).includes('CANARY')).toBe(false);
    const { jobs } = await core.call('evidence.import', { sources: [{ upload, name: 'told.txt' }] });
    const [job] = await core.call('jobs.wait', { ids: jobs.map(({ id }) => id) });
    expect(job?.state).toBe('done');
    const item = (await core.call('evidence.list', {})).find(({ originalName }) => originalName === 'told.txt');
    expect(item?.sha256).toBe(sha256Of(Buffer.from(text)));
  });

  test('verifies, and holds no word of what is in it', async () => {
    expect((await verify(core)).problems).toEqual([]);
    for (const name of filesIn(libraryDir)) {
      expect(name).not.toContain('CANARY');
      expect(readFileSync(join(libraryDir, name)).includes('CANARY'), name).toBe(false);
    }
  });

  test('keeps its copies enciphered, with the same key', async () => {
    const closing = new ClosingStack();
    const keys = await unlockLibrary({ libraryDir, passphrase: PASSPHRASE }, closing);
    const db = openDatabase(libraryDir, 'read', keys?.database);
    const copy = join(dir, 'case', 'backups', 'copy.sqlite');
    db.prepare('vacuum into ?').run(copy);
    db.close();
    expect(readFileSync(copy).includes('CANARY')).toBe(false);
    // Put in the place of the database, it is the library again.
    const restored = join(dir, 'restored');
    cpSync(libraryDir, restored, { recursive: true });
    for (const name of ['library.sqlite', 'library.sqlite-wal', 'library.sqlite-shm'])
      rmSync(join(restored, name), { force: true });
    cpSync(copy, join(restored, 'library.sqlite'));
    const again = await openSealedCase(restored);
    expect((await again.call('evidence.list', {})).map(({ id }) => id)).toContain(filmId);
    expect((await verify(again)).problems).toEqual([]);
    await again.close();
    await closing.close();
    rmSync(copy);
  });
});

describe('the passphrase of a sealed library', () => {
  test('is asked for, and a wrong one opens nothing', async () => {
    const libraryDir = await newSealedCase(tempDir());
    expect(await codeOf(openCase(libraryDir))).toBe('passphrase_needed');
    expect(await codeOf(openCase(libraryDir, { passphrase: '' }))).toBe('passphrase_needed');
    const wrong = await errorOf(openCase(libraryDir, { passphrase: 'something else entirely' }));
    expect(wrong?.code).toBe('passphrase_wrong');
    expect(JSON.stringify(wrong)).not.toContain('something else');
    expect(() => new Plain(join(libraryDir, 'library.sqlite')).pragma('user_version')).toThrow(/not a database/);
    await (await openSealedCase(libraryDir)).close();
  });

  test('must not be too short, and then nothing is made', async () => {
    const libraryDir = join(tempDir(), 'case');
    const given = { libraryDir, title: 'T', operator: 'O', resourcesDir: RESOURCES };
    expect(await codeOf(createLibrary({ ...given, passphrase: 'short' }))).toBe('invalid_input');
    expect(readdirSync(join(libraryDir, '..'))).toEqual([]);
  });

  test('can be changed while the library is open; nothing but the two key files is touched', async () => {
    const dir = tempDir();
    const libraryDir = await newSealedCase(dir);
    const core = await openSealedCase(libraryDir);
    await importAll(core, [put(dir, 'a.txt', 'some evidence')]);
    const before = snapshot(libraryDir);
    expect(await codeOf(changePassphrase(libraryDir, 'not the right one', 'a whole new passphrase'))).toBe(
      'passphrase_wrong',
    );
    expect(await codeOf(changePassphrase(libraryDir, PASSPHRASE, 'short'))).toBe('invalid_input');
    expect(snapshot(libraryDir)).toEqual(before);
    await changePassphrase(libraryDir, PASSPHRASE, 'a whole new passphrase');
    const { 'library.key': oldKey, 'backups/library.key': oldCopy, ...others } = before;
    const { 'library.key': newKey, 'backups/library.key': newCopy, ...othersNow } = snapshot(libraryDir);
    expect(othersNow).toEqual(others);
    expect(newKey).not.toBe(oldKey);
    expect([oldCopy, newCopy]).toEqual([oldKey, newKey]);
    await importAll(core, [put(dir, 'b.txt', 'more evidence')]);
    await core.close();
    expect(await codeOf(openSealedCase(libraryDir))).toBe('passphrase_wrong');
    const again = await openCase(libraryDir, { passphrase: 'a whole new passphrase' });
    expect(await again.call('evidence.list', {})).toHaveLength(2);
    expect((await verify(again)).problems).toEqual([]);
    await again.close();
  });

  test('is nothing that a plain library has', async () => {
    const libraryDir = await newCase(tempDir());
    expect(await codeOf(changePassphrase(libraryDir, 'a', 'a whole new passphrase'))).toBe('invalid_input');
    // The command line hands its variable to every library.
    const core = await openCase(libraryDir, { passphrase: PASSPHRASE });
    expect(await core.call('library.info', {})).toMatchObject({ sealed: false });
    await core.close();
  });
});

describe('tampering with a sealed library', () => {
  test.each([
    [
      'one bit of an original flipped',
      (path: string, bytes: Buffer) => flip(path, bytes, Math.floor(bytes.length / 2)),
    ],
    ['the head of an original changed', (path: string, bytes: Buffer) => flip(path, bytes, 20)],
    ['an original cut', (path: string, bytes: Buffer) => writeFileSync(path, bytes.subarray(0, -1))],
    ['an original made longer', (path: string, bytes: Buffer) => writeFileSync(path, Buffer.concat([bytes, bytes]))],
    ['an original in another one’s place', (path: string, _: Buffer, other: Buffer) => writeFileSync(path, other)],
  ])('%s is found by verify and named', async (_, change) => {
    const dir = tempDir();
    const libraryDir = await newSealedCase(dir);
    const core = await openSealedCase(libraryDir);
    const files = [put(dir, 'a.bin', Buffer.alloc(200_000, 'a')), put(dir, 'b.bin', Buffer.alloc(200_000, 'b'))];
    const [item] = (await importAll(core, files)).map(({ item }) => item);
    const folder = join(libraryDir, 'originals');
    const [one = '', two = ''] = filesIn(folder).map((name) => join(folder, name));
    for (const path of [one, two]) chmodSync(path, 0o600);
    change(one, readFileSync(one), readFileSync(two));
    const { problems } = await verify(core);
    expect(problems.map(({ code }) => code)).toEqual(['original_altered']);
    expect(problems[0]?.path).toBe(one.slice(libraryDir.length + 1));
    const altered = problems[0]?.message.includes('a.bin') ? item?.sha256 : sha256Of(readFileSync(files[1] ?? ''));
    const answer = await core.media(
      new Request(`http://127.0.0.1/media/original/${altered}`, { headers: { range: 'bytes=100000-100100' } }),
    );
    expect(answer.status).toBe(500);
    expect(Buffer.from(await answer.arrayBuffer()).includes('aaaa')).toBe(false);
    await core.close();
  });

  test('a key file that was lost or damaged is put back from its copy', async () => {
    const libraryDir = await newSealedCase(tempDir());
    const key = join(libraryDir, 'library.key');
    const text = readFileSync(key, 'utf8');
    for (const harm of [() => rmSync(key), () => writeFileSync(key, text.slice(0, 100))]) {
      harm();
      await (await openSealedCase(libraryDir)).close();
      await keepKeyFile(libraryDir);
      expect(readFileSync(key, 'utf8')).toBe(text);
    }
  });

  test('damaged, exchanged or missing key files open nothing', async () => {
    const dir = tempDir();
    const libraryDir = await newSealedCase(dir);
    const key = join(libraryDir, 'library.key');
    const text = readFileSync(key, 'utf8');
    rmSync(join(libraryDir, 'backups', 'library.key'));
    for (const bad of ['', '{}', text.slice(0, 100), text.replace('65536', '4000000000'), 'x'.repeat(10_000)]) {
      writeFileSync(key, bad);
      expect(await codeOf(openSealedCase(libraryDir)), bad.slice(0, 20)).toBe('library_damaged');
    }
    writeFileSync(key, readFileSync(join(await newSealedCase(join(dir, 'other')), 'library.key')));
    expect(await codeOf(openSealedCase(libraryDir))).toBe('library_damaged');
    rmSync(key);
    expect(await codeOf(openSealedCase(libraryDir))).toBe('library_damaged');
    writeFileSync(key, text);
    await (await openSealedCase(libraryDir)).close();
  });

  test('what was derived and then altered is made anew', async () => {
    const dir = tempDir();
    const libraryDir = await newSealedCase(dir);
    const core = await openSealedCase(libraryDir);
    const id = await importOne(core, makeTestFilm(dir, { name: 'a.mp4', frames: 30 }));
    await core.close();
    const folder = join(libraryDir, 'derived');
    for (const name of filesIn(folder)) flip(join(folder, name), readFileSync(join(folder, name)), 90);
    const again = await openSealedCase(libraryDir);
    expect((await again.call('evidence.frames', { id })).pts).toHaveLength(30);
    await again.close();
  });
});

function flip(path: string, bytes: Buffer, at: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

/** Every file of a library but the database, which an open library writes to. */
function snapshot(libraryDir: string): Record<string, string> {
  const names = filesIn(libraryDir).filter((name) => !name.startsWith('library.') || name === 'library.key');
  return Object.fromEntries(names.map((name) => [name, sha256Of(readFileSync(join(libraryDir, name)))]));
}
