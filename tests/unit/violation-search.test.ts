import { describe, expect, it } from 'vitest';
import { favouriteCodes, fold, searchViolations } from '../../renderer/ui/marks/violation-search.ts';
import type { Mark } from '../../shared/mark.ts';
import type { ViolationType } from '../../shared/violation.ts';

const type = (code: string, en: string, ru: string, kk: string, synonyms: string[] = []): ViolationType => ({
  code,
  group: code.charAt(0),
  label: { en, ru, kk },
  definition: `${en} as the law has it`,
  basis: [{ reference: 'CLE 41', ground: 'sourced' }],
  sources: [],
  synonyms,
  needsNativeCheck: [],
});

const types = [
  type('B1', 'Ballot stuffing', 'Вброс бюллетеней', 'Бюллетеньдерді топтап салу'),
  type('B4', 'Carousel', '«Карусель»', '«Карусель», бірнеше рет дауыс беру', ['multiple voting']),
  type('D1', 'Denied entry', 'Недопуск наблюдателя', 'Байқаушыны учаскеге кіргізбеу', ['бақылаушы']),
  type('G1', 'Detention of observer', 'Задержание наблюдателя', 'Байқаушыны ұстау'),
  type('G10', 'Detention conditions', 'Условия содержания', 'Ұстау жағдайы'),
];
const find = (query: string) => searchViolations(types, query, 'en').map(({ code }) => code);

describe('searchViolations', () => {
  it('shows the whole codebook in its order before anything is typed', () => {
    expect(find('  ')).toEqual(['B1', 'B4', 'D1', 'G1', 'G10']);
  });

  it('finds by code, the exact one first', () => {
    expect(find('g1')).toEqual(['G1', 'G10']);
    expect(find('b')[0]).toBe('B1');
  });

  it('finds in all three languages and in synonyms', () => {
    expect(find('stuff')).toEqual(['B1']);
    expect(find('вброс')).toEqual(['B1']);
    expect(find('байқаушы')).toEqual(['D1', 'G1']);
    expect(find('бақылаушы')).toEqual(['D1']);
    expect(find('multiple')).toEqual(['B4']);
    expect(find('карусель')).toEqual(['B4']);
  });

  it('finds Kazakh words typed without Kazakh letters', () => {
    expect(find('байкаушы устау')).toEqual(['G1']);
    expect(fold('Қоқан-лоқы әжесі ң ү ө Ё')).toBe('кокан-локы ажеси н у о е');
  });

  it('wants every word and finds nothing for nonsense', () => {
    expect(find('detention observer')).toEqual(['G1']);
    expect(find('zzz')).toEqual([]);
  });
});

describe('favouriteCodes', () => {
  it('are the most used types', () => {
    const marks = [['B1', 'D1'], ['D1'], ['G1']].map((violations) => ({ violations }) as unknown as Mark);
    expect(favouriteCodes(marks, types)).toEqual(['D1', 'B1', 'G1']);
    expect(favouriteCodes([], types)).toEqual([]);
  });
});
