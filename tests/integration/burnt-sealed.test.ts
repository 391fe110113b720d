import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyBundle } from '../../electron/core/app.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { MAGIC } from '../../electron/core/seal/container-format.ts';
import { correlation, type Planes, pixelsIn, planesOf } from '../support/burn-judge.ts';
import { hiding } from '../support/burnt-clip.ts';
import { importOne } from '../support/case-library.ts';
import { exportTo } from '../support/exhibit-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { aBox, annotationsOf } from '../support/made-annotations.ts';
import { newSealedCase, openSealedCase } from '../support/sealed-library.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('burnt-sealed');
const FACE = { x: 0.25, y: 0.25, width: 0.3, height: 0.4 };

test('what is hidden in a sealed library is burnt in alike, and leaves no plain film in the library', async () => {
  const dir = tempDir();
  const core = await openSealedCase(await newSealedCase(dir));
  const film = makeTestFilm(dir, { name: 'film.mp4', frames: 20, sound: 440 });
  const evidenceId = await importOne(core, film);
  const { id: markId } = await core.call('marks.create', { evidenceId, in: 4, out: 13, title: 'Face' });
  const annotations = annotationsOf([hiding('blur', [4, 13], { 4: FACE }), aBox('note', [[5, 0.1]])]);
  await core.call('annotations.set', { markId, annotations });
  const held = () => readdirSync(join(dir, 'case'), { recursive: true, encoding: 'utf8' });
  const before = held();
  const bundle = join(dir, 'bundle');
  await exportTo(core, bundle, { allowIncomplete: true });
  // The course of the recording, which the exhibit states, is kept for the next time, and sealed as all else.
  const more = held().filter((name) => !before.includes(name));
  expect(more).toHaveLength(1);
  expect(more[0]).toMatch(/^derived\//);
  expect(readFileSync(join(dir, 'case', more[0] ?? '')).subarray(0, MAGIC.length)).toEqual(MAGIC);
  expect(await verifyBundle(bundle, unwatched)).toMatchObject({ ok: true });
  const source = planesOf(film, 320, 240);
  for (const [i, picture] of planesOf(join(bundle, 'data/exhibits/1/clip.mp4'), 320, 240).entries()) {
    expect(Math.abs(correlation(source[4 + i] as Planes, picture, pixelsIn(picture, FACE)))).toBeLessThan(0.3);
  }
  await core.close();
});
