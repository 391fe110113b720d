/** Numbers, sizes and times in words of the person's language. Pure: the language is always passed in. */

const SIZE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** `1.4 GB`: decimal units as file managers and disks use them; three digits at most before the unit. */
export function formatBytes(bytes: number, language: string): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < SIZE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  const options: Intl.NumberFormatOptions = {
    style: 'unit',
    unit: SIZE_UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  };
  return new Intl.NumberFormat(language, options).format(value);
}

/** `12.3 MB/s`. */
export const formatByteRate = (perSecond: number, language: string): string => `${formatBytes(perSecond, language)}/s`;

/** Making one takes a thousand times as long as using it, and frame numbers change thirty times a second. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(language: string, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  numberFormats.set(key, made);
  return made;
}

export const formatNumber = (value: number, language: string, digits = 0): string =>
  numberFormat(language, digits).format(value);

const two = (value: number): string => String(value).padStart(2, '0');

/** `12:07` or `1:02:07`: length of a recording, or time left, without fractions. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

const RELATIVE: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `2 days ago`. `at` and `now` are instants; anything under a minute reads as now. */
export function formatAgo(at: string | Date, now: Date, language: string): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, length] of RELATIVE) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(0, 'second');
}

/** `12 Mar 2026, 10:42` in the zone of this machine. Empty for what is not a date. */
export function formatInstant(at: string, language: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

const STATED = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:\d{2})?$/;

export interface StatedParts {
  /** `2026-03-12 10:42` */
  readonly minute: string;
  /** `:07 +05:00`, ` UTC` or empty: what a narrow column leaves out. */
  readonly rest: string;
}

/** A stated time in the two parts that a list shows; all of it in the first when it is no time. */
export function statedParts(at: string): StatedParts {
  const [, day, clock, seconds, zone] = STATED.exec(at) ?? [];
  if (day === undefined) return { minute: at, rest: '' };
  const exact = seconds === undefined || /^0+(\.0+)?$/.test(seconds) ? '' : `:${seconds}`;
  const offset = zone === undefined ? '' : zone === 'Z' ? ' UTC' : ` ${zone}`;
  return { minute: `${day} ${clock}`, rest: exact + offset };
}

/**
 * `2026-03-12 10:42:07 +05:00`: a stated recording time exactly as it was stated, with its own zone, never converted
 * to that of this machine. A time without a zone is shown without one.
 */
export function formatStated(at: string): string {
  const { minute, rest } = statedParts(at);
  return minute + rest;
}
