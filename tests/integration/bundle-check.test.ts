import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBundle } from '../../electron/core/app.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { VerifyReport } from '../../shared/custody.ts';
import { type ExhibitLibrary, exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('bundle-check');
let library: ExhibitLibrary;
let bundle: string;

beforeAll(async () => {
  const root = newDir();
  library = await makeExhibitLibrary(join(root, 'made'));
  bundle = join(root, 'court');
  await exportTo(library.core, bundle, { markIds: library.complete.map((mark) => mark.id), withOriginals: true });
});
afterAll(() => library.core.close());

const verify = (dir: string): Promise<VerifyReport> => verifyBundle(dir, unwatched);

/** A copy that a test may spoil. */
function copyOf(dir: string): string {
  const copy = join(newDir(), 'copy');
  cpSync(dir, copy, { recursive: true });
  return copy;
}

describe('verify names what was changed', () => {
  const flip = (path: string) => (dir: string) => {
    const file = join(dir, path);
    const bytes = readFileSync(file);
    const at = bytes.length >> 1;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  };
  const clip = 'data/exhibits/1/clip.mp4';
  const cases: (readonly [what: string, path: string, change: (dir: string) => void])[] = [
    ...['index.html', 'exhibit-list.pdf', 'bundle.json', 'custody.json', 'custody.pdf', 'verify.txt'].map(
      (name) => [`a bit of ${name}`, `data/${name}`, flip(`data/${name}`)] as const,
    ),
    ...[
      clip,
      'data/exhibits/1/exhibit.json',
      'data/exhibits/1/sheet.pdf',
      'data/exhibits/3/page-2.png',
      'bag-info.txt',
      'bagit.txt',
      'manifest-sha256.txt',
      'signer.pub',
      'allowed_signers',
      'manifest-sha256.txt.sig',
    ].map((path) => [`a bit of ${path}`, path, flip(path)] as const),
    ['a clip cut short', clip, (dir) => truncateSync(join(dir, clip), statSync(join(dir, clip)).size >> 1)],
    ['a clip removed', clip, (dir) => rmSync(join(dir, clip))],
    ['a clip renamed', clip, (dir) => renameSync(join(dir, clip), join(dir, `${clip}.renamed`))],
    [
      'a file added to an exhibit',
      'data/exhibits/1/added.mp4',
      (dir) => writeFileSync(join(dir, 'data/exhibits/1/added.mp4'), 'x'),
    ],
    ['a tag manifest removed', 'tagmanifest-sha256.txt', (dir) => rmSync(join(dir, 'tagmanifest-sha256.txt'))],
    ['bagit.txt removed', 'bagit.txt', (dir) => rmSync(join(dir, 'bagit.txt'))],
    ['the signature removed', 'manifest-sha256.txt.sig', (dir) => rmSync(join(dir, 'manifest-sha256.txt.sig'))],
    [
      'two clips swapped',
      clip,
      (dir) => {
        const other = join(dir, 'data/exhibits/2/clip.mp4');
        renameSync(join(dir, clip), join(dir, 'held'));
        renameSync(other, join(dir, clip));
        renameSync(join(dir, 'held'), other);
      },
    ],
  ];
  test.each(cases)('%s', async (_what, path, change) => {
    const copy = copyOf(bundle);
    change(copy);
    const { ok, problems } = await verify(copy);
    expect(ok).toBe(false);
    expect(problems.map((problem) => problem.path)).toContain(path);
  });

  test('a forger who mends all checksums is given away by the signature and by the exhibit', async () => {
    const copy = copyOf(bundle);
    writeFileSync(join(copy, clip), 'another clip altogether');
    const sum = (path: string) => spawnSync('sha256sum', [path], { cwd: copy, encoding: 'utf8' }).stdout.slice(0, 64);
    const mend = (manifest: string, path: string) => {
      const text = readFileSync(join(copy, manifest), 'utf8');
      writeFileSync(join(copy, manifest), text.replace(new RegExp(`^[0-9a-f]{64}(?=  ${path}$)`, 'm'), sum(path)));
    };
    mend('manifest-sha256.txt', clip);
    mend('tagmanifest-sha256.txt', 'manifest-sha256.txt');
    const codes = (await verify(copy)).problems.map(({ code, path }) => `${code} ${path}`);
    expect(codes).toContain('signature manifest-sha256.txt.sig');
    expect(codes).toContain(`exhibit ${clip}`);
  });

  test('a folder that is none, an empty one and one full of rubbish', async () => {
    await expect(verify(join(newDir(), 'nowhere'))).rejects.toMatchObject({ code: 'not_found' });
    const dir = newDir();
    expect((await verify(dir)).problems.map(({ path }) => path)).toContain('bagit.txt');
    mkdirSync(join(dir, 'data/exhibits/1'), { recursive: true });
    writeFileSync(join(dir, 'data/exhibits/1/exhibit.json'), '{"number":');
    writeFileSync(join(dir, 'data/bundle.json'), '[[[[');
    writeFileSync(join(dir, 'data/custody.json'), '{"entries":[{}],"head":null}');
    const paths = (await verify(dir)).problems.map(({ path }) => path);
    for (const path of ['data/exhibits/1/exhibit.json', 'data/bundle.json', 'data/custody.json'])
      expect(paths).toContain(path);
  });

  test('cancel ends it', async () => {
    const cancelled = AbortSignal.abort();
    await expect(verifyBundle(bundle, { ...unwatched, signal: cancelled })).rejects.toBe(cancelled.reason);
  });
});
