import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RedactionPack } from '../../shared/redaction-pack.ts';
import { LANGUAGES } from '../../shared/violation.ts';

const folder = join(import.meta.dirname, '../../resources/redaction');
const packs = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string) => RedactionPack.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
/** Everything a Kazakh or Russian label may be written with; Latin look-alikes are not in it. */
const CYRILLIC_LABEL = /^[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі «».,:;/()–-]+$/u;
const CYRILLIC_REFERENCE = /^[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі «».,:;/()–0-9-]+$/u;

describe.each(packs)('redaction pack %s', (file) => {
  const pack = read(file);
  const entries = [...pack.reasons, ...pack.bases];

  test('is named by its id, with unique codes', () => {
    expect(file).toBe(`${pack.id}.json`);
    for (const list of [pack.reasons, pack.bases]) {
      expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
    }
  });

  test('has labels in every language, and says which a native lawyer has not checked', () => {
    for (const { label, code, needsNativeCheck } of entries) {
      for (const language of LANGUAGES) {
        expect(label[language], code).toBe(label[language].trim().normalize('NFC'));
      }
      expect(label.ru, code).toMatch(CYRILLIC_LABEL);
      expect(label.kk, code).toMatch(CYRILLIC_LABEL);
      expect(new Set(needsNativeCheck).size).toBe(needsNativeCheck.length);
    }
    for (const letter of 'әғқңөұүі') expect(entries.map(({ label }) => label.kk).join(), letter).toContain(letter);
  });

  test('says what a basis refers to in every language', () => {
    for (const { reference, code } of pack.bases) {
      for (const language of LANGUAGES)
        expect(reference[language], code).toBe(reference[language].trim().normalize('NFC'));
      expect(reference.ru, code).toMatch(CYRILLIC_REFERENCE);
      expect(reference.kk, code).toMatch(CYRILLIC_REFERENCE);
    }
  });

  test('suggests only bases that it has', () => {
    const known = new Set(pack.bases.map(({ code }) => code));
    for (const { bases, code } of pack.reasons) {
      for (const basis of bases) expect(known.has(basis), `${code}: ${basis}`).toBe(true);
      expect(new Set(bases).size, code).toBe(bases.length);
    }
  });

  test('cites no article of a law without a source that says so', () => {
    for (const { reference, ground, sources, code } of pack.bases) {
      if (ground === 'sourced') expect(sources, code).not.toEqual([]);
      else
        expect(Object.values(reference).join('\n'), code).not.toMatch(
          /(article|art\.|section|§|стать[яи]|ст\.)\s*\d|\d-бап/i,
        );
    }
  });
});

test('codes are unique over all packs', () => {
  expect(packs.length).toBeGreaterThan(0);
  for (const part of ['reasons', 'bases'] as const) {
    const codes = packs.flatMap((file) => read(file)[part].map(({ code }) => code));
    expect(new Set(codes).size).toBe(codes.length);
  }
});
