import type { CameraName, NumberedName } from './continuity-data.ts';

/** What a file's name says by its form. */
export interface ReadName {
  readonly rule: CameraName;
  /** Names with the same series belong to one run. */
  readonly series: string;
  readonly numbered: NameNumber | null;
  readonly span: NameSpan | null;
}

export interface NameNumber {
  readonly rule: NumberedName;
  readonly number: number;
  /** Digits of the number, so that it can be written as the camera does. */
  readonly digits: number;
  /** Part of a recording that the camera cut into files; null where the name has none. */
  readonly chapter: number | null;
  /** The name without its ending, with `#` for the number's digits. */
  readonly pattern: string;
}

/** Times of day in a name, in milliseconds; of an unknown zone, so that only differences mean anything. */
export interface NameSpan {
  readonly start: number;
  readonly end: number | null;
}

export type NameReader = (name: string) => ReadName | null;

/** No file system in use allows longer names; what a hostile case file names is not read further. */
const LONGEST_NAME = 255;
/** Remembered answers; names repeat whenever a report is made. */
const MOST_KEPT = 50_000;

/** Reads names by the table's patterns; the first that matches counts. */
export function nameReader(names: readonly CameraName[]): NameReader {
  // Copies that a system or a browser made carry a number in brackets after the camera's name.
  const patterns = names.map((rule) => ({
    rule,
    pattern: new RegExp(`^(?:${rule.pattern})(?: ?\\(\\d{1,3}\\))?$`, 'id'),
  }));
  const kept = new Map<string, ReadName | null>();

  const read = (name: string): ReadName | null => {
    if (name.length > LONGEST_NAME) return null;
    const [, stem = name, ending = ''] = /^(.+)\.([a-z0-9]{1,10})$/i.exec(name) ?? [];
    for (const { rule, pattern } of patterns) {
      if (rule.endings !== undefined && !rule.endings.includes(ending.toLowerCase())) continue;
      const match = pattern.exec(stem);
      if (match) return readName(rule, stem, match);
    }
    return null;
  };

  return (name) => {
    const known = kept.get(name);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const found = read(name);
    kept.set(name, found);
    return found;
  };
}

function readName(rule: CameraName, stem: string, match: RegExpExecArray): ReadName {
  const { series = '', chapter, date, time, endDate, endTime } = match.groups ?? {};
  const start = date !== undefined && time !== undefined ? instantOf(date, time) : null;
  const end = endDate !== undefined && endTime !== undefined ? instantOf(endDate, endTime) : null;
  const family = rule.kind === 'numbered' ? rule.family : undefined;
  return {
    rule,
    series: family ?? `${rule.id} ${series.toLowerCase()}`,
    numbered: rule.kind === 'numbered' ? numberOf(rule, stem, match, chapter) : null,
    span: start === null ? null : { start, end: end !== null && end > start ? end : null },
  };
}

function numberOf(rule: NumberedName, stem: string, match: RegExpExecArray, chapter?: string): NameNumber | null {
  const digits = match.groups?.number;
  const [from, to] = match.indices?.groups?.number ?? [0, 0];
  const number = Number(digits);
  if (digits === undefined || number < rule.from || number > rule.to) return null;
  const pattern = stem.slice(0, from) + '#'.repeat(digits.length) + stem.slice(to);
  return { rule, number, digits: digits.length, chapter: chapter === undefined ? null : Number(chapter), pattern };
}

/** `20190609` and `101010` as an instant, or null for what is no date. */
function instantOf(date: string, time: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)$/.exec(date)?.slice(1).map(Number);
  const clock = /^(\d\d)(\d\d)(\d\d)$/.exec(time)?.slice(1).map(Number);
  if (parts === undefined || clock === undefined) return null;
  const [year = 0, month = 0, day = 0] = parts;
  const [hours = 0, minutes = 0, seconds = 0] = clock;
  const at = new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds));
  const real = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && at.getUTCHours() === hours;
  return real && minutes < 60 && seconds < 60 ? at.getTime() : null;
}
