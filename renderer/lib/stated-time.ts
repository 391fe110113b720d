/**
 * A time as a person states it: date, clock and zone, each as far as it is known. It is kept in the zone it was stated
 * in and never converted.
 */
export interface Stated {
  /** `2026-03-12 10:42:07`, or empty. */
  readonly text: string;
  /** `+05:00`, `Z`, or empty when the zone is not known. */
  readonly zone: string;
}

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?$/;

/** Takes apart what the library keeps. */
export function splitStated(iso: string | null): Stated {
  const [, day, clock, zone] = ISO.exec(iso ?? '') ?? [];
  if (day === undefined || clock === undefined) return { text: iso ?? '', zone: '' };
  return { text: `${day} ${clock}`, zone: zone === '+00:00' ? 'Z' : (zone ?? '') };
}

const TYPED =
  /^(?:(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4}))[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s*(Z|UTC|[+-]\d{1,2}(?::?\d{2})?)?$/i;

/** `+5`, `+0530`, `utc` as the library keeps a zone; null for what is none. */
export function readZone(typed: string): string | null {
  if (/^(z|utc)$/i.test(typed)) return 'Z';
  const [, sign, hours, minutes = '00'] = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(typed) ?? [];
  if (sign === undefined || hours === undefined) return null;
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

const two = (text: string): string => text.padStart(2, '0');

/** True for a day and clock that exist; 30 February and 24:01 do not. */
function exists(day: string, clock: string): boolean {
  const date = new Date(`${day}T${clock}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T${clock.slice(0, 5)}`);
}

export type Read = { readonly ok: true; readonly iso: string | null } | { readonly ok: false };

/**
 * Reads a typed time such as `2026-03-12 10:42`, `12.03.2026 10:42:07` or one with a zone behind it, which then
 * outranks `zone`. An empty text clears.
 */
export function readStated(text: string, zone: string): Read {
  const typed = text.trim();
  if (typed === '') return { ok: true, iso: null };
  const match = TYPED.exec(typed);
  if (match === null) return { ok: false };
  const [, y1, m1, d1, d2, m2, y2, hour = '', minute = '', second = '00', fraction = '', typedZone] = match;
  const day = `${y1 ?? y2}-${two(m1 ?? m2 ?? '')}-${two(d1 ?? d2 ?? '')}`;
  const clock = `${two(hour)}:${minute}:${second}${fraction}`;
  const offset = typedZone === undefined ? zone : readZone(typedZone);
  if (offset === null || !exists(day, clock)) return { ok: false };
  return { ok: true, iso: `${day}T${clock}${offset}` };
}

/** Offsets in use, west to east (IANA zone database, 2026). */
export const ZONES: readonly string[] = [
  '-12:00',
  '-11:00',
  '-10:00',
  '-09:30',
  '-09:00',
  '-08:00',
  '-07:00',
  '-06:00',
  '-05:00',
  '-04:00',
  '-03:30',
  '-03:00',
  '-02:00',
  '-01:00',
  'Z',
  '+01:00',
  '+02:00',
  '+03:00',
  '+03:30',
  '+04:00',
  '+04:30',
  '+05:00',
  '+05:30',
  '+05:45',
  '+06:00',
  '+06:30',
  '+07:00',
  '+08:00',
  '+08:45',
  '+09:00',
  '+09:30',
  '+10:00',
  '+10:30',
  '+11:00',
  '+12:00',
  '+12:45',
  '+13:00',
  '+14:00',
];
