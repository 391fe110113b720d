import { faceMs } from './clock.ts';
import type { Metadata } from './evidence.ts';
import { faceIso, zoneMs } from './wall-text.ts';

/**
 * What kind of statement a tag makes, because each can be wrong in its own way. `camera`: local time with its offset,
 * as telephones write it when a recording begins. `creation`: the container's own date, meant as UTC at the beginning,
 * but some cameras write local time, some the end, and every copying program may write its own. `software`: the date of
 * whatever a program thought this was. `modified`: when the file was changed. `timecode`: a count of frames that may
 * be a time of day, without a date. `unset`: the zero of the container's calendar, so nothing at all.
 */
export const TAG_MEANINGS = ['camera', 'creation', 'software', 'modified', 'timecode', 'unset'] as const;
export type TagMeaning = (typeof TAG_MEANINGS)[number];

/** A date that was found in a file, and what it would be as a reading. */
export interface ClockSuggestion {
  readonly tag: string;
  /** The tag's text as it stands in the file. */
  readonly value: string;
  readonly meaning: TagMeaning;
  /** Date and time without zone, as a reading has it; null when the tag does not hold both. */
  readonly shown: string | null;
  /** Offset that the tag states; null when it states none. */
  readonly zone: string | null;
}

const KNOWN: readonly (readonly [RegExp, TagMeaning])[] = [
  [/^com\.apple\.quicktime\.creationdate$/, 'camera'],
  [/^creation_?time$/, 'creation'],
  [/timecode$/, 'timecode'],
  [/modif|tagged/, 'modified'],
  [/date|time|^(?:©day|icrd|idit)$/, 'software'],
];

/** Every date that a container's tags hold, those that usually say most first. */
export function suggestClocks({ tags }: Pick<Metadata, 'tags'>): ClockSuggestion[] {
  // A tag in a language, such as `date-deu`, says nothing new when the plain one says the same.
  const told = Object.entries(tags).filter(
    ([tag, value]) => tags[tag.replace(/-[a-z]{3}$/, '')] !== value || !/-[a-z]{3}$/.test(tag),
  );
  const found = told.flatMap(([tag, value]) => suggestion(tag, value));
  return found.sort((a, b) => TAG_MEANINGS.indexOf(a.meaning) - TAG_MEANINGS.indexOf(b.meaning));
}

function suggestion(tag: string, value: string): ClockSuggestion[] {
  const meaning = KNOWN.find(([name]) => name.test(tag.toLowerCase()))?.[1];
  if (meaning === undefined) return [];
  if (meaning === 'timecode') return [{ tag, value, meaning, shown: null, zone: null }];
  const read = readTagDate(value);
  if (read !== null) return [{ tag, value, ...read, meaning: isZero(read.shown) ? 'unset' : meaning }];
  // A day or a year alone is worth telling; a duration or a word is not.
  return /^\d{4}(?:[-/.:]?\d\d(?:[-/.:]?\d\d)?)?$/.test(value.trim())
    ? [{ tag, value, meaning, shown: null, zone: null }]
    : [];
}

/** QuickTime counts from 1904, Unix from 1970: a clock at its zero was never set. */
const isZero = (shown: string): boolean => /^(?:1904|1970)-01-01T/.test(shown);

const ISO = /^(\d{4})[-/:.](\d\d)[-/:.](\d\d)[T ]+(\d\d):(\d\d):(\d\d)(\.\d{1,9})?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WORDS = /^(?:[a-z]{3},? )?([a-z]{3}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$/i;

/** Reads the forms in which files hold a date with a time; null for anything else, 30 February included. */
export function readTagDate(value: string): (Pick<ClockSuggestion, 'shown' | 'zone'> & { shown: string }) | null {
  const text = value.trim();
  const [, year, month, day, h, m, s, fraction = '', zone] = ISO.exec(text) ?? [];
  if (year !== undefined) return real(`${year}-${month}-${day}T${h}:${m}:${s}${plainFraction(fraction)}`, zone);
  const [, name = '', date = '', clock, written] = WORDS.exec(text) ?? [];
  const number = MONTHS.indexOf(name.toLowerCase()) + 1;
  if (number === 0) return null;
  return real(`${written}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}T${clock}`, undefined);
}

/** Containers write `.000000` although they know whole seconds only. */
const plainFraction = (fraction: string): string => (/^\.0*$/.test(fraction) ? '' : fraction);

function real(shown: string, zone: string | undefined): { shown: string; zone: string | null } | null {
  const ms = faceMs(shown);
  if (Number.isNaN(ms) || faceIso(ms, null)?.slice(0, 19) !== shown.slice(0, 19)) return null;
  if (zone === undefined) return { shown, zone: null };
  if (/^(?:z|utc)$/i.test(zone)) return { shown, zone: 'Z' };
  const offset = zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return { shown, zone: offset };
}

/** The same instant on a clock of another zone. Unchanged where one of the two is not known. */
export function inZone(shown: string, from: string | null, to: string | null): string {
  const [a, b] = [zoneMs(from), zoneMs(to)];
  if (a === null || b === null || a === b) return shown;
  return faceIso(faceMs(shown) + b - a, null) ?? shown;
}
