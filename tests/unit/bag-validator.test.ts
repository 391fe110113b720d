import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type BagReport, validateBag } from '../../electron/core/features/exhibits/bag/bag-validator.ts';
import { sealBag } from '../../electron/core/features/exhibits/bag/bag-writer.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { openOutgoingFolder } from '../../electron/core/store/outgoing-folder.ts';
import { tempDirs } from '../support/temp-dir.ts';

const STRICT = { fetch: 'refuse', everyTagFile: true } as const;
const newDir = tempDirs('bag');

async function aBag(): Promise<string> {
  const out = join(newDir(), 'bundle');
  const folder = await openOutgoingFolder(out, 'test');
  await folder.write('data/a.txt', 'first');
  await folder.write('data/deep/b.txt', 'second');
  const info = { fields: [['Bagging-Date', '2026-03-09']] as const };
  await sealBag(folder, info, () => new Map([['note.txt', 'a tag file\n']]), unwatched);
  await folder.commit();
  return out;
}

const judge = (dir: string): Promise<BagReport> => validateBag(dir, unwatched, STRICT);
const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

describe('a bag that was written here', () => {
  test('is valid, has two manifests that sha256sum accepts, and states its Payload-Oxum', async () => {
    const dir = await aBag();
    expect(await judge(dir)).toMatchObject({ version: 1, problems: [], warnings: [] });
    expect(readFileSync(join(dir, 'bagit.txt'), 'utf8')).toBe(
      'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    );
    expect(readFileSync(join(dir, 'bag-info.txt'), 'utf8')).toBe('Bagging-Date: 2026-03-09\nPayload-Oxum: 11.2\n');
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      expect(spawnSync('sha256sum', ['--strict', '-c', manifest], { cwd: dir }).status).toBe(0);
    }
  });

  const changes: readonly [what: string, path: string, change: (dir: string) => void][] = [
    ['a changed payload file', 'data/a.txt', (dir) => writeFileSync(join(dir, 'data/a.txt'), 'First')],
    ['a payload file of another length', 'data/a.txt', (dir) => appendFileSync(join(dir, 'data/a.txt'), 'x')],
    ['a missing payload file', 'data/deep/b.txt', (dir) => rmSync(join(dir, 'data/deep/b.txt'))],
    ['an added payload file', 'data/c.txt', (dir) => writeFileSync(join(dir, 'data/c.txt'), '')],
    ['a renamed payload file', 'data/a.txt', (dir) => renameSync(join(dir, 'data/a.txt'), join(dir, 'data/z.txt'))],
    ['an added tag file', 'extra.txt', (dir) => writeFileSync(join(dir, 'extra.txt'), '')],
    ['a changed tag file', 'note.txt', (dir) => writeFileSync(join(dir, 'note.txt'), 'another\n')],
    ['a missing declaration', 'bagit.txt', (dir) => rmSync(join(dir, 'bagit.txt'))],
    ['a missing manifest', 'manifest-sha256.txt', (dir) => rmSync(join(dir, 'manifest-sha256.txt'))],
    ['a missing tag manifest', 'tagmanifest-sha256.txt', (dir) => rmSync(join(dir, 'tagmanifest-sha256.txt'))],
    ['a missing bag-info', 'bag-info.txt', (dir) => rmSync(join(dir, 'bag-info.txt'))],
    ['a byte order mark', 'bagit.txt', (dir) => edit(join(dir, 'bagit.txt'), (text) => `\uFEFF${text}`)],
    [
      'a false Payload-Oxum',
      'bag-info.txt',
      (dir) => edit(join(dir, 'bag-info.txt'), (text) => text.replace('11.2', '12.2')),
    ],
    ['a symbolic link', 'data/link.txt', (dir) => symlinkSync('a.txt', join(dir, 'data/link.txt'))],
    ['fetch.txt', 'fetch.txt', (dir) => writeFileSync(join(dir, 'fetch.txt'), 'http://example.org/x 3 data/x\n')],
    ['an empty payload', 'data', (dir) => rmSync(join(dir, 'data'), { recursive: true })],
  ];
  test.each(changes)('names %s', async (_what, path, change) => {
    const dir = await aBag();
    change(dir);
    const { problems } = await judge(dir);
    expect(problems.map((problem) => problem.path)).toContain(path);
  });

  const lines: readonly [what: string, line: string][] = [
    ['an absolute path', `${'a'.repeat(64)}  /etc/passwd`],
    ['a path that climbs out', `${'a'.repeat(64)}  data/../../x`],
    ['a path of Windows', `${'a'.repeat(64)}  C:\\x`],
    ['a home folder', `${'a'.repeat(64)}  ~/x`],
    ['a tag file', `${'a'.repeat(64)}  bagit.txt`],
    ['a stray percent sign', `${'a'.repeat(64)}  data/100%.txt`],
    ['a short checksum', 'abc  data/a.txt'],
    ['no checksum', 'data/a.txt'],
    ['a path twice', `${'a'.repeat(64)}  data/a.txt`],
  ];
  test.each(lines)('refuses a manifest line with %s', async (_what, line) => {
    const dir = await aBag();
    appendFileSync(join(dir, 'manifest-sha256.txt'), `${line}\n`);
    const { problems } = await judge(dir);
    // The changed manifest itself is one problem; what the line says must be another.
    expect(problems.filter((problem) => problem.code !== 'checksum').length).toBeGreaterThan(0);
  });

  test('a line and its file removed together are given away by the Payload-Oxum', async () => {
    const dir = await aBag();
    edit(join(dir, 'manifest-sha256.txt'), (text) => text.replace(/^.*data\/a\.txt\n/m, ''));
    rmSync(join(dir, 'data/a.txt'));
    expect((await judge(dir)).problems.map(({ code }) => code)).toContain('payload_oxum');
  });

  test('refuses a folder that is none', async () => {
    await expect(judge(join(newDir(), 'nowhere'))).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('an outgoing folder', () => {
  test('replaces an empty folder and no other', async () => {
    const dir = newDir();
    mkdirSync(join(dir, 'empty'));
    mkdirSync(join(dir, 'full'));
    writeFileSync(join(dir, 'full', 'mine.txt'), 'mine');
    const folder = await openOutgoingFolder(join(dir, 'empty'), 'test');
    await folder.write('a.txt', 'a');
    await folder.commit();
    expect(readdirSync(join(dir, 'empty'))).toEqual(['a.txt']);
    await expect(openOutgoingFolder(join(dir, 'full'), 'test')).rejects.toMatchObject({ code: 'folder_not_empty' });
    await expect(openOutgoingFolder(join(dir, 'no', 'where'), 'test')).rejects.toMatchObject({
      code: 'folder_not_writable',
    });
  });

  test('leaves nothing when it is given up, and clears what a killed run of the same maker left', async () => {
    const dir = newDir();
    const out = join(dir, 'bundle');
    const folder = await openOutgoingFolder(out, 'maker');
    await folder.write('data/a.txt', 'a');
    cpSync(join(dir, 'bundle.partial-maker'), join(dir, 'bundle.partial-other'), { recursive: true });
    const again = await openOutgoingFolder(out, 'maker');
    expect(readdirSync(join(dir, 'bundle.partial-maker'))).toEqual([]);
    await again.discard();
    expect(readdirSync(dir)).toEqual(['bundle.partial-other']);
  });
});
