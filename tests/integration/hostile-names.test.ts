import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { itemRow } from '../../electron/hosts/cli/item-text.ts';
import { columns } from '../../electron/hosts/cli/plain-text.ts';
import { visibleText } from '../../renderer/lib/visible-escapes.ts';
import type { ImportJobResult } from '../../shared/api.ts';
import type { Item } from '../../shared/evidence.ts';
import type { ExportResult } from '../../shared/exhibit.ts';
import { filesIn, importJobs, newCase, openCase } from '../support/case-library.ts';
import { exportJob } from '../support/exhibit-library.ts';
import { type HostileName, hostileNames } from '../support/hostile-names.ts';
import { madePng } from '../support/made-png.ts';
import { makeWithFfmpeg } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('hostile-names');
const NAMES = hostileNames();
/** Every exhibit is drawn and its papers are set, which takes a while; the long form exports them all. */
const EXPORTED = process.env.AIGAQ_HOSTILE_LONG ? NAMES : NAMES.filter((_, n) => n % 9 === 0);
/** What must never reach a screen as it is: controls, turners of direction, what has no width, and the unassigned. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{DI}\u00a0]/u;

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
/** As Node reads a folder: bytes that are no UTF-8 become replacement characters. */
const asText = ({ bytes, text }: HostileName) => text ?? new TextDecoder().decode(bytes);

let dir: string;
let core: Core;
const items = new Map<string, Item>();
const contents = NAMES.map((_, n) => madePng(n));

beforeAll(async () => {
  dir = newDir();
  const given = join(dir, 'given');
  mkdirSync(given);
  for (const [n, { bytes }] of NAMES.entries())
    writeFileSync(Buffer.concat([Buffer.from(`${given}/`), bytes]), contents[n] ?? '');
  core = await openCase(await newCase(dir));
  for (const job of await importJobs(core, [given])) {
    const { outcome, item } = job.result as ImportJobResult;
    if (outcome === 'imported' && item !== null) items.set(item.sha256, item);
  }
}, 300_000);
afterAll(() => core?.close());

const itemOf = (n: number): Item =>
  items.get(sha256(contents[n] ?? Buffer.alloc(0))) ?? expect.fail(`${n} is not there`);

describe('names that mean harm', () => {
  test('are more than two hundred, and every file comes in', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(200);
    expect(new Set(NAMES.map(({ bytes }) => bytes.toString('hex'))).size).toBe(NAMES.length);
    expect(items.size).toBe(NAMES.length);
  });

  test('are kept as they are, code unit by code unit, composed and decomposed apart', () => {
    for (const [n, name] of NAMES.entries()) expect(itemOf(n).originalName).toBe(asText(name));
  });

  test('that are no text are kept byte by byte in the ledger', async () => {
    for (const [n, { bytes, text }] of NAMES.entries()) {
      if (text !== null) continue;
      const { entries } = await core.call('custody.ledger', { subject: itemOf(n).id });
      const { originalNameHex } = entries.find(({ action }) => action === 'evidence.imported')?.details ?? {};
      expect(originalNameHex).toBe(bytes.toString('hex'));
    }
  });

  test('are shown with visible stand-ins, in the window and on a terminal', () => {
    for (const [n, name] of NAMES.entries()) {
      const shown = visibleText(itemOf(n).originalName);
      expect(shown).not.toMatch(UNSEEN);
      if (!UNSEEN.test(asText(name))) expect(shown).toBe(asText(name));
    }
    const rows = columns(NAMES.map((_, n) => itemRow(itemOf(n)))).split('\n');
    expect(rows).toHaveLength(NAMES.length);
    for (const row of rows) expect(row).not.toMatch(UNSEEN);
  });

  test('come back from an export exactly, in tame files', async () => {
    const marks: string[] = [];
    for (const name of EXPORTED) {
      const evidenceId = itemOf(NAMES.indexOf(name)).id;
      marks.push((await core.call('marks.create', { evidenceId, page: 1, title: 'A page' })).id);
    }
    const out = join(dir, 'bundle');
    const job = await exportJob(core, out, { markIds: marks, allowIncomplete: true });
    expect(job.error).toBeNull();
    expect((job.result as ExportResult).bundle?.exhibits).toHaveLength(EXPORTED.length);
    const files = filesIn(out);
    for (const file of files) for (const part of file.split('/')) expect(part).toMatch(/^[a-z0-9._-]{1,100}$/);
    const records = files
      .filter((file) => file.endsWith('exhibit.json'))
      .map((file) => readFileSync(join(out, file), 'utf8'));
    const names = records.map(
      (record) => (JSON.parse(record) as { source: { originalName: string } }).source.originalName,
    );
    expect(names.sort()).toEqual(EXPORTED.map(asText).sort());
    const pages = files
      .filter((file) => file.endsWith('.html'))
      .map((file) => readFileSync(join(out, file), 'utf8'))
      .join();
    expect(pages).not.toMatch(/<(img src=x|svg onload|script>alert)/i);
    expect(pages).not.toMatch(/\p{DI}/u);
  }, 600_000);

  test('in the tags of a container are text like any other: NUL, turners and markup do no harm', async () => {
    const film = join(dir, 'tags.mkv');
    const title = 'a\u202egpj.exe <script>alert(1)</script>\n=1+1';
    makeWithFfmpeg(
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=64x64:rate=5',
      '-frames:v',
      '2',
      '-metadata',
      `title=${title}`,
      film,
    );
    // A NUL cannot be passed to a program: it is put in place of a letter.
    const bytes = readFileSync(film);
    bytes[bytes.indexOf('gpj') + 1] = 0;
    writeFileSync(film, bytes);
    const [job] = await importJobs(core, [film]);
    const { item = null } = (job?.result ?? {}) as Partial<ImportJobResult>;
    const { metadata } = await core.call('evidence.show', { id: item?.id ?? '' });
    expect(item).toMatchObject({ frames: 2, review: 'direct' });
    expect(Object.values(metadata.tags).map(visibleText).join()).not.toMatch(UNSEEN);
  });
});
