import * as z from 'zod';
import { folderName } from './transliterate.ts';

/** Cyrillic letters that number things: without those that are mistaken for others (as GOST 2.105 letters its appendices). */
const CYRILLIC = [...'АБВГДЕЖИКЛМНПРСТУФХЦШЩЭЮЯ'];
const LATIN = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

export const NUMBER_STYLES = ['digits', 'latin', 'cyrillic'] as const;
export const MOST_START = 99_999;
export const MOST_DIGITS = 6;

/** How exhibits are counted. The n-th exhibit has the ordinal `start + n - 1`. */
export const Numbering = z.strictObject({
  style: z.enum(NUMBER_STYLES).default('digits'),
  /** Stands before each number as it is. */
  prefix: z
    .string()
    .max(20)
    .regex(/^[\p{L}\p{M}\p{N} .№/_-]*$/u, 'letters, digits, spaces and . - _ / № only')
    .refine((text) => text === text.trimStart(), 'no space in front')
    .default(''),
  start: z.int().min(1).max(MOST_START).default(1),
  /** Least digits of a number, filled up with zeros. */
  digits: z.int().min(1).max(MOST_DIGITS).default(1),
});
export type Numbering = z.infer<typeof Numbering>;

export const PLAIN_NUMBERING: Numbering = { style: 'digits', prefix: '', start: 1, digits: 1 };

/** A number as it was given to a mark for good. */
export const GivenNumber = z.object({
  markId: z.string().min(1),
  ordinal: z.int().min(1),
  /** As printed. */
  label: z.string().min(1),
  /** The folder's name in a bundle. */
  number: z.string().regex(/^[a-z0-9._-]{1,100}$/),
});
export type GivenNumber = z.infer<typeof GivenNumber>;

/** Bijective numbering: A … Z, AA, AB … */
function inLetters(ordinal: number, letters: readonly string[]): string {
  let left = ordinal;
  let text = '';
  while (left > 0) {
    const place = (left - 1) % letters.length;
    text = `${letters[place]}${text}`;
    left = (left - 1 - place) / letters.length;
  }
  return text;
}

/** An ordinal as it is printed: `А-07`. */
export function labelFor({ style, prefix, digits }: Numbering, ordinal: number): string {
  if (style === 'digits') return `${prefix}${String(ordinal).padStart(digits, '0')}`;
  return `${prefix}${inLetters(ordinal, style === 'latin' ? LATIN : CYRILLIC)}`;
}

/**
 * Numbers for marks in their order. One that has a number keeps it; the others get the next ones, beginning behind all
 * that were ever given. Labels and folders are unlike all others: where two would be one, an ordinal is passed over or
 * the folder's name gets an ending.
 */
export function numbersFor(
  markIds: readonly string[],
  numbering: Numbering,
  given: readonly GivenNumber[],
): GivenNumber[] {
  const byMark = new Map(given.map((each) => [each.markId, each]));
  const labels = new Set(given.map(({ label }) => label));
  const folders = new Set(given.map(({ number }) => number));
  let last = given.reduce((most, { ordinal }) => Math.max(most, ordinal), numbering.start - 1);
  return markIds.map((markId) => {
    const kept = byMark.get(markId);
    if (kept !== undefined) return kept;
    do last += 1;
    while (labels.has(labelFor(numbering, last)));
    const label = labelFor(numbering, last);
    const number = freeName(folderName(label), folders);
    labels.add(label);
    folders.add(number);
    return { markId, ordinal: last, label, number };
  });
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let n = 2;
  while (taken.has(`${name}-${n}`)) n += 1;
  return `${name}-${n}`;
}
