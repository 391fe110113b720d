import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Codebook, LANGUAGES } from '../../shared/violation.ts';

const folder = join(import.meta.dirname, '../../resources/codebooks');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const GROUP_SIZES = { A: 4, B: 8, C: 4, D: 7, E: 6, F: 7, G: 11, H: 6 };
/** Types whose Kazakh label was copied from a source and needs no further check. */
const COPIED = ['A1', 'A2', 'B2', 'B3', 'E6'];
/** Everything a Kazakh or Russian label may be written with; Latin look-alikes are not in it. */
const CYRILLIC_LABEL = /^[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі «».,:;/()–-]+$/u;

describe.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('codebook %s', (file) => {
  const book = Codebook.parse(JSON.parse(read(file)));
  const letters = book.groups.map((group) => group.letter);

  test('is named by its id and keeps the order of its groups', () => {
    expect(file).toBe(`${book.id}.json`);
    expect(letters).toEqual([...letters].sort());
    expect(book.types.map((type) => type.group)).toEqual([...book.types.map((type) => type.group)].sort());
  });

  test('has unique codes, each in the group of its letter', () => {
    expect(new Set(book.types.map((type) => type.code)).size).toBe(book.types.length);
    for (const type of book.types) {
      expect(type.code[0]).toBe(type.group);
      expect(letters).toContain(type.group);
    }
  });

  test('has labels in every language without stray marks', () => {
    const labels = [book.title, ...book.groups.map((g) => g.label), ...book.types.map((t) => t.label)];
    for (const label of labels) {
      for (const language of LANGUAGES) {
        expect(label[language]).toBe(label[language].trim());
        expect(label[language]).not.toMatch(/[*|]/);
        expect(label[language]).toBe(label[language].normalize('NFC'));
      }
      expect(label.ru, 'Russian').toMatch(CYRILLIC_LABEL);
      expect(label.kk, 'Kazakh').toMatch(CYRILLIC_LABEL);
    }
  });

  test('states from when to when it holds', () => {
    expect(book.validFrom).not.toBeNull();
    if (book.validFrom !== null && book.validTo !== null) expect(book.validFrom < book.validTo).toBe(true);
  });

  test('explains every abbreviation that its legal basis begins with', () => {
    for (const type of book.types) {
      for (const { reference } of type.basis) {
        const known = Object.keys(book.abbreviations).some((short) => reference.startsWith(short));
        expect(known, `${type.code}: ${reference}`).toBe(true);
      }
    }
  });

  test('names a source wherever it claims one', () => {
    for (const type of book.types) {
      if (type.basis.some((basis) => basis.ground === 'sourced')) expect(type.sources, type.code).not.toEqual([]);
    }
  });
});

describe('Kazakhstan 2019', () => {
  const text = read('kz-2019.json');
  const book = Codebook.parse(JSON.parse(text));
  const find = (code: string) => book.types.find((type) => type.code === code);

  test('holds all 53 types of the eight groups', () => {
    const sizes = Object.fromEntries(book.groups.map(({ letter }) => [letter, 0]));
    for (const type of book.types) sizes[type.group] = (sizes[type.group] ?? 0) + 1;
    expect(sizes).toEqual(GROUP_SIZES);
    expect(book.types).toHaveLength(53);
  });

  test('keeps every Kazakh letter', () => {
    const kazakh = book.types.map((type) => type.label.kk).join('');
    for (const letter of 'әғқңөұүі') expect(kazakh, letter).toContain(letter);
    expect(find('B1')?.label.kk).toBe('Бюллетеньдерді топтап салу');
    expect(find('E6')?.label.kk).toBe('Дауыстарды санау басталғаннан кейін сайлаушылар тізіміне өзгерістер енгізу');
    expect(text).not.toContain('\uFFFD');
  });

  test('says which labels still need a native check', () => {
    for (const type of book.types) {
      expect(type.needsNativeCheck, type.code).toEqual(COPIED.includes(type.code) ? [] : ['kk']);
    }
  });

  test('ends when the law it quotes was replaced', () => {
    expect(book.validTo).toBe('2026-06-30');
    expect(book.note).toContain('was not found');
  });

  test('grounds references as the sources allow', () => {
    expect(find('B2')?.basis).toContainEqual({ reference: 'CAO 110', ground: 'sourced' });
    expect(find('B1')?.basis).toContainEqual({ reference: 'CC 151', ground: 'known' });
    expect(find('E4')?.basis).toContainEqual({ reference: 'CLE 43', ground: 'inferred' });
  });

  test('finds observers by the word of the law and by the word of the leaflets', () => {
    for (const type of book.types.filter(({ group }) => group === 'D')) {
      expect(type.synonyms, type.code).toEqual(expect.arrayContaining(['байқаушы', 'бақылаушы', 'observer', 'proxy']));
    }
  });
});
