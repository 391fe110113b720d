import { clockStretches, frameAtWallTime } from '../../../shared/common-clock.ts';
import { type FrameIndex, frameAtSeconds, intervalSeconds, lastAtOrBefore } from '../../../shared/frames.ts';
import type { RecordedAt } from '../../ui/marks/wall-clock.ts';

/** Why a text names no frame. The screen turns it into a sentence. */
export type GoToProblem = 'unreadable' | 'frame-range' | 'pts-range' | 'time-range' | 'clock-unknown' | 'clock-range';
export type GoToKind = 'frame' | 'pts' | 'time' | 'clock';
export type GoToResult =
  | { readonly ok: true; readonly n: number; readonly as: GoToKind }
  | { readonly ok: false; readonly problem: GoToProblem };

const DAY_MS = 86_400_000;
const fail = (problem: GoToProblem): GoToResult => ({ ok: false, problem });

/** Seconds of `1:02.5`, `00:01:02.5` or `62.5s`; null when it is none of these. */
export function parseSpan(text: string): number | null {
  const plain = /^(\d+(?:[.,]\d+)?)\s*s$/.exec(text);
  if (plain) return Number((plain[1] ?? '').replace(',', '.'));
  const parts = /^(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)$/.exec(text);
  if (!parts) return null;
  const minutes = Number(parts[2]);
  const seconds = Number((parts[3] ?? '').replace(',', '.'));
  if (minutes > 59 || seconds >= 60) return null;
  return Number(parts[1] ?? 0) * 3600 + minutes * 60 + seconds;
}

/**
 * Reads what a person typed to go somewhere: `123` or `f 123` a frame counted from 0, `pts 411502`, `00:01:02.5` stream
 * time, `10:42:07` the recording's clock. A time that fits the stream is stream time unless `c` stands before it; one
 * that does not fit is read as clock. The answer is always a frame of the index, never a rounded second.
 */
export function parseGoTo(text: string, index: FrameIndex, recorded: RecordedAt | null): GoToResult {
  const parts = /^(frame|f|pts|p|time|t|clock|c)?\s*(.*)$/i.exec(text.trim());
  const prefix = (parts?.[1] ?? '').charAt(0).toLowerCase();
  const rest = (parts?.[2] ?? '').trim();
  if (prefix === 'p') return atPts(rest, index);
  const whole = /^\d[\d\s,\u00a0\u202f]*$/.test(rest) ? Number(rest.replace(/\D/g, '')) : null;
  if (whole !== null && (prefix === '' || prefix === 'f')) {
    return whole < index.pts.length ? { ok: true, n: whole, as: 'frame' } : fail('frame-range');
  }
  const span = parseSpan(rest);
  if (span === null || prefix === 'f') return fail('unreadable');
  if (prefix === 'c') return atClock(span, index, recorded);
  const onStream = atStreamTime(span, index);
  if (onStream.ok || prefix === 't' || !recorded || rest.endsWith('s')) return onStream;
  return atClock(span, index, recorded);
}

function atPts(text: string, index: FrameIndex): GoToResult {
  if (!/^-?\d+$/.test(text)) return fail('unreadable');
  const n = lastAtOrBefore(index.pts, Number(text));
  const last = index.pts[index.pts.length - 1] ?? 0;
  return n >= 0 && Number(text) <= last ? { ok: true, n, as: 'pts' } : fail('pts-range');
}

function atStreamTime(seconds: number, index: FrameIndex): GoToResult {
  const { start, end } = intervalSeconds(index, 0, index.pts.length - 1);
  if (seconds < start - 0.0005 || seconds > end) return fail('time-range');
  return { ok: true, n: frameAtSeconds(index, seconds), as: 'time' };
}

/** The first moment at or after the first picture at which the corrected clock read this time of day. */
function atClock(ofDay: number, index: FrameIndex, recorded: RecordedAt | null): GoToResult {
  if (!recorded) return fail('clock-unknown');
  const wanted = Math.round(ofDay * 1000);
  if (wanted >= DAY_MS) return fail('unreadable');
  for (const { start, end } of clockStretches(recorded.clock, index)) {
    const ms = start + ((((wanted - start) % DAY_MS) + DAY_MS) % DAY_MS);
    const n = ms < end ? frameAtWallTime(recorded.clock, index, ms) : 'after';
    if (typeof n === 'number') return { ok: true, n, as: 'clock' };
  }
  return fail('clock-range');
}
