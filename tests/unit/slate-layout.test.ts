import { expect, test } from 'vitest';
import { type SlateBlock, slateRows } from '../../electron/core/features/exhibits/exhibit/slate-layout.ts';

/** Every character is half as wide as it is high. */
const widthOf = (text: string, letters: number) => ([...text].length * letters) / 2;
const block = (text: string, sizes: SlateBlock['sizes'] = [[20, 2]]): SlateBlock => ({ text, top: 100, sizes });
const rows = (text: string, room = 100, sizes?: SlateBlock['sizes']) => slateRows(block(text, sizes), room, widthOf);
const texts = (...given: Parameters<typeof rows>) => rows(...given).map((row) => row.text);

test('a text that fits stands in one row as it was written', () => {
  expect(rows("%{pts}:'\\")).toEqual([{ text: "%{pts}:'\\", middle: 112, letters: 20 }]);
  expect(texts('=CMD()')).toEqual(['=CMD()']);
});

test('what is not seen, and the end of a line, is told by its number', () => {
  expect(texts('a\u202eb\nc', 1000)).toEqual(['a‹U+202E›b‹U+000A›c']);
  expect(texts('\u{1f4e6}', 1000)).toEqual(['‹U+1F4E6›']);
  // A number of the language is no such thing.
  expect(texts('1\u00a0000\u202f000', 1000)).toEqual(['1 000 000']);
});

test('rows are broken between words, and a word that is too long within', () => {
  expect(rows('one two three').map(({ text, middle }) => [text, middle])).toEqual([
    ['one two', 112],
    ['three', 137],
  ]);
  expect(texts('abcdefghijklmn')).toEqual(['abcdefghij', 'klmn']);
});

test('letters become smaller before anything is left out', () => {
  const sizes = [
    [20, 1],
    [10, 2],
  ] as const;
  expect(rows('one two three', 100, sizes)).toEqual([{ text: 'one two three', middle: 106, letters: 10 }]);
});

test('what does not fit at all ends in three dots, within the room', () => {
  for (const text of ['x'.repeat(500), 'word '.repeat(100), '\u{1f4e6}'.repeat(50), '\n'.repeat(50) + 'a'.repeat(90)]) {
    const shown = texts(text.trimStart() === text ? text : `.${text}`);
    expect(shown).toHaveLength(2);
    expect(shown.at(-1)).toMatch(/…$/);
    for (const row of shown) expect(widthOf(row, 20)).toBeLessThanOrEqual(100);
    // A number that stands for a character is whole or not there.
    expect(shown.join('').replaceAll(/‹U\+[0-9A-F]+›/g, '')).not.toMatch(/[‹›]/);
  }
});

test('nothing is no row', () => {
  expect(rows(' ')).toEqual([]);
});
