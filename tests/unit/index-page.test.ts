import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { safeExtension } from '../../electron/core/features/exhibits/bundle/bundle-originals.ts';
import { custodyExtract } from '../../electron/core/features/exhibits/bundle/custody-extract.ts';
import { exhibitDocument, exhibitFacts } from '../../electron/core/features/exhibits/exhibit/exhibit-record.ts';
import { assertSameMarks, throughGate } from '../../electron/core/features/exhibits/exhibit-selection.ts';
import { escapeHtml, html } from '../../electron/core/features/exhibits/pages/html-text.ts';
import { indexPage } from '../../electron/core/features/exhibits/pages/index-page.ts';
import { loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import { toolVersions } from '../../electron/core/features/exhibits/print/tool-versions.ts';
import { type BundleDocument, bundleJsonSchema } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import type { LedgerEntry } from '../../shared/custody.ts';
import type { Exhibit, Profile } from '../../shared/exhibit.ts';
import { aBundleDocument, aMark, anItem } from '../support/made-values.ts';

const resourcesDir = resolve(import.meta.dirname, '../../resources');
const HOSTILE = `</title><script>alert(1)</script><img src=x onerror="alert('2')"> & "quoted" \u202Etxt.exe`;

function anExhibit(title: string, note: string | null = null): Exhibit {
  const evidence = anItem({ source: 'Somebody', custodian: 'Someone', note: 'from Somebody', place: 'P-1' });
  return { number: '1', missing: [], evidence, mark: aMark({ title, note, in: 3, out: 5 }) };
}

function aBundle(exhibit: Exhibit, profile: Profile = 'court', group?: string): BundleDocument {
  const own = exhibitFacts(exhibit, profile, {
    findPlace: () => undefined,
    findViolation: () => undefined,
    keptClockWords: () => '',
  });
  const facts = group === undefined ? own : { ...own, group };
  const recipe = { tools: {}, input: {} };
  const file = (path: string, role: 'clip' | 'still') => ({ path, role, sha256: 'a'.repeat(64), bytes: 1, recipe });
  const files = [file('clip.mp4', 'clip'), file('still-in.png', 'still')];
  return aBundleDocument([exhibitDocument(exhibit, facts, ['0'.repeat(32)], files)], profile, HOSTILE);
}

const pageOf = (exhibit: Exhibit, profile: Profile = 'court', group?: string): string =>
  indexPage({
    resourcesDir,
    text: loadSheetText(resourcesDir, 'en'),
    bundle: aBundle(exhibit, profile, group),
    firstPts: new Map([['1', 0]]),
  });

describe('the index page', () => {
  test('shows hostile text as the text it is', () => {
    const page = pageOf(anExhibit(HOSTILE, HOSTILE));
    expect(page).not.toContain('<script>alert');
    expect(page).not.toMatch(/<img[^>]+onerror/);
    expect(page.match(/<title>/g)).toHaveLength(1);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('&quot;quoted&quot;');
  });

  test('names the section of its exhibits, as the text it is', () => {
    expect(pageOf(anExhibit('Box'), 'court', 'Урна <b>')).toContain('<h2 class="group"><bdi>Урна &lt;b&gt;</bdi></h2>');
    expect(pageOf(anExhibit('Box'))).not.toContain('class="group"');
  });

  test('a title that looks like a placeholder of the template stays as it is', () => {
    expect(pageOf(anExhibit('{{script}} {{style}} $& $1'))).toContain('<bdi>{{script}} {{style}} $&amp; $1</bdi>');
  });

  test('without its scripts it still names the exhibit, plays the clip and shows the picture', () => {
    const still = pageOf(anExhibit('Box')).replace(/<script\b[\s\S]*?<\/script>/g, '');
    expect(still).toContain('<source src="exhibits/1/clip.mp4"');
    expect(still).toContain('<img src="exhibits/1/still-in.png"');
    expect(still).toMatch(/<video controls/);
    expect(still).toContain('sha256sum --quiet --strict -c manifest-sha256.txt');
  });

  test('asks for nothing outside of the bundle, and says so to the browser', () => {
    const page = pageOf(anExhibit('Box'));
    expect(page).toContain('default-src &#39;none&#39;');
    const references = [...page.matchAll(/\s(?:src|href|poster)="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(references.length).toBeGreaterThan(5);
    for (const reference of references) expect(reference).toMatch(/^(#|[a-z])[a-z0-9./-]*$/);
    expect(page).not.toMatch(/https?:\/\//);
  });

  test('the public one names nobody', () => {
    const page = pageOf(anExhibit('Box'), 'public');
    for (const name of ['Somebody', 'Someone', 'first reviewer', 'camera.mp4', 'alert'])
      expect(page).not.toContain(name);
  });

  test('markup is only what a template wrote', () => {
    expect(html`<p>${'<b>'}${html`<i>${'&'}</i>`}${null}${[html`x`, null]}${3}</p>`.markup).toBe(
      '<p>&lt;b&gt;<i>&amp;</i>x3</p>',
    );
    expect(escapeHtml('a\u0000b\uD800')).toBe('a‹U+0000›b‹U+D800›');
  });
});

describe('what a bundle says of the custody record', () => {
  const entry = (seq: number, subject: string | null): LedgerEntry => ({
    seq,
    at: '2026-03-09T09:00:00.000Z',
    operator: 'A Person',
    action: 'mark.created',
    subject,
    details: { title: 'secret' },
    prev: String(seq - 1).repeat(64),
    hash: String(seq).repeat(64),
  });
  const ledger = {
    entries: [entry(1, 'mk-1'), entry(2, 'mk-other'), entry(3, null)],
    head: { count: 3, hash: '3'.repeat(64), root: null },
  };

  test('a court reads what is about the exhibits, and every entry keeps its place in the chain', () => {
    const { entries, head } = custodyExtract(ledger, [anExhibit('Box')], 'court');
    expect(entries.map(({ withheld }) => withheld ?? false)).toEqual([false, true, true]);
    expect(entries.map(({ prev, hash }) => [prev, hash])).toEqual(ledger.entries.map(({ prev, hash }) => [prev, hash]));
    expect(entries[0]).toEqual(ledger.entries[0]);
    expect(head).toEqual(ledger.head);
  });

  test('the public reads hashes only', () => {
    const text = JSON.stringify(custodyExtract(ledger, [anExhibit('Box')], 'public'));
    for (const word of ['A Person', 'secret', 'mk-1', '2026']) expect(text).not.toContain(word);
    expect(text).toContain('3'.repeat(64));
  });
});

describe('choosing and numbering', () => {
  test('an exhibit keeps its number when another is blocked', () => {
    const exhibits = [
      { ...anExhibit('One'), missing: ['place' as const] },
      { ...anExhibit('Two'), number: '2' },
    ];
    expect(throughGate(exhibits, false)).toMatchObject({
      passed: [{ number: '2' }],
      blocked: [{ missing: ['place'] }],
    });
    expect(throughGate(exhibits, true)).toMatchObject({ passed: [{ number: '1' }, { number: '2' }], blocked: [] });
  });

  test('a new order names every exhibit once', () => {
    expect(() => assertSameMarks(['b', 'a'], ['a', 'b'])).not.toThrow();
    for (const wrong of [['a'], ['a', 'a'], ['a', 'c'], ['a', 'b', 'b'], []]) {
      expect(() => assertSameMarks(wrong, ['a', 'b'])).toThrow('every exhibit exactly once');
    }
  });

  test('an original keeps a usual extension only', () => {
    expect(
      ['a.MP4', 'b.tar.gz', 'c', '.hidden', 'd.m p4', 'e.очень', 'f.verylongextension'].map(safeExtension),
    ).toEqual(['.mp4', '.gz', '.bin', '.hidden', '.bin', '.bin', '.bin']);
  });
});

test('recipes name the versions that are pinned', () => {
  const { dependencies, version } = JSON.parse(readFileSync(join(resourcesDir, '../package.json'), 'utf8'));
  const versions = toolVersions(
    resourcesDir,
    'ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers',
  );
  expect(versions).toEqual({
    aigaq: version,
    pdfkit: dependencies.pdfkit,
    pdfium: dependencies['@hyzyla/pdfium'],
    sharp: dependencies.sharp,
    canvas: dependencies['@napi-rs/canvas'],
    ffmpeg: 'ffmpeg version 5.1.9-0+deb12u1',
  });
});

test('the schema that goes into a bundle describes all documents', () => {
  const schema = JSON.parse(bundleJsonSchema());
  expect(Object.keys(schema.$defs)).toEqual([
    'data/bundle.json',
    'data/exhibits/<number>/exhibit.json',
    'data/custody.json',
    'data/redaction-log.json',
  ]);
  expect(JSON.stringify(schema)).toContain('frameMd5');
});
