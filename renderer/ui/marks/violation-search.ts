import type { Mark } from '../../../shared/mark.ts';
import type { Language, ViolationType } from '../../../shared/violation.ts';

/** Kazakh letters and their nearest Russian ones, for people who type without a Kazakh layout. */
const PLAIN: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
  й: 'и',
};

/** Lower case without accents, Kazakh letters folded: what two spellings of a word have in common. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/./gu, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** How well one word of the query fits a type; 0 when it does not occur at all. */
function wordScore(type: ViolationType, word: string, language: Language): number {
  if (fold(type.code) === word) return 100;
  if (fold(type.code).startsWith(word)) return 60;
  const starts = (text: string) => ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${word}`);
  if (starts(type.label[language])) return 50;
  if (starts(type.label.en) || starts(type.label.ru) || starts(type.label.kk)) return 40;
  if (type.synonyms.some(starts)) return 30;
  if (starts(type.definition)) return 15;
  const everything = [type.label.en, type.label.ru, type.label.kk, ...type.synonyms].map(fold);
  return word.length > 2 && everything.some((text) => text.includes(word)) ? 10 : 0;
}

/** Types in which every word of the query occurs, best first; the codebook's order decides ties. Empty finds all. */
export function searchViolations(types: readonly ViolationType[], query: string, language: Language): ViolationType[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const scored = types.map((type, at) => {
    const scores = words.map((word) => wordScore(type, word, language));
    return { type, at, score: scores.some((s) => s === 0) ? -1 : scores.reduce((a, b) => a + b, 0) };
  });
  return scored
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ type }) => type);
}

/** The library's most used types, at most nine: what the keys 1–9 stand for. */
export function favouriteCodes(marks: readonly Mark[], types: readonly ViolationType[]): string[] {
  const uses = new Map<string, number>();
  for (const code of marks.flatMap((mark) => mark.violations)) uses.set(code, (uses.get(code) ?? 0) + 1);
  return types
    .map((type, at) => ({ code: type.code, at, count: uses.get(type.code) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.at - b.at)
    .slice(0, 9)
    .map(({ code }) => code);
}

export const groupOf = (code: string): string => code.charAt(0).toUpperCase();
