import { namedCharacter, visibleText } from './visible-text.ts';

/**
 * Characters that the bundled fonts have, as far as they are wanted: Latin, Cyrillic with all Kazakh letters, signs. A
 * canvas would take others from whatever fonts a machine has, and no two machines would draw the same.
 */
const DRAWN =
  /[\u0020-\u007e\u00a1-\u00ac\u00ae-\u0148\u014a-\u017f\u0400-\u0479\u048a-\u049d\u04a0-\u04ff\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u20b8\u2116\u2122\u2190-\u2193\u2212\u2264\u2265]/u;

/** Whether a character is drawn as it is. */
export const isDrawn = (character: string): boolean => DRAWN.test(character);

/**
 * A line of text as it is drawn: composed, with what is hidden, turns the direction or is in no bundled font told by its
 * number. What is stored stays as it was written.
 */
export const drawnText = (line: string): string =>
  [...visibleText(line.normalize('NFC'))].map((each) => (isDrawn(each) ? each : namedCharacter(each))).join('');
