import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import type { VerifyReport } from '../../shared/custody.ts';
import { AppError } from '../../shared/errors.ts';
import { errorOf, importAll, newCase, openCase, put } from '../support/case-library.ts';
import { forge } from '../support/damage-database.ts';
import { flipInFile, flipInLedger, seeded } from '../support/flip-bits.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

/** `AIGAQ_FAULTS=long` flips 1,000 bits: 400 of originals, 400 of the database file, 200 of values of the ledger. */
const LONG = process.env.AIGAQ_FAULTS === 'long';
const SHARE = LONG ? 1 : 0.03;
const timeout = LONG ? 3_600_000 : 120_000;
const many = (count: number) => Math.ceil(count * SHARE);
const SEED = Number(process.env.AIGAQ_SEED ?? 20261130);

const tempDir = sharedTempDirs('flips');
let library: string;
let originals: string[];

beforeAll(async () => {
  const dir = tempDir();
  library = await newCase(dir);
  const core = await openCase(library, { ffmpeg: null });
  const files = [1, 40, 4096, 70_000].map((bytes, n) => put(dir, `${n}.bin`, Buffer.alloc(bytes, 7 + n)));
  await importAll(core, files, { source: 'An observer', place: 'P-1' });
  // Long rows overflow onto pages of their own; rows that are taken away leave free space and free pages.
  const long = 'A long note. '.repeat(700);
  const [first] = await core.call('evidence.list', {});
  await core.call('evidence.set', { ids: [first?.id ?? ''], details: { note: long } });
  const place = (code: string, address: string) => core.call('places.set', { code, name: 'Station', address });
  for (let n = 0; n < 30; n++) await place(`P-${n}`, 'Example Street '.repeat(1 + ((n * 7) % 50)));
  for (let n = 0; n < 30; n++) await place(`P-${n}`, 'Short');
  await core.close();
  originals = readdirSync(join(library, 'originals'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bin'))
    .map((name) => join(library, 'originals', name));
  expect(await verified()).toBe(null);
});

/** What gave a change away: codes of problems, or of the error with which the library refuses; null when nothing did. */
async function verified(dir = library): Promise<string | null> {
  try {
    const core = await openCase(dir, { ffmpeg: null, mode: 'read' });
    try {
      const { id } = await core.call('custody.verify', {});
      const [job] = await core.call('jobs.wait', { ids: [id] });
      if (job?.state !== 'done') return `job ${job?.error?.code}`;
      const { ok, problems } = job.result as VerifyReport;
      expect(ok).toBe(problems.length === 0);
      return ok ? null : [...new Set(problems.map(({ code }) => code))].join(' ');
    } finally {
      await core.close();
    }
  } catch (error) {
    if (error instanceof AppError) return `refused: ${error.code}`;
    throw error;
  }
}

/** Kinds of pages of an SQLite file (https://www.sqlite.org/fileformat2.html, section 1.6), with the pages of each. */
function pagesByKind(file: string): Map<string, number[]> {
  const bytes = readFileSync(file);
  const size = bytes.readUInt16BE(16);
  const kinds = new Map<string, number[]>();
  const add = (kind: string, page: number) => kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
  const names: Record<number, string> = { 2: 'index node', 5: 'table node', 10: 'index leaf', 13: 'table leaf' };
  const free = new Set<number>();
  for (let trunk = bytes.readUInt32BE(32); trunk !== 0; trunk = bytes.readUInt32BE((trunk - 1) * size)) {
    const at = (trunk - 1) * size;
    free.add(trunk);
    for (let n = 0; n < bytes.readUInt32BE(at + 4); n++) free.add(bytes.readUInt32BE(at + 8 + 4 * n));
  }
  for (let page = 1; page <= bytes.length / size; page++) {
    const first = bytes[(page - 1) * size + (page === 1 ? 100 : 0)] ?? 0;
    if (page === 1) add('header', page);
    add(free.has(page) ? 'free' : (names[first] ?? 'overflow'), page);
  }
  return kinds;
}

describe('a flipped bit is found', { timeout }, () => {
  test('in every original', async () => {
    const random = seeded(SEED);
    for (let n = 0; n < many(400); n++) {
      const file = originals[n % originals.length] ?? '';
      const putBack = flipInFile(file, Math.floor(random() * statSync(file).size * 8));
      expect(await verified(), file).toContain('original_altered');
      putBack();
    }
    expect(await verified()).toBe(null);
  });

  test('in every kind of page of the database file, the unused ones too', async () => {
    const file = join(library, 'library.sqlite');
    const random = seeded(SEED + 1);
    const kinds = [...pagesByKind(file)];
    expect(kinds.map(([kind]) => kind)).toEqual(
      expect.arrayContaining(['header', 'table leaf', 'index leaf', 'table node', 'overflow', 'free']),
    );
    const size = readFileSync(file).readUInt16BE(16);
    for (let n = 0; n < many(400); n++) {
      const [kind, pages = []] = kinds[n % kinds.length] ?? [];
      const page = pages[Math.floor(random() * pages.length)] ?? 1;
      const length = kind === 'header' ? 100 : size;
      const bit = (page - 1) * size * 8 + Math.floor(random() * length * 8);
      const putBack = flipInFile(file, bit);
      expect(await verified(), `${kind} page ${page}, bit ${bit}`).not.toBe(null);
      putBack();
      for (const more of ['-wal', '-shm']) rmSync(`${file}${more}`, { force: true });
    }
    expect(await verified()).toBe(null);
  });

  test('in values of the ledger, by the chain alone', async () => {
    const random = seeded(SEED + 2);
    const copy = join(dirname(library), 'copy');
    for (let n = 0; n < many(200); n++) {
      cpSync(library, copy, { recursive: true });
      let what = '';
      forge(copy, (db) => {
        what = flipInLedger(db, random);
      });
      rmSync(join(copy, 'library.sqlite.sha256'));
      expect(await verified(copy), what).toMatch(/ledger_/);
      rmSync(copy, { recursive: true });
    }
  });
});

describe('the seal of the database', () => {
  const sealed = () => {
    const copy = join(tempDir(), 'case');
    cpSync(library, copy, { recursive: true });
    return { copy, seal: join(copy, 'library.sqlite.sha256'), file: join(copy, 'library.sqlite') };
  };

  test('is what sha256sum reads, is gone while a session writes, and is there again after it', async () => {
    const { copy, seal } = sealed();
    expect(readFileSync(seal, 'utf8')).toMatch(/^[0-9a-f]{64} {2}library\.sqlite\n$/);
    const core = await openCase(copy, { ffmpeg: null });
    expect(() => statSync(seal)).toThrow();
    await core.call('places.set', { code: 'P-99', name: 'N', address: 'A' });
    await core.close();
    expect(await verified(copy)).toBe(null);
  });

  test('that does not fit is noted in the ledger by the next session, and not silently made good', async () => {
    const { copy, file } = sealed();
    const free = pagesByKind(file).get('free') ?? [];
    flipInFile(file, ((free.at(-1) ?? 0) - 1) * 4096 * 8 + 20_000);
    expect(await verified(copy)).toBe('database_altered');
    const core = await openCase(copy, { ffmpeg: null });
    const { entries } = await core.call('custody.ledger', {});
    expect(entries.at(-1)).toMatchObject({ action: 'library.altered', subject: entries[0]?.subject });
    const { id } = await core.call('custody.verify', {});
    const [job] = await core.call('jobs.wait', { ids: [id] });
    expect(job?.result).toMatchObject({ database: 'altered', problems: [{ code: 'database_altered' }] });
    await core.close();
  });

  test('forbids to bring an altered database up to date', async () => {
    const { copy, file } = sealed();
    const db = new DatabaseSync(file);
    db.exec('pragma user_version = 20; pragma wal_checkpoint(truncate)');
    db.close();
    expect(await verified(copy)).toBe('refused: library_damaged');
    expect(await verified(copy)).toBe('refused: library_damaged');
  });

  test('that cannot be removed keeps the library from being written to, in plain words', async () => {
    const { copy, seal } = sealed();
    rmSync(seal);
    mkdirSync(seal);
    const told = await errorOf(openCase(copy, { ffmpeg: null }));
    expect(told).toMatchObject({ code: 'folder_not_writable', message: expect.stringContaining(copy) });
  });

  test('that was taken away is told, and what differs is found without it', async () => {
    const { copy, seal } = sealed();
    renameSync(seal, `${seal}.away`);
    expect(await verified(copy)).toBe(null);
    forge(copy, (db) => db.exec("update place set address = 'Elsewhere'"));
    expect(await verified(copy)).toContain('place_differs');
  });
});
