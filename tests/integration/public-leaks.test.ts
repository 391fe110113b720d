import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBundle } from '../../electron/core/app.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { SoundRedaction } from '../../shared/annotation.ts';
import type { ExportResult } from '../../shared/exhibit.ts';
import { type Planes, planesOf } from '../support/burn-judge.ts';
import { hiding } from '../support/burnt-clip.ts';
import { CANARY, type CanaryCase, makeCanaryCase, realNames } from '../support/canary-case.ts';
import { formsOf, packedIn, searchFolder } from '../support/canary-search.ts';
import { exportTo } from '../support/exhibit-library.ts';
import { annotationsOf } from '../support/made-annotations.ts';
import { jpegsOf } from '../support/pdf-pictures.ts';
import { similarity } from '../support/picture-likeness.ts';
import { bestCorrelation, samplesOf } from '../support/sound-judge.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('zleakdirq');
const FACE = { x: 0.25, y: 0.25, width: 0.4, height: 0.5 };
const SOUNDS = { mute: [55, 64], tone: [68, 77], voice: [81, 94] } as const;
/** Three exports with eleven films between them, on a machine that may be busy. */
const HOOK_MS = 600_000;
const BURN_IN = { number: true, frame: true, clock: true };
let root: string;
let found: CanaryCase;
let published: ExportResult;
const court = () => join(root, 'twin-court');
const open = () => join(root, 'twin-public');

const silenced = (kind: SoundRedaction['kind'], [from, to]: readonly [number, number]): SoundRedaction => ({
  ...{ id: `${CANARY.redaction}-${kind}`, locked: false, kind, from, to, reason: 'voice', basis: 'minimisation' },
});

beforeAll(async () => {
  root = newDir();
  found = await makeCanaryCase(root);
  const { core, hidden } = found;
  const ways = (['solid', 'pixelate', 'blur'] as const).map((kind, at) => {
    const shape = hiding(kind, [50 + 17 * at, Math.min(99, 66 + 17 * at)], { [50 + 17 * at]: FACE });
    return { ...shape, id: `${CANARY.redaction}-${kind}` };
  });
  const sounds = Object.entries(SOUNDS).map(([kind, span]) => silenced(kind as SoundRedaction['kind'], span));
  await core.call('annotations.set', { markId: hidden.id, annotations: annotationsOf(ways, sounds) });
  const ids = found.open.map(({ id }) => id);
  await exportTo(core, join(root, 'originals'), { markIds: ids, withOriginals: true });
  const markIds = [...ids, hidden.id];
  published = await exportTo(core, join(root, 'twin'), { markIds, twin: true, burnIn: BURN_IN, slate: true });
}, HOOK_MS);
afterAll(() => found.core.close());

describe('the search itself', () => {
  test('finds every canary in a bundle for the court with originals', () => {
    const hits = searchFolder(join(root, 'originals'), Object.values(CANARY));
    // What a reviewer called a redaction is in the court's twin: an exhibit that hides goes with no original.
    hits.push(...searchFolder(court(), [CANARY.redaction]));
    const seen = new Set(hits.map(({ canary }) => canary));
    expect(Object.values(CANARY).filter((canary) => !seen.has(canary))).toEqual([]);
  });

  test('finds a word in every form, and in what is packed', async () => {
    const word = 'Zплантq word';
    for (const [form, bytes] of formsOf(word)) {
      expect(Buffer.concat([Buffer.from('around '), bytes, Buffer.from(' it')]).includes(bytes), form).toBe(true);
    }
    for (const offset of [0, 1, 2]) {
      const text = Buffer.from(Buffer.from(`${'x'.repeat(offset)}${word} and more`).toString('base64'));
      expect(formsOf(word).some(([form, bytes]) => form.includes('base64') && text.includes(bytes))).toBe(true);
    }
    const head = Buffer.alloc(30);
    head.write('PK\x03\x04', 'latin1');
    head.writeUInt16LE(8, 8);
    const zip = Buffer.concat([head, deflateRawSync(Buffer.from(`before ${word}`))]);
    expect(packedIn(zip).some((part) => part.includes(word))).toBe(true);
  });
});

describe('the public twin', () => {
  test('is whole, and so is that for the court', async () => {
    for (const dir of [court(), open()]) {
      expect(await verifyBundle(dir, unwatched)).toMatchObject({ ok: true, problems: [] });
    }
    expect([published.bundle?.path, published.publicTwin?.path]).toEqual([court(), open()]);
    expect(readdirSync(root).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('holds no canary, no name of this machine and no path', () => {
    const words = [...Object.values(CANARY), ...realNames(), root, 'zaccountq', 'zleakdirq', 'Lavf', 'Lavc'];
    expect(searchFolder(open(), words)).toEqual([]);
  });

  test('as a zip holds none either', async () => {
    const markIds = [found.open[1]?.id ?? ''];
    const { bundle } = await exportTo(found.core, join(root, 'zipped'), { markIds, profile: 'public', zip: true });
    expect(bundle?.path).toBe(join(root, 'zipped.zip'));
    const bytes = readFileSync(join(root, 'zipped.zip'));
    const forms = Object.values(CANARY).flatMap((canary) => formsOf(canary));
    expect(forms.filter(([, form]) => bytes.includes(form))).toEqual([]);
    expect(bytes.includes('data/bundle.json')).toBe(true);
  });

  test('says how much it hides, not what', () => {
    const log = JSON.parse(readFileSync(join(open(), 'data/redaction-log.json'), 'utf8'));
    expect(log).toMatchObject({ total: { redactions: 6, exhibits: 1 }, profile: 'public' });
    const [, , , last] = log.exhibits;
    expect(log.exhibits[0]).toMatchObject({ number: '1', sound: 'untreated', entries: [] });
    expect(last.sound).toBe('treated');
    expect(last.entries.map((each: { kind: string; frames: number }) => [each.kind, each.frames])).toEqual([
      ...[
        ['blur', 16],
        ['mute', 10],
        ['pixelate', 17],
        ['solid', 17],
        ['tone', 10],
        ['voice', 14],
      ],
    ]);
    expect(JSON.stringify(log)).not.toMatch(/"(x|y|regions|id)"/);
    const exhibit = JSON.parse(readFileSync(join(open(), 'data/exhibits/4/exhibit.json'), 'utf8'));
    expect(exhibit.burnt.redactions).toHaveLength(6);
    for (const one of exhibit.burnt.redactions) {
      expect(one).toMatchObject({ id: expect.stringMatching(/^r\d$/), frames: null, form: null, regions: [] });
    }
  });

  test('is told in the ledger with its profile and counts, and warned about untreated sound', async () => {
    const { entries } = await found.core.call('custody.ledger', {});
    const made = entries.filter(({ action }) => action === 'bundle.exported').slice(1, 3);
    const redactions = { blur: 1, mute: 1, pixelate: 1, solid: 1, tone: 1, voice: 1 };
    expect(made.map(({ details }) => [details.profile, details.twin, details.redactions])).toEqual([
      ['court', true, redactions],
      ['public', true, redactions],
    ]);
    expect(published.warnings).toMatchObject([{ code: 'sound_untreated', exhibits: ['1'] }]);
  });
});

describe('what is hidden', () => {
  const folder = () => join(open(), 'data/exhibits/4');
  const own = () => planesOf(found.film, 320, 240).slice(50, 100);

  async function shown(): Promise<Map<string, Planes[]>> {
    const grey = async (picture: Uint8Array): Promise<Planes> => {
      const y = await sharp(picture).resize(320, 240, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer();
      return { width: 320, height: 240, y, chroma: Buffer.alloc(0) };
    };
    const files = readdirSync(folder());
    const films = files.filter((name) => /^(clip|clean)\.mp4$|\.mov$/.test(name) && name !== 'burn-in.mov');
    const pictures = new Map(films.map((name) => [name, planesOf(join(folder(), name), 320, 240)]));
    for (const name of files.filter((file) => /^still.*\.png$/.test(file))) {
      pictures.set(name, [await grey(readFileSync(join(folder(), name)))]);
    }
    pictures.set('sheet.pdf', await Promise.all(jpegsOf(readFileSync(join(folder(), 'sheet.pdf'))).map(grey)));
    return pictures;
  }

  test('resembles the source in no film, still, poster and sheet', async () => {
    const source = own();
    const pictures = await shown();
    expect([...pictures.keys()]).toEqual(
      expect.arrayContaining(['clip.mp4', 'clean.mp4', 'still-in.png', 'sheet.pdf']),
    );
    for (const [name, list] of pictures) {
      for (const [i, picture] of list.entries()) {
        const same = list.length === source.length ? [source[i] as Planes] : [source[0], source.at(-1)];
        for (const one of same) expect(similarity(one as Planes, picture, FACE), `${name} ${i}`).toBeLessThan(0.3);
      }
    }
    // The judge tells: outside of the region the same pictures are alike.
    const beside = { x: 0.7, y: 0.1, width: 0.25, height: 0.4 };
    const clean = pictures.get('clean.mp4') ?? [];
    for (const [i, picture] of clean.entries()) {
      expect(similarity(source[i] as Planes, picture, beside)).toBeGreaterThan(0.8);
    }
  });

  test('is heard in neither of its films', () => {
    const source = samplesOf(found.film).subarray(50 * 1920);
    for (const name of ['clip.mp4', 'clean.mp4']) {
      const made = samplesOf(join(folder(), name));
      for (const [from, to] of Object.values(SOUNDS)) {
        const [a, b] = [(from - 50) * 1920 + 1100, (to - 49) * 1920 - 1100];
        expect(Math.abs(bestCorrelation(source, made, a, b, 300)), `${name} ${from}`).toBeLessThan(0.1);
      }
      expect(bestCorrelation(source, made, 1920, 4 * 1920, 2)).toBeGreaterThan(0.9);
    }
  });
});
