import type { RecordingClock } from './clock.ts';
import { type DurationUnits, lengthText, marginText, zoneName } from './wall-text.ts';

/** Looks up a sentence part of `locales/<language>/clock-words.json` and fills in its `{{names}}`. */
export type ClockWordsText = (key: string, values?: Record<string, string | number>) => string;

/** More readings than this are told by their number and ends. */
const MOST_NAMED = 6;
const MOST_MEASURED = 1200;

export function unitsOf(t: ClockWordsText): DurationUnits {
  return { day: t('unit.day'), hour: t('unit.hour'), minute: t('unit.minute'), second: t('unit.second') };
}

/**
 * The one sentence that says where a recording's time of day comes from and what was done to it: "Clock in the picture,
 * read at frames 12 and 1537; shown in UTC+05:00; 12 s ahead of true time, measured by …, known to ± 1 s". Always the
 * same for the same clock, so that a sheet can tell whether a stored text is this one or somebody's own.
 */
export function clockWords(clock: RecordingClock, t: ClockWordsText): string {
  return [`${t(`basis.${clock.basis}`)}, ${readText(clock, t)}`, zoneText(clock, t), ...offsetTexts(clock, t)].join(
    '; ',
  );
}

function readText({ basis, readings }: RecordingClock, t: ClockWordsText): string {
  const frames = readings.map(({ frame }) => frame);
  const [first = 0] = frames;
  const last = frames.at(-1) ?? first;
  const way = basis === 'burnt-in' ? 'read' : 'given';
  if (frames.length === 1) return t(`${way}.one`, { frame: first });
  if (frames.length > MOST_NAMED) return t(`${way}.range`, { count: frames.length, first, last });
  return t(`${way}.several`, { frames: frames.slice(0, -1).join(', '), last });
}

const zoneText = ({ zone }: RecordingClock, t: ClockWordsText): string =>
  zone === null ? t('zone.unknown') : t('zone.known', { zone: zoneName(zone).replace(/^(?=[+-])/, 'UTC') });

function offsetTexts({ basis, ahead, within, measured }: RecordingClock, t: ClockWordsText): string[] {
  const units = unitsOf(t);
  const by = measured === null || measured === '' ? null : shortened(measured);
  if (ahead === 0 && by === null && within === null) return [t('offset.notCompared')];
  // The time of an event that is known otherwise is not compared with true time: it is taken for it.
  const none = basis === 'reference' ? 'taken' : 'none';
  const key = ahead === 0 ? none : ahead > 0 ? 'ahead' : 'behind';
  const offset = t(`offset.${key}`, { length: lengthText(ahead * 1000, units) });
  const how = by === null ? t('offset.notSaidHow') : t('offset.measured', { how: by });
  const known =
    within === null ? t('offset.withinUnknown') : t('offset.within', { length: marginText(within * 1000, units) });
  return [`${offset}, ${how}, ${known}`];
}

/** One line, and never so long that the sentence cannot be kept. */
function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  return line.length > MOST_MEASURED ? `${line.slice(0, MOST_MEASURED - 1)}…` : line;
}
