import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyBundle } from '../../electron/core/app.ts';
import { BundleDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { type ExhibitLibrary, exportTo, makeExhibitLibrary, STATED } from '../support/exhibit-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const SIZE = 1_100_000;
const newDir = sharedTempDirs('volume-export');
let library: ExhibitLibrary;
let place: string;
const markIds = (): string[] => library.complete.map((mark) => mark.id);

beforeAll(async () => {
  const root = newDir();
  library = await makeExhibitLibrary(join(root, 'made'));
  place = join(root, 'place');
  mkdirSync(place);
});
afterAll(() => library.core.close());

const documentOf = (dir: string): BundleDocument =>
  BundleDocument.parse(JSON.parse(readFileSync(join(dir, 'data/bundle.json'), 'utf8')));
const manifestSum = (dir: string): string =>
  createHash('sha256')
    .update(readFileSync(join(dir, 'manifest-sha256.txt')))
    .digest('hex');
function bytesOf(dir: string): number {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

test('every volume is a bag of its own that verifies, and the first one names the others', async () => {
  const { bundle } = await exportTo(library.core, join(place, 'b'), {
    markIds: markIds(),
    withOriginals: true,
    volumeSize: SIZE,
  });
  const dirs = bundle?.volumes?.map(({ path }) => path) ?? [];
  expect(dirs.length).toBeGreaterThan(1);
  expect(readdirSync(place).sort()).toEqual(dirs.map((_, n) => `b-${n + 1}of${dirs.length}`));
  const documents = dirs.map(documentOf);
  const groups = new Set<string>();
  for (const [n, dir] of dirs.entries()) {
    expect(await verifyBundle(dir, unwatched)).toMatchObject({ ok: true, problems: [] });
    expect(bytesOf(dir)).toBeLessThanOrEqual(SIZE);
    expect(spawnSync('sha256sum', ['--quiet', '--strict', '-c', 'manifest-sha256.txt'], { cwd: dir }).status).toBe(0);
    const info = readFileSync(join(dir, 'bag-info.txt'), 'utf8');
    expect(info).toContain(`Bag-Count: ${n + 1} of ${dirs.length}\n`);
    groups.add(/Bag-Group-Identifier: (.*)/.exec(info)?.[1] ?? '');
    const sums = dirs.slice(n + 1).map(manifestSum);
    expect(documents[n]?.volume?.behind.map(({ manifestSha256 }) => manifestSha256)).toEqual(sums);
  }
  expect(groups.size).toBe(1);
  const page = readFileSync(join(dirs[0] ?? '', 'data/index.html'), 'utf8').replace(/\s/g, '');
  for (const dir of dirs.slice(1)) expect(page).toContain(manifestSum(dir));
  expect(documents.flatMap(({ exhibits }) => exhibits.map(({ number }) => number))).toEqual(['1', '2', '3']);
  for (const [n, { originals }] of documents.entries()) {
    const there = readFileSync(join(dirs[n] ?? '', 'data/index.html'), 'utf8');
    for (const { path } of originals) expect(there).toContain(path.replace('data/', ''));
  }
  const originals = documents.flatMap((document) => document.originals.map(({ sha256 }) => sha256));
  expect(new Set(originals).size).toBe(originals.length);
  expect(originals).toHaveLength(2);
  const { entries } = await library.core.call('custody.ledger', {});
  const exported = entries.filter(({ action }) => action === 'bundle.exported').map(({ subject }) => subject);
  expect(exported).toEqual(dirs.map(manifestSum));
});

test('every command in a volume works as it is written, and those about other volumes work in theirs', () => {
  const names = readdirSync(place).sort();
  for (const [n, name] of names.entries()) {
    const text = readFileSync(join(place, name, 'data/verify.txt'), 'utf8');
    const commands = text.split('\n').filter((line) => line.startsWith('    '));
    const behind = commands.filter((line) => line.includes('< manifest-sha256.txt | cut'));
    const own = commands.filter((line) => !behind.includes(line) && !line.includes('-i ORIGINAL'));
    expect(behind).toHaveLength(names.length - 1 - n);
    const failing = [...own.map((line) => [line, n] as const), ...behind.map((line, k) => [line, n + 1 + k] as const)]
      .map(([line, at]) => [line, spawnSync('/bin/sh', ['-c', line], { cwd: join(place, names[at] ?? '') })] as const)
      .filter(([, { status }]) => status !== 0);
    expect(failing).toEqual([]);
  }
});

test('a volume that is put in another place among the others is found', async () => {
  const dir = join(place, readdirSync(place)[0] ?? '');
  const info = readFileSync(join(dir, 'bag-info.txt'), 'utf8');
  writeFileSync(join(dir, 'bag-info.txt'), info.replace(/Bag-Count: 1 of/, 'Bag-Count: 2 of'));
  const { problems } = await verifyBundle(dir, unwatched);
  expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['checksum', 'volume']));
});

test('what fits into one volume is an ordinary bundle', async () => {
  const out = join(newDir(), 'one');
  const { bundle } = await exportTo(library.core, out, { markIds: markIds(), volumeSize: 100 * SIZE });
  expect(bundle).toMatchObject({ path: out });
  expect(bundle?.volumes).toBeUndefined();
  expect(documentOf(out).volume).toBeUndefined();
  expect(readFileSync(join(out, 'bag-info.txt'), 'utf8')).not.toContain('Bag-Count');
  expect((await verifyBundle(out, unwatched)).ok).toBe(true);
});

test('each volume becomes an archive for recipients, no larger than a volume', async () => {
  const identity = await generateX25519Identity();
  const encryptTo = [await identityToRecipient(identity)];
  const dir = newDir();
  const options = { markIds: markIds(), encryptTo, volumeSize: 1_300_000 };
  const { bundle } = await exportTo(library.core, join(dir, 'v.zip.age'), options);
  const files = readdirSync(dir).sort();
  expect(files).toEqual(bundle?.volumes?.map((_, n) => `v-${n + 1}of${bundle.volumes?.length}.zip.age`));
  expect(files.length).toBeGreaterThan(1);
  for (const [n, file] of files.entries()) {
    expect(statSync(join(dir, file)).size).toBeLessThanOrEqual(options.volumeSize);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const opened = newDir();
    writeFileSync(join(opened, 'v.zip'), await decrypter.decrypt(readFileSync(join(dir, file))));
    expect(spawnSync('unzip', ['-q', 'v.zip'], { cwd: opened }).status).toBe(0);
    const bag = join(opened, `v-${n + 1}of${files.length}`);
    expect(await verifyBundle(bag, unwatched)).toMatchObject({ ok: true, problems: [] });
  }
});

test('names that are taken and a cancelled export leave everything as it is', async () => {
  const dir = newDir();
  mkdirSync(join(dir, 'b-2of5'));
  const input = { out: join(dir, 'b'), markIds: markIds(), volumeSize: SIZE };
  await expect(library.core.call('exhibits.export', input)).rejects.toMatchObject({ code: 'folder_not_empty' });
  const other = { ...input, out: join(dir, 'c') };
  const { id } = await library.core.call('exhibits.export', other);
  const ending = library.core.call('jobs.wait', { ids: [id] });
  for (let job = (await library.core.call('jobs.list', {})).find((each) => each.id === id); ; ) {
    if (job === undefined || job.progress?.step?.startsWith('Sealing volume 2')) break;
    if (job.state !== 'running' && job.state !== 'queued') break;
    await new Promise((resolve) => setTimeout(resolve, 5));
    job = (await library.core.call('jobs.list', {})).find((each) => each.id === id);
  }
  await library.core.call('jobs.cancel', { id });
  expect((await ending)[0]?.state).toBe('cancelled');
  expect(readdirSync(dir)).toEqual(['b-2of5']);
});

test('an original larger than a volume is named with its size before anything is written', async () => {
  const sources = newDir();
  const film = makeTestFilm(sources, { name: 'night.mp4', frames: 12, size: '96x64' });
  const free = Buffer.alloc(1_200_000);
  free.writeUInt32BE(free.length);
  free.write('free', 4, 'latin1');
  appendFileSync(film, free);
  const { core } = library;
  const { jobs } = await core.call('evidence.import', { sources: [{ path: film }], details: STATED });
  const [ended] = await core.call('jobs.wait', { ids: jobs.map(({ id }) => id) });
  const evidenceId = (ended?.result as { item?: { id: string } } | undefined)?.item?.id ?? '';
  const mark = await core.call('marks.create', { evidenceId, in: 0, out: 3, title: 'Night' });
  const dir = newDir();
  const input = { out: join(dir, 'b'), markIds: [mark.id], withOriginals: true, volumeSize: SIZE };
  await expect(core.call('exhibits.export', input)).rejects.toMatchObject({
    code: 'volume_too_small',
    message: expect.stringMatching(/night\.mp4 has 1\.2 MB.*1\.1 MB/),
  });
  expect(readdirSync(dir)).toEqual([]);
  const { bundle } = await exportTo(core, input.out, { ...input, withOriginals: false });
  expect(bundle?.exhibits).toHaveLength(1);
});
