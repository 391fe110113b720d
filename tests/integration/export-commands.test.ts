import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openCore, verifyBundle } from '../../electron/core/app.ts';
import { BundleDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { Mark } from '../../shared/mark.ts';
import { RESOURCES } from '../support/case-library.ts';
import { type CliOutcome, cli } from '../support/cli-runner.ts';
import { makeExhibitLibrary } from '../support/exhibit-library.ts';
import { aBlur, annotationsOf } from '../support/made-annotations.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('export-commands');
let root: string;
let dir: string;
let interval: Mark;
let page: Mark;
let bare: Mark;

beforeAll(async () => {
  root = newDir();
  const library = await makeExhibitLibrary(root);
  dir = join(library.dir, 'library');
  ({ bare } = library);
  [interval, , page] = library.complete;
  await library.core.close();
});

const run = (...argv: string[]): Promise<CliOutcome> =>
  cli(argv, { openCore, core: { resourcesDir: RESOURCES, ffmpeg: 'ffmpeg' } });
const at = (name: string) => join(root, name);
const exporting = (name: string, marks: readonly Mark[], ...more: string[]) =>
  run('export', dir, '--out', at(name), '--marks', marks.map(({ id }) => id).join(','), ...more);
const bundleOf = (name: string) =>
  BundleDocument.parse(JSON.parse(readFileSync(at(`${name}/data/bundle.json`), 'utf8')));
const filesOf = (name: string, number = '1') => readdirSync(at(`${name}/data/exhibits/${number}`)).sort();
const warningLines = ({ err }: CliOutcome) => err.split('\n').filter((line) => line.startsWith('warning: '));

interface Answer {
  readonly bundle: { readonly path: string; readonly manifestSha256: string } | null;
  readonly publicTwin?: { readonly path: string };
  readonly blocked: readonly { readonly markId: string }[];
  readonly warnings: readonly {
    readonly code: string;
    readonly exhibits: readonly string[];
    readonly message: string;
  }[];
}
const answerOf = ({ json }: CliOutcome) => json as unknown as Answer;

describe('aigaq export', () => {
  test.each([
    ['twin', ['--twin']],
    ['both', ['--profile', 'both']],
  ])('--%s makes both bundles, each whole, and tells of both', async (name, options) => {
    const made = await exporting(name, [page], ...options, '--json');
    expect([made.code, warningLines(made)]).toEqual([0, []]);
    const { bundle, publicTwin, warnings } = answerOf(made);
    expect([bundle?.path, publicTwin?.path, warnings]).toEqual([at(`${name}-court`), at(`${name}-public`), []]);
    for (const profile of ['court', 'public']) {
      expect(bundleOf(`${name}-${profile}`).profile).toBe(profile);
      expect((await verifyBundle(at(`${name}-${profile}`), unwatched)).problems).toEqual([]);
    }
    expect(existsSync(at(name))).toBe(false);
  });

  test('--twin where one of the names is taken ends with 1 and makes neither', async () => {
    const taken = await exporting('twin', [page], '--twin', '--json');
    expect(taken).toMatchObject({ code: 1, json: { error: { code: 'folder_not_empty' } } });
    writeFileSync(at('file-public'), 'something of mine');
    expect((await exporting('file', [page], '--twin')).code).toBe(1);
    expect(existsSync(at('file-court'))).toBe(false);
    expect(readFileSync(at('file-public'), 'utf8')).toBe('something of mine');
  });

  test('--burn-in and --slate reach the exhibit, and the clip without them is beside it', async () => {
    expect(await exporting('burnt', [interval], '--burn-in', 'number,frame', '--slate', '--json')).toMatchObject({
      code: 0,
    });
    expect(filesOf('burnt')).toEqual(expect.arrayContaining(['burn-in.mov', 'clean.mp4', 'clip.mp4', 'slate.png']));
    const clip = bundleOf('burnt').exhibits[0]?.files.find(({ role }) => role === 'clip');
    expect(clip?.recipe.options).toMatchObject({ burnIn: 'number, frame' });
    await exporting('plain', [interval], '--burn-in', 'none');
    expect(filesOf('plain').filter((name) => /burn-in|clean|slate/.test(name))).toEqual([]);
  });

  test.each([
    ['ru', 'Приложение 1'],
    ['kk', '1-қосымша'],
    ['en', 'Exhibit 1'],
  ])('--lang %s is the language of what people read', async (lang, words) => {
    await exporting(`lang-${lang}`, [page], '--lang', lang);
    expect(bundleOf(`lang-${lang}`).lang).toBe(lang);
    const html = readFileSync(at(`lang-${lang}/data/index.html`), 'utf8');
    expect(html).toContain(`<html lang="${lang}"`);
    expect(html).toContain(words);
  });

  test('leaves out what does not state what it must, names it, and ends with 3', async () => {
    const partly = await exporting('partly', [page, bare], '--json');
    expect(partly.code).toBe(3);
    expect(answerOf(partly).blocked).toEqual([expect.objectContaining({ markId: bare.id })]);
    const none = await exporting('nothing', [bare]);
    expect(none).toMatchObject({ code: 3 });
    expect(none.out).toMatch(/left out: Without a place \(\S+\) does not state: place, .*\nNo bundle was made/);
    expect(existsSync(at('nothing'))).toBe(false);
    expect((await exporting('stamped', [bare], '--allow-incomplete')).code).toBe(0);
  });

  test.each([
    ['burnt-in texts that are none', ['--burn-in', 'number,name']],
    ['burnt-in texts twice', ['--burn-in', 'number,number']],
    ['burnt-in texts of no name', ['--burn-in', '']],
    ['a profile that is none', ['--profile', 'press']],
    ['no mark at all', ['--marks', ' ,']],
  ])('%s ends with 2 before anything is opened', async (_what, options) => {
    const { code, json } = await run('export', at('no-library'), '--out', at('usage'), ...options, '--json');
    expect({ code, json }).toMatchObject({ code: 2, json: { error: { code: 'usage' } } });
  });
});

describe('warnings of aigaq export', () => {
  test('of public sound that nothing was done to go to stderr, once, and stdout stays one document', async () => {
    const made = await exporting('sound', [interval, page], '--twin', '--json');
    expect(made.code).toBe(0);
    expect(made.out.trimEnd().split('\n')).toHaveLength(1);
    const { warnings } = answerOf(made);
    expect(warnings).toMatchObject([{ code: 'sound_untreated', exhibits: ['1'] }]);
    expect(warningLines(made)).toEqual([`warning: ${warnings[0]?.message}`]);
    expect(answerOf(await exporting('for-court', [interval], '--json')).warnings).toEqual([]);
  });

  test('are none where the sound is hidden', async () => {
    const [reason] = await reasons();
    const sound = [{ id: 's', kind: 'mute', locked: false, from: 5, to: 10, reason, basis: 'minimisation' }];
    const file = at('muted.json');
    writeFileSync(file, JSON.stringify({ version: 1, shapes: [], sound }));
    expect((await run('annotate', dir, interval.id, '--file', file)).code).toBe(0);
    const made = await exporting('muted', [interval], '--profile', 'public', '--json');
    expect([answerOf(made).warnings, warningLines(made)]).toEqual([[], []]);
    writeFileSync(file, JSON.stringify(annotationsOf([])));
    await run('annotate', dir, interval.id, '--file', file);
  });

  test('of exhibits that do not hide the same name both, the frames, and nothing else', async () => {
    const marking = ['mark', dir, interval.evidenceId, '--in', '9', '--out', '14', '--title', 'Later', '--json'];
    const other = (await run(...marking)).json?.mark as Mark;
    const file = at('hiding.json');
    writeFileSync(file, JSON.stringify(annotationsOf([aBlur('face', 9, 14)])));
    await run('annotate', dir, other.id, '--file', file);
    await run('exhibits', dir, '--add', `${interval.id},${page.id},${other.id}`, '--numbering', 'А-,1');
    const made = await run('export', dir, '--out', at('differ'));
    expect(made).toMatchObject({ code: 0 });
    expect(warningLines(made)).toEqual([
      'warning: Exhibits А-1 and А-3 cover the same pictures (frames 9 to 10) and do not hide the same: what one hides, the other may show. Look at both before you hand them on.',
    ]);
    expect(made.out).not.toContain('warning');
    const alone = await exporting('alone', [other]);
    expect(warningLines(alone)).toEqual([]);
  });
});

async function reasons(): Promise<string[]> {
  const core = await openCore({ libraryDir: dir, resourcesDir: RESOURCES, ffmpeg: null, mode: 'read' });
  try {
    return ((await core.call('annotations.packs', {}))[0]?.reasons ?? []).map(({ code }) => code);
  } finally {
    await core.close();
  }
}
