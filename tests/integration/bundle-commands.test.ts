import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../shared/violation.ts';
import { type ExhibitLibrary, exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('bundle-commands');
let library: ExhibitLibrary;
let bundles: string;
const bundle = (name: string): string => join(bundles, name);

beforeAll(async () => {
  const root = newDir();
  library = await makeExhibitLibrary(join(root, 'made'));
  bundles = newDir();
  const markIds = library.complete.map((mark) => mark.id);
  for (const lang of LANGUAGES) await exportTo(library.core, bundle(lang), { markIds, lang, withOriginals: true });
  await exportTo(library.core, bundle('public'), { markIds, profile: 'public' });
});
afterAll(() => library.core.close());

/** A folder that holds the bundle and nothing else, and that a test may spoil. */
function copyOf(name: string): string {
  const copy = join(newDir(), 'bundle');
  cpSync(bundle(name), copy, { recursive: true });
  return copy;
}

/** The commands as a person would take them out of the file. */
const commandsOf = (dir: string): string[] =>
  readFileSync(join(dir, 'data/verify.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => line.trim());

const sh = (dir: string, command: string) =>
  spawnSync('/bin/sh', ['-c', command], { cwd: dir, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: dir } });

const failing = (dir: string, commands: readonly string[]): string[] =>
  commands.filter((command) => sh(dir, command).status !== 0);

/** What each command is for, in the order of the file. */
const PURPOSES = [
  ['payload', /^sha256sum .* manifest-sha256\.txt$/],
  ['tag files', /^sha256sum .* tagmanifest-sha256\.txt$/],
  ['extra payload', /find data /],
  ['extra tag files', /find \. /],
  ['signature', /^ssh-keygen .*-s manifest-sha256\.txt\.sig/],
  ['head', /^ssh-keygen .*-s data\/ledger-head\.txt\.sig/],
  ['extract', /custody\.json/],
  ['clip 1', /exhibits\/1\/clip\.mp4/],
  ['clip 2', /exhibits\/2\/clip\.mp4/],
  ['pictures 1', /cmp - data\/exhibits\/1\//],
  ['pictures 2', /cmp - data\/exhibits\/2\//],
  ['contents', /grep -E ' {2}data\/\(exhibits/],
  ['exhibit 1', /grep -F ' {2}data\/exhibits\/1\//],
  ['exhibit 2', /grep -F ' {2}data\/exhibits\/2\//],
  ['exhibit 3', /grep -F ' {2}data\/exhibits\/3\//],
] as const;
type Purpose = (typeof PURPOSES)[number][0];

function purposeOf(command: string): Purpose | undefined {
  return PURPOSES.find(([, pattern]) => pattern.test(command))?.[0];
}

const flip = (path: string, at: number) => (dir: string) => {
  const bytes = readFileSync(join(dir, path));
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  writeFileSync(join(dir, path), bytes);
};
const rewrite = (path: string, change: (text: string) => string) => (dir: string) => {
  const text = readFileSync(join(dir, path), 'utf8');
  const changed = change(text);
  expect(changed, path).not.toBe(text);
  writeFileSync(join(dir, path), changed);
};

/** One byte in the middle of the recording's coded pictures; its tables stay as they are. */
function flipPicture(dir: string): void {
  const name = readdirSync(join(dir, 'data/originals')).find((each) => each.endsWith('.mp4')) ?? '';
  const bytes = readFileSync(join(dir, 'data/originals', name));
  flip(`data/originals/${name}`, bytes.indexOf('mdat') + 2000)(dir);
}

describe('verify.txt', () => {
  test.each([...LANGUAGES, 'public'])('of %s works as it is written', (name) => {
    const copy = copyOf(name);
    const commands = commandsOf(copy).map((line) => line.replace('-i ORIGINAL', `-i '${library.film}'`));
    expect(commands.map(purposeOf)).toEqual(PURPOSES.map(([purpose]) => purpose));
    const said = commands.map((command) => {
      const { status, stdout, stderr } = sh(copy, command);
      expect(status, `${command}\n${stdout}${stderr}`).toBe(0);
      return stdout;
    });
    const count = (words: string) => said.filter((text) => text.includes(words)).length;
    expect([count('complete'), count('identical'), count('Good "file" signature')]).toEqual([9, 2, 2]);
  });

  test('keeps its commands the same in every language', () => {
    // A stamped page says "Exhibit 3" in its language, so that sums over it differ.
    const sum = / = [0-9a-f]{64} /g;
    const [en, ru, kk] = LANGUAGES.map((lang) => commandsOf(bundle(lang)).map((each) => each.replace(sum, ' = SUM ')));
    expect(ru).toEqual(en);
    expect(kk).toEqual(en);
  });

  const changes: readonly (readonly [what: string, change: (dir: string) => void, fails: readonly Purpose[]])[] = [
    ['a byte of a clip', flip('data/exhibits/1/clip.mp4', 5000), ['payload']],
    [
      'the number of a clip\u2019s pictures',
      (dir) => cpSync(join(dir, 'data/exhibits/2/clip.mp4'), join(dir, 'data/exhibits/1/clip.mp4')),
      ['payload', 'clip 1'],
    ],
    ['a byte of an original', flipPicture, ['payload', 'pictures 1', 'pictures 2']],
    ['a byte of the list of pictures', flip('data/exhibits/1/frames-md5.txt', 40), ['payload', 'pictures 1']],
    ['a byte of the ledger extract', flip('data/custody.json', 200), ['payload']],
    ['the end of the ledger extract', flip('data/custody.json', -12), ['payload', 'extract']],
    [
      'the head\u2019s statement',
      rewrite('data/ledger-head.txt', (text) => text.replace(/entries \d/, 'entries 9')),
      ['payload', 'head', 'extract'],
    ],
    ['the head\u2019s signature', flip('data/ledger-head.txt.sig', 150), ['payload', 'head']],
    ['a byte of a checksum', flip('manifest-sha256.txt', 3), ['payload', 'tag files', 'signature']],
    [
      'a checksum of a clip',
      rewrite('manifest-sha256.txt', (text) =>
        text.replace(/^.(?=.*exhibits\/2\/clip)/m, (each) => (each === '1' ? '2' : '1')),
      ),
      ['payload', 'tag files', 'signature', 'contents', 'exhibit 2'],
    ],
    [
      'a manifest line that is none',
      rewrite('manifest-sha256.txt', (text) => text.replace('  data', ' data')),
      ['payload', 'tag files', 'extra payload', 'signature'],
    ],
    ['the manifest\u2019s signature', flip('manifest-sha256.txt.sig', 150), ['tag files', 'signature']],
    ['the key', flip('allowed_signers', -5), ['tag files', 'signature', 'head']],
    ['a byte of bag-info.txt', flip('bag-info.txt', 3), ['tag files']],
    [
      'a byte of the tag manifest',
      rewrite('tagmanifest-sha256.txt', (text) => text.replace(/^./, (each) => (each === '1' ? '2' : '1'))),
      ['tag files'],
    ],
    ['a payload file removed', (dir) => rmSync(join(dir, 'data/exhibits/3/page-2.png')), ['payload', 'extra payload']],
    [
      'a payload file renamed',
      (dir) => renameSync(join(dir, 'data/custody.pdf'), join(dir, 'data/c.pdf')),
      ['payload', 'extra payload'],
    ],
    ['a payload file added', (dir) => writeFileSync(join(dir, 'data/added.txt'), ''), ['extra payload']],
    ['a tag file added', (dir) => writeFileSync(join(dir, 'fetch.txt'), ''), ['extra tag files']],
  ];
  test.each(changes)('finds %s', (_what, change, fails) => {
    const copy = copyOf('en');
    const commands = commandsOf(copy);
    change(copy);
    expect(failing(copy, commands).map(purposeOf)).toEqual(fails);
  });
});
