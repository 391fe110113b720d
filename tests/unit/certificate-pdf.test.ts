import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exhibitDocument, exhibitFacts } from '../../electron/core/features/exhibits/exhibit/exhibit-record.ts';
import { certificatePdf } from '../../electron/core/features/exhibits/print/certificate-pdf.ts';
import { loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import { toolVersions } from '../../electron/core/features/exhibits/print/tool-versions.ts';
import type { BundleDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { LANGUAGES, type Language } from '../../shared/violation.ts';
import { aMark, anItem } from '../support/made-values.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const resourcesDir = resolve(import.meta.dirname, '../../resources');
const versions = toolVersions(resourcesDir, 'ffmpeg version 5.1 Copyright (c) 2000');
const fingerprint = `SHA256:${'Ab1+'.repeat(10)}xyz`;
const [film, contents] = ['6a'.repeat(32), 'c0'.repeat(32)];
const dirs = sharedTempDirs('certificate');
const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: 'utf8' });
const packed = (text: string): string => text.replace(/\s+/g, '');
const lacking = ['pdftotext', 'pdffonts', 'qpdf', 'pdfinfo'].filter((tool) => run('which', tool).status !== 0);
if (lacking.length > 0) process.stdout.write(`Not judging certificates: ${lacking.join(', ')} not on this machine.\n`);

/** Two exhibits of one film, one of another; the film goes along. */
function aBundle(): Pick<BundleDocument, 'exhibits' | 'originals' | 'contentsSha256' | 'volume'> {
  const exhibits = [film, film, '7b'.repeat(32)].map((sha256, n) => {
    const exhibit = { number: `${n + 1}`, missing: [], mark: aMark({}), evidence: anItem({ sha256 }) };
    const facts = exhibitFacts(exhibit, 'court', {
      findPlace: () => undefined,
      findViolation: () => undefined,
      keptClockWords: () => '',
    });
    return exhibitDocument(exhibit, facts, [], []);
  });
  const originals = [{ path: `data/originals/${film}.mp4`, sha256: film, bytes: 7 }];
  return { exhibits, originals, contentsSha256: contents };
}

function aCertificate(
  lang: Language,
  operator: string | null = 'Reviewer Zeta',
  bundle: ReturnType<typeof aBundle> = aBundle(),
): Promise<Uint8Array> {
  return certificatePdf({
    resourcesDir,
    versions,
    text: loadSheetText(resourcesDir, lang),
    bundle,
    fingerprint,
    head: { count: 7, hash: 'a'.repeat(64), root: 'b'.repeat(64) },
    operator,
    madeAt: new Date('2026-03-09T09:00:00Z'),
  });
}

function saved(pdf: Uint8Array): string {
  const file = join(dirs(), 'certificate.pdf');
  writeFileSync(file, pdf);
  return file;
}

const textOf = (pdf: Uint8Array): string => packed(run('pdftotext', '-enc', 'UTF-8', saved(pdf), '-').stdout);

describe.runIf(lacking.length === 0)('the form of a certification', () => {
  test.each(LANGUAGES)('says in %s what was recorded, and asks for all that only a person can say', async (lang) => {
    const text = textOf(await aCertificate(lang));
    const { t } = loadSheetText(resourcesDir, lang);
    const told = ['SHA-256 (FIPS 180-4)', contents, fingerprint, film, 'ffmpeg version 5.1', 'Reviewer Zeta'];
    const asked = ['matter', 'name', 'position', 'qualification', 'knowledge', 'checks', 'manifest', 'basis', 'notice'];
    const lines = [...asked, 'date', 'signature'].map((key) => t(`certificate.blank.${key}`));
    for (const words of [...told, ...lines, t('certificate.original', { numbers: '1, 2' })]) {
      expect(text).toContain(packed(words));
    }
    expect(text.split(film)).toHaveLength(3);
    expect(text).toContain(packed(t('certificate.step.unknown')));
  });

  test('cites rules of evidence in English alone, where they are known', async () => {
    expect(textOf(await aCertificate('en'))).toContain('902(13)and902(14)');
    for (const lang of ['ru', 'kk'] as const) expect(textOf(await aCertificate(lang))).not.toMatch(/902|1746/);
  });

  test('never says more than unchanged since import', async () => {
    const text = textOf(await aCertificate('en'));
    expect(text).toContain('unchangedsinceimport');
    expect(text).not.toMatch(/isauthentic|aregenuine|isgenuine|authenticcopy|herebycertif/i);
  });

  test('names no operator in the public profile', async () => {
    const text = textOf(await aCertificate('en', null));
    expect(text).not.toContain('Operator');
    expect(text).not.toContain('Zeta');
  });

  test('in a volume says which, and names an original that is there without its exhibits', async () => {
    const volume = { group: 'g', number: 2, count: 3, behind: [] };
    const text = textOf(await aCertificate('en', null, { ...aBundle(), exhibits: [], volume }));
    expect(text).toContain('Volume2of3');
    expect(text).toContain(film);
  });

  test('is tagged PDF/A with embedded fonts, and the same when made again', async () => {
    const [one, two] = [await aCertificate('kk'), await aCertificate('kk')];
    expect(Buffer.compare(one, two)).toBe(0);
    const file = saved(one);
    expect(run('qpdf', '--check', file).status).toBe(0);
    expect(run('pdfinfo', file).stdout).toMatch(/Tagged:\s+yes/);
    expect(run('pdfinfo', '-meta', file).stdout).toContain('<pdfaid:part>2</pdfaid:part>');
    for (const font of run('pdffonts', file).stdout.trim().split('\n').slice(2)) expect(font).toMatch(/ yes yes yes /);
  });
});
