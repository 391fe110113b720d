import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingClock } from '../../../../../shared/clock.ts';
import { type ClockWordsText, clockWords, unitsOf } from '../../../../../shared/clock-words.ts';
import type { Language } from '../../../../../shared/violation.ts';
import { marginText } from '../../../../../shared/wall-text.ts';

/** Words of one language for everything that leaves the library: sheets, list, index page, instructions. */
export interface SheetText {
  readonly lang: Language;
  /** The text of a dotted key with its `{{names}}` filled in. An unknown key is a defect and throws. */
  t(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** A whole number with the language's grouping. */
  number(value: number): string;
  /** A share of 1 as a percentage with one digit after the point. */
  share(value: number): string;
  /** An ISO 8601 instant with the offset it was written with; a local time says that it has none. To the second unless `fine`. */
  instant(iso: string, fine?: boolean): string;
  /** `19 November 2026` of `2026-11-19`. */
  day(date: string): string;
  /** What a time is known to, in milliseconds: `2.1 s`. */
  margin(ms: number): string;
  /** The one sentence about where a recording's time of day comes from. */
  clockWords(clock: RecordingClock): string;
  /** That sentence in English, as libraries keep it. */
  keptClockWords(clock: RecordingClock): string;
  /** Whether a kept text is that sentence, which is kept in English, or somebody's own words. */
  isClockWords(kept: string, clock: RecordingClock): boolean;
}

type Tree = { readonly [key: string]: string | Tree };

const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/;

/** Reads `locales/<lang>/sheet.json` and `clock-words.json` of the shipped data. */
export function loadSheetText(resourcesDir: string, lang: Language): SheetText {
  const t = loadTexts(resourcesDir, lang, 'sheet.json');
  const aboutClocks = loadTexts(resourcesDir, lang, 'clock-words.json');
  const keptClockWords = (clock: RecordingClock) =>
    clockWords(clock, loadTexts(resourcesDir, 'en', 'clock-words.json'));
  const locale = lang === 'en' ? 'en-GB' : lang;
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return {
    lang,
    t,
    number: (value) => whole.format(value),
    share: (value) => percent.format(value),
    instant: (iso, fine = false) => instantText(iso, locale, t('noOffset'), fine),
    day: (date) => dayFormat(locale, 'UTC').format(new Date(`${date}T00:00:00Z`)),
    margin: (ms) => marginText(ms, unitsOf(aboutClocks)),
    clockWords: (clock) => clockWords(clock, aboutClocks),
    keptClockWords,
    isClockWords: (kept, clock) => kept === keptClockWords(clock),
  };
}

function loadTexts(resourcesDir: string, lang: Language, name: string): ClockWordsText {
  const texts = JSON.parse(readFileSync(join(resourcesDir, 'locales', lang, name), 'utf8')) as Tree;
  return (key, values = {}) => fill(lookUp(texts, key, `${lang}/${name}`), values);
}

function lookUp(texts: Tree, key: string, file: string): string {
  let at: string | Tree | undefined = texts;
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  if (typeof at !== 'string') throw new Error(`no text ${key} in ${file}`);
  return at;
}

const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));

/**
 * "19 November 2026, 20:15:00 (UTC+05:00)". The wall clock of the offset that was stated is shown, never that of the
 * machine which makes the bundle: a court reads the time at the place.
 */
function instantText(iso: string, locale: string, noOffset: string, fine: boolean): string {
  const offset = OFFSET.exec(iso)?.[1];
  const zone = offset === undefined || offset === 'Z' ? 'UTC' : offset.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const date = new Date(offset === undefined ? `${iso}Z` : iso);
  if (Number.isNaN(date.getTime())) return iso;
  const day = dayFormat(locale, zone);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: zone, hourCycle: 'h23' });
  const shown = offset === undefined ? noOffset : zone === 'UTC' ? 'UTC' : `UTC${zone}`;
  const fraction = fine ? (/\.\d+/.exec(iso)?.[0] ?? '') : '';
  return `${day.format(date)}, ${time.format(date)}${fraction} (${shown})`;
}

const dayFormat = (locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone });

/** A hash in groups of eight, so that two of them can be compared by eye. */
export const grouped = (hash: string): string => hash.replace(/(.{8})(?=.)/g, '$1 ');
