import { clockText } from '../../../shared/time.ts';

/** A stated recording time, kept in its own zone: what the camera's clock showed, never moved to the reader's zone. */
export interface RecordedAt {
  /** Milliseconds of the stated date and time read as if it were UTC; only for adding to and for showing. */
  readonly naiveMs: number;
  /** `UTC`, `+05`, `+05:30`, or empty when the zone was not stated. */
  readonly zone: string;
}

export interface WallClock {
  /** `2026-03-12` */
  readonly date: string;
  /** `10:42:07.133` */
  readonly time: string;
  readonly zone: string;
}

const ISO =
  /^(?<y>\d{4})-(?<mo>\d\d)-(?<d>\d\d)T(?<h>\d\d):(?<mi>\d\d)(?::(?<s>\d\d)(?:\.(?<f>\d+))?)?(?<z>Z|[+-]\d\d(?::?\d\d)?)?$/;

/** Reads an ISO 8601 date and time with or without zone; null when there is none or it cannot be read. */
export function parseRecorded(iso: string | null): RecordedAt | null {
  const part = ISO.exec(iso ?? '')?.groups;
  if (!part) return null;
  const number = (name: string) => Number(part[name] ?? 0);
  const fraction = Math.round(Number(`0.${part.f ?? '0'}`) * 1000);
  const naiveMs = Date.UTC(
    number('y'),
    number('mo') - 1,
    number('d'),
    number('h'),
    number('mi'),
    number('s'),
    fraction,
  );
  return Number.isFinite(naiveMs) ? { naiveMs, zone: zoneText(part.z) } : null;
}

function zoneText(zone: string | undefined): string {
  if (zone === undefined) return '';
  if (zone === 'Z') return 'UTC';
  const minutes = zone.slice(3).replace(':', '');
  return minutes === '' || minutes === '00' ? zone.slice(0, 3) : `${zone.slice(0, 3)}:${minutes}`;
}

/** What the clock showed `seconds` after the first picture. */
export function wallClockAt(recorded: RecordedAt, seconds: number): WallClock {
  const iso = new Date(recorded.naiveMs + Math.round(seconds * 1000)).toISOString();
  return { date: iso.slice(0, 10), time: iso.slice(11, 23), zone: recorded.zone };
}

/** Seconds after midnight that the clock showed at the first picture. */
export function secondsOfDay(recorded: RecordedAt): number {
  return (((recorded.naiveMs % 86_400_000) + 86_400_000) % 86_400_000) / 1000;
}

/** `10:42:07` of seconds since the first picture when the recording time is known, else the stream's own time. */
export function shortTime(recorded: RecordedAt | null, sinceFirst: number, streamSeconds: number): string {
  return recorded ? wallClockAt(recorded, sinceFirst).time.slice(0, 8) : clockText(streamSeconds).slice(0, -4);
}
