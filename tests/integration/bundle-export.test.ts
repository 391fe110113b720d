import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBundle } from '../../electron/core/app.ts';
import { BundleDocument, ExhibitDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { VerifyReport } from '../../shared/custody.ts';
import type { ExportResult } from '../../shared/exhibit.ts';
import {
  type ExhibitLibrary,
  exportJob,
  exportTo,
  HOSTILE_TITLE,
  makeExhibitLibrary,
} from '../support/exhibit-library.ts';
import { trueFrames } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const CANARY = 'zcanaryq';
const newDir = sharedTempDirs('bundle');
let library: ExhibitLibrary;
let bundles: string;
let bundle: string;
let result: ExportResult;

beforeAll(async () => {
  const root = newDir();
  library = await makeExhibitLibrary(join(root, CANARY));
  bundles = join(root, 'bundles');
  mkdirSync(bundles);
  bundle = join(bundles, 'court');
  const markIds = library.complete.map((mark) => mark.id);
  result = await exportTo(library.core, bundle, { markIds, withOriginals: true });
});
afterAll(() => library.core.close());

const filesOf = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();
const exhibitOf = (dir: string, number: string): ExhibitDocument =>
  ExhibitDocument.parse(JSON.parse(readFileSync(join(dir, 'data/exhibits', number, 'exhibit.json'), 'utf8')));
const verify = (dir: string): Promise<VerifyReport> => verifyBundle(dir, unwatched);

describe('a court bundle', () => {
  test('verifies, and its answer names what is in it', async () => {
    const report = await verify(bundle);
    expect(report).toMatchObject({ ok: true, problems: [], checked: { frames: 7 } });
    expect(report.checked.files).toBe(filesOf(bundle).length);
    expect(result.blocked).toEqual([]);
    expect(result.bundle?.exhibits.map(({ number }) => number)).toEqual(['1', '2', '3']);
    const manifest = readFileSync(join(bundle, 'manifest-sha256.txt'));
    expect(result.bundle?.manifestSha256).toBe(createHash('sha256').update(manifest).digest('hex'));
    expect(readdirSync(bundles)).toEqual(['court']);
  });

  test('states what the course of each recording showed, and on its sheet and page', () => {
    const { course, evidence } = exhibitOf(bundle, '1');
    expect(course?.looked).toMatchObject({ frames: evidence.frames, pictures: true });
    expect(course?.found.filter(({ kind }) => kind === 'gap')).toEqual([]);
    expect(exhibitOf(bundle, '3').course).toBeUndefined();
    const sheet = spawnSync('pdftotext', [join(bundle, 'data/exhibits/1/sheet.pdf'), '-'], { encoding: 'utf8' });
    expect(sheet.stdout.replace(/\s+/g, ' ')).toContain('Looked at in the whole recording: times of');
    expect(readFileSync(join(bundle, 'data/index.html'), 'utf8')).toContain('Course of the recording');
  });

  test('holds the files that the contract names, under names that every reader takes', () => {
    const files = filesOf(bundle);
    for (const name of ['index.html', 'exhibit-list.pdf', 'bundle.json', 'custody.json', 'custody.pdf', 'verify.txt']) {
      expect(files).toContain(`data/${name}`);
    }
    const folder = (number: string) =>
      files.filter((file) => file.startsWith(`data/exhibits/${number}/`)).map((file) => file.split('/').at(-1));
    expect(folder('1')).toEqual([
      'clip.mp4',
      'exhibit.json',
      'frames-md5.txt',
      'sheet.pdf',
      'still-in.png',
      'still-out.png',
    ]);
    expect(folder('2')).toEqual(['clip.mp4', 'exhibit.json', 'frames-md5.txt', 'sheet.pdf', 'still-in.png']);
    expect(folder('3')).toEqual([
      ...['exhibit.json', 'page-2-plain.png', 'page-2-region.png', 'page-2-stamped.png', 'page-2.png', 'sheet.pdf'],
    ]);
    for (const part of files.flatMap((file) => file.split('/'))) expect(part).toMatch(/^[a-z0-9._-]{1,100}$/);
  });

  test('states the very pictures of the original, frame by frame', () => {
    const { frames } = trueFrames(library.film);
    const exhibit = exhibitOf(bundle, '1');
    expect(exhibit.frameMd5).toEqual(frames.slice(5, 11).map(({ md5 }) => md5));
    expect([exhibit.in?.pts, exhibit.out?.pts]).toEqual([frames[5]?.pts, frames[10]?.pts]);
    const { annotations: _, ...mark } = library.complete[0];
    expect(exhibit.mark).toEqual(mark);
    const clip = join(bundle, 'data/exhibits/1/clip.mp4');
    const list = spawnSync(
      'ffprobe',
      [
        '-v',
        'error',
        '-ignore_editlist',
        '1',
        '-select_streams',
        'v',
        '-count_packets',
        '-show_entries',
        'stream=nb_read_packets',
        '-of',
        'csv=p=0',
        clip,
      ],
      { encoding: 'utf8' },
    );
    expect(list.stdout.trim()).toBe('6');
  });

  test('gives a recipe for every file, with input, tools and arguments', () => {
    const { files, source } = exhibitOf(bundle, '1');
    const clip = files.find((file) => file.role === 'clip');
    expect(clip?.recipe.input).toEqual({ ORIGINAL: source.sha256 });
    expect(clip?.recipe.tools.ffmpeg).toMatch(/^ffmpeg version/);
    expect(clip?.recipe.arguments).toContain('ORIGINAL');
    expect(files.map((file) => file.role).sort()).toEqual(['clip', 'frames', 'sheet', 'still', 'still']);
  });

  test('shows a page with its region outlined, the page as it is, and the region alone', async () => {
    const at = (name: string) => join(bundle, 'data/exhibits/3', name);
    const raw = (name: string) => sharp(at(name)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const [marked, plain, region] = [
      await raw('page-2.png'),
      await raw('page-2-plain.png'),
      await raw('page-2-region.png'),
    ];
    expect(marked.info).toMatchObject({ width: plain.info.width, height: plain.info.height });
    expect(marked.data.equals(plain.data)).toBe(false);
    expect(region.info.width / plain.info.width).toBeCloseTo(0.5, 2);
    expect(region.info.height / plain.info.height).toBeCloseTo(0.25, 2);
    // The outline lies outside of the region, so that it covers nothing of it.
    const { width, height } = plain.info;
    const left = Math.floor(0.1 * width);
    const top = Math.floor(0.1 * height);
    const inside = await sharp(at('page-2.png'))
      .extract({ left, top, width: region.info.width, height: region.info.height })
      .removeAlpha()
      .raw()
      .toBuffer();
    expect(inside.equals(region.data)).toBe(true);
  });

  test('holds no name of this machine, its folders or its files', () => {
    const strings = [CANARY, process.cwd(), ...(hostname().length > 5 ? [hostname()] : [])];
    for (const file of filesOf(bundle)) {
      const bytes = readFileSync(join(bundle, file));
      for (const text of strings) {
        expect(bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')), `${file} holds ${text}`).toBe(
          false,
        );
      }
    }
  });

  test('its sheet is the sheet that was previewed, with hashes in the room for them', async () => {
    await library.core.call('exhibits.add', { markIds: library.complete.map((mark) => mark.id) });
    const { sha256, pages } = await library.core.call('exhibits.sheet', { markId: library.complete[2].id });
    const sheet = readFileSync(join(bundle, 'data/exhibits/3/sheet.pdf'), 'latin1');
    expect(sheet.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(pages);
    expect(exhibitOf(bundle, '3').files.find((file) => file.role === 'sheet')?.sha256).not.toBe(sha256);
    const reply = await library.core.media(new Request(`http://core/media/sheet/${sha256}/1?w=300`));
    expect(reply.headers.get('content-type')).toBe('image/png');
  });

  test('made again it is the same, but for the day and the ledger', async () => {
    const again = join(bundles, 'again');
    await exportTo(library.core, again, { markIds: library.complete.map((mark) => mark.id), withOriginals: true });
    expect(filesOf(again)).toEqual(filesOf(bundle));
    const dated =
      /^(manifest|tagmanifest|bag-info|data\/(index\.html|bundle\.json|case\.jsonld|ledger-head|custody\.|certificate\.pdf|exhibit-list\.pdf))/;
    const same = filesOf(bundle).filter((file) => !dated.test(file));
    for (const file of same)
      expect(readFileSync(join(again, file)).equals(readFileSync(join(bundle, file))), file).toBe(true);
    rmSync(again, { recursive: true });
  });
});

describe('the gate', () => {
  test('leaves out what is not complete, lists why, and numbers the rest as before', async () => {
    const out = join(bundles, 'gated');
    const answer = await exportTo(library.core, out, { markIds: [library.bare.id, library.complete[0].id] });
    expect(answer.blocked).toEqual([
      {
        markId: library.bare.id,
        title: 'Without a place',
        missing: ['place', 'recorded', 'clock', 'source', 'custodian'],
      },
    ]);
    expect(answer.bundle?.exhibits).toEqual([
      { number: '2', label: '2', markId: library.complete[0].id, path: 'data/exhibits/2' },
    ]);
    expect((await verify(out)).ok).toBe(true);
    const nothing = await exportTo(library.core, join(bundles, 'nothing'), { markIds: [library.bare.id] });
    expect(nothing).toMatchObject({ bundle: null, blocked: [{ markId: library.bare.id }] });
    expect(existsSync(join(bundles, 'nothing'))).toBe(false);
  });

  test('lets everything through on request, stamped', async () => {
    const out = join(bundles, 'stamped');
    const answer = await exportTo(library.core, out, { markIds: [library.bare.id], allowIncomplete: true });
    expect(answer).toMatchObject({ blocked: [], bundle: { exhibits: [{ number: '1' }] } });
    expect(exhibitOf(out, '1').missing).toHaveLength(5);
    expect(readFileSync(join(out, 'data/index.html'), 'utf8')).toContain('INCOMPLETE');
    for (const pdf of ['exhibit-list.pdf', 'exhibits/1/sheet.pdf']) {
      const text = spawnSync('pdftotext', [join(out, 'data', pdf), '-'], { encoding: 'utf8' });
      if (text.error === undefined) expect(text.stdout).toContain('INCOMPLETE');
    }
  });
});

describe('a public bundle', () => {
  test.each(['en', 'ru', 'kk'] as const)('in %s names nobody and still verifies', async (lang) => {
    const out = join(bundles, `public-${lang}`);
    const [interval, , page] = library.complete;
    const markIds = lang === 'en' ? [interval.id, page.id] : [page.id];
    await exportTo(library.core, out, { markIds, profile: 'public', lang });
    expect((await verify(out)).problems).toEqual([]);
    // When somebody's recording came into the library tells as much as when it was handed over.
    const items = await library.core.call('evidence.list', {});
    const moments = [...items.map(({ importedAt }) => importedAt), interval.createdAt, page.createdAt];
    const times = moments.flatMap((iso) => [iso, iso.slice(11, 19)]);
    const names = ['Observer Alpha', 'Archive Beta', 'Reviewer Zeta', 'camera of Alpha', 'Station 101', ...times];
    for (const file of filesOf(out)) {
      const bytes = readFileSync(join(out, file));
      const text = file.endsWith('.pdf')
        ? spawnSync('pdftotext', [join(out, file), '-'], { encoding: 'utf8' }).stdout
        : '';
      for (const name of names)
        expect(bytes.includes(name) || (text ?? '').includes(name), `${file} holds ${name}`).toBe(false);
    }
    const document = BundleDocument.parse(JSON.parse(readFileSync(join(out, 'data/bundle.json'), 'utf8')));
    expect(document.exhibits[0]?.place?.name).toBe('Station 123');
    expect(document.custodyHead.count).toBeGreaterThan(5);
  });

  test('never holds originals', async () => {
    const asked = library.core.call('exhibits.export', {
      out: join(bundles, 'no'),
      profile: 'public',
      withOriginals: true,
    });
    await expect(asked).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('an export that cannot be', () => {
  test.each([
    ['into a folder with something in it', () => bundle, {}, 'folder_not_empty'],
    ['into a folder below one that is not there', () => join(bundles, 'no/such'), {}, 'folder_not_writable'],
    ['into the library', () => join(library.dir, 'library', 'out'), {}, 'invalid_input'],
    ['to a path that is not full', () => 'somewhere', {}, 'invalid_input'],
    ['of an unknown mark', () => join(bundles, 'unknown'), { markIds: ['mk-nothing'] }, 'not_found'],
  ])('%s is refused at once', async (_what, out, options, code) => {
    await expect(library.core.call('exhibits.export', { out: out(), ...options })).rejects.toMatchObject({ code });
  });

  const partialOf = (name: string) => readdirSync(bundles).find((each) => each.startsWith(`${name}.partial-`));
  /** Waits until an export has begun to write; the name it writes under. */
  async function begun(name: string): Promise<string> {
    for (let tries = 0; tries < 2000; tries++) {
      const partial = partialOf(name);
      if (partial !== undefined) return partial;
      await new Promise((go) => setTimeout(go, 2));
    }
    throw new Error(`nothing was written for ${name}`);
  }

  test('cancelled it leaves nothing', async () => {
    const out = join(bundles, 'cancelled');
    const { id } = await library.core.call('exhibits.export', {
      out,
      markIds: library.complete.map((mark) => mark.id),
    });
    await begun('cancelled');
    await library.core.call('jobs.cancel', { id });
    const [job] = await library.core.call('jobs.wait', { ids: [id] });
    expect(job?.state).toBe('cancelled');
    expect(readdirSync(bundles).filter((name) => name.startsWith('cancelled'))).toEqual([]);
    // It can be taken up again, and then it starts over.
    await library.core.call('jobs.resume', { id });
    await library.core.call('jobs.wait', { ids: [id] });
    expect((await verify(out)).ok).toBe(true);
  });

  test('what a killed run left is cleared by the next one to the same place', async () => {
    const out = join(bundles, 'resumed');
    const before = new Set(readdirSync(bundles));
    const started = await library.core.call('exhibits.export', { out, markIds: [library.complete[2].id] });
    const partial = await begun('resumed');
    await library.core.call('jobs.wait', { ids: [started.id] });
    rmSync(out, { recursive: true });
    mkdirSync(join(bundles, partial, 'data'), { recursive: true });
    appendFileSync(join(bundles, partial, 'data', 'half.mp4'), 'half');
    await exportTo(library.core, out, { markIds: [library.complete[2].id] });
    expect(readdirSync(bundles).filter((name) => !before.has(name))).toEqual(['resumed']);
    expect((await verify(out)).ok).toBe(true);
  });

  test('an original that was changed is not exported as unchanged', async () => {
    const { core } = library;
    const { item } = await core.call('evidence.show', { id: library.bare.evidenceId });
    const file = join(library.dir, 'library/originals', item.sha256.slice(0, 2), `${item.sha256}.bin`);
    const bytes = readFileSync(file);
    rmSync(file, { force: true });
    writeFileSync(file, Buffer.concat([bytes, Buffer.from('x')]));
    const options = { markIds: [library.bare.id], allowIncomplete: true };
    const job = await exportJob(core, join(bundles, 'altered'), options);
    expect(job).toMatchObject({ state: 'failed', error: { code: 'verification_failed' } });
    rmSync(file);
    const gone = await exportJob(core, join(bundles, 'altered'), options);
    expect(gone).toMatchObject({ state: 'failed', error: { code: 'original_missing' } });
    writeFileSync(file, bytes);
    expect(existsSync(join(bundles, 'altered'))).toBe(false);
  });
});

describe('choosing exhibits', () => {
  test('adds, arranges and removes, and tells the ledger each time', async () => {
    const { core, complete, bare } = library;
    const ids = complete.map((mark) => mark.id);
    const order = async () => (await core.call('exhibits.list', {})).map(({ number, mark }) => `${number} ${mark.id}`);
    await core.call('exhibits.add', { markIds: [...ids, bare.id] });
    const [listed] = (await core.call('exhibits.list', {})).slice(-1);
    expect(listed).toMatchObject({ number: '4', missing: ['place', 'recorded', 'clock', 'source', 'custodian'] });
    await core.call('exhibits.arrange', { markIds: [bare.id, ...ids] });
    expect(await order()).toEqual([bare.id, ...ids].map((id, index) => `${index + 1} ${id}`));
    await expect(core.call('exhibits.arrange', { markIds: ids })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(core.call('exhibits.add', { markIds: ['mk-none'] })).rejects.toMatchObject({ code: 'not_found' });
    await core.call('exhibits.remove', { markIds: [bare.id] });
    expect(await order()).toEqual(ids.map((id, index) => `${index + 1} ${id}`));
    const { entries } = await core.call('custody.ledger', {});
    const arranged = entries.filter((entry) => entry.action === 'exhibits.arranged');
    expect(arranged.at(-1)?.details).toEqual({ markIds: ids });
    await expect(core.call('exhibits.sheet', { markId: bare.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an export without marks is of the chosen ones, and shows hostile titles as text', async () => {
    const out = join(bundles, 'chosen');
    const answer = await exportTo(library.core, out);
    expect(answer.bundle?.exhibits.map(({ markId }) => markId)).toEqual(library.complete.map((mark) => mark.id));
    const page = readFileSync(join(out, 'data/index.html'), 'utf8');
    expect(page).not.toContain('<script>alert');
    expect(exhibitOf(out, '2').title).toBe(HOSTILE_TITLE);
  });
});
