/** A query of thousands of words is no better than its first ones. */
const MOST_WORDS = 32;
export const MATCH_START = '\u2068';
export const MATCH_END = '\u2069';

/**
 * Turns what a person typed into an FTS5 query that cannot be malformed: every run of letters, digits and marks
 * becomes one quoted prefix, and all must match. Null when there is no word in it.
 */
export function matchExpression(query: string): string | null {
  const words = query.normalize('NFC').match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? [];
  const useful = words.filter((word) => /[\p{L}\p{N}\p{Co}]/u.test(word)).map((word) => word.toLowerCase());
  const distinct = [...new Set(useful)].slice(0, MOST_WORDS);
  return distinct.length === 0 ? null : distinct.map((word) => `"${word}"*`).join(' ');
}

/** Text as it is kept for search: composed, so that é and e + ◌́ are one, and without the signs that frame a match. */
export function searchable(parts: readonly (string | null | undefined)[]): string {
  return parts
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join('\n')
    .normalize('NFC')
    .replaceAll(MATCH_START, '')
    .replaceAll(MATCH_END, '');
}
