import type { FaceMs } from './clock.ts';

/** Short words for units of time in one language, such as `s`. */
export interface DurationUnits {
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

const SHORT: DurationUnits = { day: 'd', hour: 'h', minute: 'min', second: 's' };

/** `12 s`, `0.04 s`, `1 h 02 min 05 s`, `2191 d 03 h 00 min 00 s`: a length in milliseconds, its sign left out. */
export function lengthText(ms: number, units: DurationUnits = SHORT): string {
  const total = Math.abs(Math.round(ms));
  const seconds = (total % 60_000) / 1000;
  if (total < 60_000) return `${seconds} ${units.second}`;
  const [whole = '0', fraction] = String(seconds).split('.');
  const two = (value: number | string) => String(value).padStart(2, '0');
  const parts: [number, string][] = [
    [Math.floor(total / 86_400_000), units.day],
    [Math.floor(total / 3_600_000) % 24, units.hour],
    [Math.floor(total / 60_000) % 60, units.minute],
  ];
  const shown = parts.slice(parts.findIndex(([value]) => value > 0));
  const larger = shown.map(([value, unit], place) => `${place === 0 ? value : two(value)} ${unit}`);
  return [...larger, `${two(whole)}${fraction === undefined ? '' : `.${fraction}`} ${units.second}`].join(' ');
}

/**
 * A margin in milliseconds with no more digits than it deserves, rounded up so that it never says more than is known:
 * `12 s`, `2.1 s`, `0.05 s`.
 */
export function marginText(ms: number, units: DurationUnits = SHORT): string {
  const step = ms >= 10_000 ? 1000 : ms >= 1000 ? 100 : ms >= 10 ? 10 : 1;
  return lengthText(Math.ceil(ms / step) * step, units);
}

/** A time of day in the two parts that people read it in. */
export interface FaceText {
  /** `2026-03-12` */
  readonly date: string;
  /** `10:42:07.133` */
  readonly time: string;
}

/** Date and time of a clock's face; both empty for what is no time. */
export function faceText(ms: FaceMs): FaceText {
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) return { date: '', time: '' };
  const [date = '', time = ''] = at.toISOString().split('T');
  return { date, time: time.slice(0, 12) };
}

/** `2026-03-12T10:42:07.133+05:00`, without the fraction where it is zero; null outside the years 0 to 9999. */
export function faceIso(ms: FaceMs, zone: string | null): string | null {
  const { date, time } = faceText(ms);
  if (!/^\d{4}-/.test(date)) return null;
  return `${date}T${time.replace('.000', '')}${zone ?? ''}`;
}

/** `+05:00`, `UTC`, or empty when it is not known. */
export const zoneName = (zone: string | null): string => (zone === 'Z' || zone === '+00:00' ? 'UTC' : (zone ?? ''));

/** Milliseconds that a clock of this zone is ahead of UTC; null when the zone is not known or is none. */
export function zoneMs(zone: string | null): number | null {
  if (zone === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone ?? '') ?? [];
  if (sign === undefined) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** `10:42:07.133 +05:00 ± 2 s`; parts that are not known are left out. */
export function wallText(ms: FaceMs, zone: string | null, within: number | null, units?: DurationUnits): string {
  const { time } = faceText(ms);
  return [time, zoneName(zone), within === null ? '' : `± ${marginText(within, units)}`].filter(Boolean).join(' ');
}
