import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openCore } from '../../electron/core/app.ts';
import { importOne, newCase, openCase, put, RESOURCES } from '../support/case-library.ts';
import { type CliOutcome, cli } from '../support/cli-runner.ts';
import { makeTestFilm } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

interface Listed {
  readonly label: string;
  readonly number: string;
  readonly fixed: boolean;
  readonly markId: string;
  readonly title: string;
  readonly missing: readonly string[];
  readonly group: string | null;
  readonly caption: Readonly<Record<string, string>>;
  readonly narrative: Readonly<Record<string, string>>;
  readonly before: number;
  readonly after: number;
  readonly companion: string | null;
}
interface Document {
  readonly version: 1;
  readonly numbering: object;
  readonly groups: readonly { readonly id: string; readonly title: string }[];
  readonly fixed: boolean;
  readonly exhibits: readonly Listed[];
  readonly withdrawn: readonly { readonly label: string; readonly number: string; readonly markId: string }[];
}

const newDir = sharedTempDirs('exhibits-commands');
const TITLES = ['One \u202eelif', 'Two', 'Three'];
let root: string;
let dir: string;
let ids: string[];
let otherFilm: string;
let paper: string;
let files = 0;

beforeAll(async () => {
  root = newDir();
  dir = await newCase(root);
  const core = await openCase(dir);
  const film = await importOne(core, makeTestFilm(root, { name: 'one.mp4', frames: 20 }));
  otherFilm = await importOne(core, makeTestFilm(root, { name: 'two.mp4', frames: 10, size: '96x64' }));
  paper = await importOne(core, put(root, 'note.txt', 'a note'));
  ids = [];
  for (const title of TITLES)
    ids.push((await core.call('marks.create', { evidenceId: film, in: 4, out: 9, title })).id);
  await core.close();
});

const at = (n: number): string => ids[n] ?? '';
const run = (...argv: string[]): Promise<CliOutcome> =>
  cli(argv, { openCore, core: { resourcesDir: RESOURCES, ffmpeg: 'ffmpeg' } });
const exhibits = (...argv: string[]) => run('exhibits', dir, ...argv);

async function answered(...argv: string[]): Promise<Document> {
  const { code, json, err } = await exhibits(...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return json as unknown as Document;
}
function recipe(content: unknown): string {
  const path = join(root, `recipe-${++files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const applied = (content: unknown) => answered('--recipe', recipe(content));
const labels = ({ exhibits: all }: Document) => all.map(({ label }) => label);
const titles = ({ exhibits: all }: Document) => all.map(({ title }) => title);

describe('aigaq exhibits', () => {
  test('says that nothing is chosen', async () => {
    expect(await exhibits()).toMatchObject({ code: 0, out: 'No exhibits are chosen.\n', err: '' });
    expect(await answered()).toMatchObject({ fixed: false, exhibits: [], withdrawn: [], groups: [] });
  });

  test('chooses marks, numbers them, and shows no hidden characters to a person', async () => {
    const chosen = await answered('--add', `${at(0)}, ${at(1)}`, '--numbering', 'А-,7');
    expect(labels(chosen)).toEqual(['А-7', 'А-8']);
    expect(chosen.exhibits.map(({ number }) => number)).toEqual(['a-7', 'a-8']);
    expect(chosen.exhibits[0]?.missing).toEqual(['place', 'recorded', 'clock', 'source', 'custodian']);
    const { out } = await exhibits();
    expect(out).toBe(`А-7  ${at(0)}  One \\u{202e}elif\nА-8  ${at(1)}  Two\n`);
    // A first number alone leaves no text before it.
    expect(labels(await answered('--numbering', '3'))).toEqual(['3', '4']);
  });

  test('sets order, groups, words in three languages, context and companion in one file', async () => {
    const caption = { en: 'The box', ru: 'Урна', kk: 'Жәшік' };
    const document = await applied({
      version: 1,
      numbering: { style: 'cyrillic', prefix: 'Прил. ' },
      groups: [{ id: 'a', title: 'Station 101' }],
      exhibits: [
        { markId: at(2) },
        { markId: at(0), group: 'a', caption, narrative: { kk: ' Жәшік ашылды ' } },
        { markId: at(1), before: 3, after: 120, companion: otherFilm },
      ],
    });
    expect(titles(document)).toEqual(['Three', 'Two', TITLES[0]]);
    expect(labels(document)).toEqual(['Прил. А', 'Прил. Б', 'Прил. В']);
    expect(document.exhibits[1]).toMatchObject({ before: 3, after: 120, companion: otherFilm, group: null });
    expect(document.exhibits[2]).toMatchObject({ group: 'a', caption, narrative: { kk: 'Жәшік ашылды' } });
    expect((await exhibits()).out.trimEnd().split('\n').at(-1)).toMatch(
      /^Прил\. В {2}\S+ {2}One .* {2}\[Station 101\]$/,
    );
  });

  test('takes its own answer as a recipe, and nothing changes', async () => {
    const before = await answered();
    // Kept from now on is the order that is shown, with sections; that is one entry.
    expect(await applied(before)).toEqual(before);
    const entries = (await run('head', dir, '--json')).json;
    expect(await applied(before)).toEqual(before);
    expect((await run('head', dir, '--json')).json).toEqual(entries);
    const [first, second, third] = before.exhibits;
    const after = await applied({ ...before, exhibits: [second, first, { ...third, caption: {}, group: null }] });
    expect(titles(after)).toEqual(['Two', 'Three', TITLES[0]]);
    expect(after.exhibits[2]).toMatchObject({ caption: {}, narrative: { kk: 'Жәшік ашылды' }, group: null });
  });

  test('a fixed number that is withdrawn leaves a gap, which is told', async () => {
    await answered('--numbering', 'А-,1');
    await applied({ version: 1, numbering: { prefix: 'А-' }, exhibits: ids.map((markId) => ({ markId })) });
    const fixed = await answered('--fix-numbers');
    expect([fixed.fixed, fixed.exhibits.map((one) => one.fixed)]).toEqual([true, [true, true, true]]);
    const gap = await answered('--withdraw', at(1));
    expect(gap.withdrawn).toEqual([{ number: 'a-2', label: 'А-2', markId: at(1) }]);
    expect(labels(gap)).toEqual(['А-1', 'А-3']);
    expect((await exhibits()).out).toMatch(/^А-2 {2}withdrawn$/m);
    // What is left out of a recipe is withdrawn as well, and comes back under its number.
    expect((await applied({ version: 1, exhibits: [{ markId: at(2) }] })).withdrawn.map(({ label }) => label)).toEqual([
      'А-1',
      'А-2',
    ]);
    expect(labels(await answered('--add', `${at(1)},${at(0)}`))).toEqual(['А-3', 'А-2', 'А-1']);
  });

  test('names who did it in the ledger', async () => {
    await answered('--numbering', 'К-,1', '--operator', 'Fourth Observer');
    const { entries } = (await run('ledger', dir, '--json')).json as {
      entries: { action: string; operator: string }[];
    };
    expect(entries.findLast(({ action }) => action !== 'library.operator')).toMatchObject({
      action: 'exhibits.recipe',
      operator: 'Fourth Observer',
    });
  });
});

describe('wrong input to aigaq exhibits', () => {
  const head = async () => (await run('head', dir, '--json')).json;

  test.each([
    ['a first number that is none', ['--numbering', 'А-,x']],
    ['a prefix alone', ['--numbering', 'А-']],
    ['a negative first number', ['--numbering=-1']],
    ['a recipe without a name', ['--recipe']],
    ['an option that is none', ['--captions', 'x']],
    ['no mark at all', ['--add', ' , ']],
  ])('%s ends with 2', async (_what, argv) => {
    const { code, json, err } = await exhibits(...argv, '--json');
    expect({ code, json, err }).toMatchObject({ code: 2, json: { error: { code: 'usage' } }, err: '' });
  });

  test('without a library it ends with 2, with one that is missing with 4', async () => {
    expect((await run('exhibits', '--json')).code).toBe(2);
    const missing = await run('exhibits', join(root, 'none'), '--json');
    expect(missing).toMatchObject({ code: 4, json: { error: { code: 'library_missing' } } });
  });

  test.each<[string, () => string[], string, RegExp]>([
    ['a prefix with a control character', () => ['--numbering', 'a\u202e,1'], 'invalid_input', /prefix/],
    ['a first number above the last', () => ['--numbering', '100000'], 'invalid_input', /start/],
    ['a mark that is not there', () => ['--add', 'mk-unknown'], 'not_found', /mk-unknown/],
    ['a withdrawal of what is not chosen', () => ['--withdraw', 'mk-unknown'], 'not_found', /mk-unknown/],
    ['a file that is not there', () => ['--recipe', join(root, 'none.json')], 'unreadable_file', /none\.json/],
    ['a file that is no JSON', () => ['--recipe', recipe('{')], 'invalid_input', /no JSON/],
    ['a recipe of no version', () => ['--recipe', recipe({ exhibits: [] })], 'invalid_input', /version/],
    ['a recipe of another version', () => ['--recipe', recipe({ version: 2 })], 'invalid_input', /version/],
    [
      'a mark twice',
      () => ['--recipe', recipe({ version: 1, exhibits: [{ markId: at(0) }, { markId: at(0) }] })],
      'invalid_input',
      /exhibits/,
    ],
    [
      'a group twice',
      () => {
        const groups = ['A', 'B'].map((title) => ({ id: 'a', title }));
        return ['--recipe', recipe({ version: 1, groups })];
      },
      'invalid_input',
      /groups/,
    ],
    ['a name that is written wrong', () => ['--recipe', recipe({ version: 1, grups: [] })], 'invalid_input', /grups/],
    [
      'a name of the numbering that is written wrong',
      () => ['--recipe', recipe({ version: 1, numbering: { prefx: 'A-' } })],
      'invalid_input',
      /numbering.*prefx/,
    ],
    [
      'a name of a group that is written wrong',
      () => ['--recipe', recipe({ version: 1, groups: [{ id: 'a', title: 'A', colour: 'red' }] })],
      'invalid_input',
      /groups\[0\].*colour/,
    ],
    [
      'a name of an exhibit that is written wrong',
      () => ['--recipe', recipe({ version: 1, exhibits: [{ markId: at(0), captions: {} }] })],
      'invalid_input',
      /exhibits\[0\].*captions/,
    ],
    [
      'a language that is none of the three',
      () => ['--recipe', recipe({ version: 1, exhibits: [{ markId: at(0), caption: { de: 'Urne' } }] })],
      'invalid_input',
      /exhibits\[0\]\.caption.*de/,
    ],
    ['a recipe that is a list', () => ['--recipe', recipe('[]')], 'invalid_input', /recipe|object/i],
    ['a recipe that is nothing', () => ['--recipe', recipe('null')], 'invalid_input', /version/],
    [
      'a recipe without its exhibits',
      () => ['--recipe', recipe('{"version":1,"exhibits":{}}')],
      'invalid_input',
      /exhibits/,
    ],
    [
      'too much context',
      () => ['--recipe', recipe({ version: 1, exhibits: [{ markId: at(0), before: 121 }] })],
      'invalid_input',
      /exhibits\[0\]\.before/,
    ],
    [
      'a caption that is too long',
      () => ['--recipe', recipe({ version: 1, exhibits: [{ markId: at(0), caption: { ru: 'я'.repeat(301) } }] })],
      'invalid_input',
      /exhibits\[0\]\.caption\.ru/,
    ],
    [
      'a companion without pictures',
      () => ['--recipe', recipe({ version: 1, exhibits: [{ markId: at(0), companion: paper }] })],
      'invalid_input',
      /no moving pictures/,
    ],
  ])('%s ends with 1, says what is wrong, and changes nothing', async (_what, argv, code, words) => {
    const before = await head();
    const { code: exit, json } = await exhibits(...argv(), '--json');
    expect({ exit, json }).toMatchObject({ exit: 1, json: { error: { code } } });
    expect(JSON.stringify(json)).toMatch(words);
    expect(await head()).toEqual(before);
    const told = await exhibits(...argv());
    expect({ code: told.code, out: told.out }).toEqual({ code: 1, out: '' });
    expect(told.err).toMatch(/^aigaq: .+\n$/);
  });
});
