import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf } from '../support/case-library.ts';
import { type ExhibitLibrary, exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { aBlur, aBox, annotationsOf } from '../support/made-annotations.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('burning');
const MUTE = { id: 'm', locked: false, kind: 'mute', from: 5, to: 8, reason: 'voice', basis: 'minimisation' } as const;
let root: string;
let library: ExhibitLibrary;

beforeAll(async () => {
  root = newDir();
  library = await makeExhibitLibrary(root);
});
afterAll(() => library.core.close());

describe('what cannot be burnt in', () => {
  const bundle = () => join(root, 'refused');
  const annotate = (annotations: ReturnType<typeof annotationsOf>) =>
    library.core.call('annotations.set', { markId: library.complete[0].id, annotations });

  test.each([
    ['a part of the picture', annotationsOf([aBlur('face', 5, 10)])],
    ['sound', annotationsOf([], [MUTE])],
  ])('keeps a mark that hides %s in the library', async (_, annotations) => {
    const { core, complete } = library;
    await annotate(annotations);
    const markIds = complete.map(({ id }) => id);
    const refused = await errorOf(core.call('exhibits.export', { out: bundle(), markIds }));
    expect(refused).toMatchObject({ code: 'redaction_not_burnt', details: { markId: complete[0].id } });
    expect(existsSync(bundle())).toBe(false);
    await core.call('exhibits.add', { markIds });
    const sheet = core.call('exhibits.sheet', { markId: complete[0].id, profile: 'court', lang: 'en' });
    expect(await errorOf(sheet)).toMatchObject({ code: 'redaction_not_burnt' });
  });

  test('does not hold back a mark that hides nothing, or nothing any more', async () => {
    await annotate(annotationsOf([aBox('note', [[5, 0.25]])]));
    await exportTo(library.core, bundle(), { markIds: library.complete.map(({ id }) => id) });
    expect(existsSync(bundle())).toBe(true);
  });
});
