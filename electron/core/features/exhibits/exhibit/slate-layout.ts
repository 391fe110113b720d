import { drawnText } from '../../../../../shared/annotation-letters.ts';
import { plainSpaces } from '../../../../../shared/visible-text.ts';

/** One text of the plate. Everything is in thousandths of the plate's height, its width as well. */
export interface SlateBlock {
  readonly text: string;
  readonly top: number;
  /** Heights of letters from the wanted to the least one, each with as many rows as there is room for. */
  readonly sizes: readonly (readonly [letters: number, rows: number])[];
}

/** A row as it is drawn: where its middle is, and its height of letters. */
export interface SlateRow {
  readonly text: string;
  readonly middle: number;
  readonly letters: number;
}

/** How wide a text is with letters of this height. */
export type WidthOf = (text: string, letters: number) => number;

const LINE_HEIGHT = 1.25;
const MORE = '…';

/**
 * The rows of a text within `room`: with the first letters that it fits with, else with the last ones and shortened,
 * which is seen by three dots. Characters that cannot be drawn are told by their numbers, line ends among them: a text
 * can reach neither the next one nor the edge of the plate.
 */
export function slateRows({ text, top, sizes }: SlateBlock, room: number, widthOf: WidthOf): SlateRow[] {
  const shown = drawnText(plainSpaces(text)).trim();
  if (shown === '') return [];
  const placed = (rows: readonly string[], letters: number): SlateRow[] =>
    rows.map((row, at) => ({ text: row, letters, middle: top + letters * (at * LINE_HEIGHT + 0.6) }));
  let shortened: SlateRow[] = [];
  for (const [letters, most] of sizes) {
    const fits = (row: string) => widthOf(row, letters) <= room;
    const rows = broken(shown, fits, most);
    if (rows.length <= most) return placed(rows, letters);
    const last = `${rows[most - 1] ?? ''} `;
    shortened = placed([...rows.slice(0, most - 1), cut(last, fits)], letters);
  }
  return shortened;
}

/** What is never divided: a character, or the number that stands for one. */
const unitsOf = (text: string): string[] => text.match(/‹U\+[0-9A-F]{4,6}›|./gu) ?? [];

/** Broken between words, else within one; as soon as there are more than `most` rows, the rest is left out. */
function broken(text: string, fits: (row: string) => boolean, most: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const part of text.split(/(?<= )/u).flatMap((word) => (fits(word.trimEnd()) ? [word] : unitsOf(word)))) {
    if (row !== '' && !fits((row + part).trimEnd())) {
      rows.push(row.trimEnd());
      if (rows.length > most) return rows;
      row = '';
    }
    row += part;
  }
  return [...rows, row.trimEnd()];
}

function cut(text: string, fits: (row: string) => boolean): string {
  const units = unitsOf(text.trimEnd());
  while (units.length > 0 && !fits(units.join('').trimEnd() + MORE)) units.pop();
  return units.join('').trimEnd() + MORE;
}
