import { type FaceMs, wallTimeOf } from '../../../../../shared/clock.ts';
import { faceText, zoneName } from '../../../../../shared/wall-text.ts';
import type { ExhibitFacts } from '../schema/exhibit-facts.ts';
import type { SheetText } from './sheet-text.ts';

/**
 * When the first and the last picture were taken, by the recording's clock; a second line says what the clock itself
 * showed where it was not right. Empty where the clock was not measured.
 */
export function wallClockTexts(facts: ExhibitFacts, text: SheetText): string[] {
  const { timing, timeBase } = facts.evidence;
  if (timing === undefined || timeBase === null || facts.in === null || facts.out === null) return [];
  const [first, last] = [wallTimeOf(timing, timeBase, facts.in), wallTimeOf(timing, timeBase, facts.out)];
  const zone = timing.zone === null ? text.t('noOffset') : zoneName(timing.zone).replace(/^(?=[+-])/, 'UTC');
  const within = first.within === null || last.within === null ? null : Math.max(first.within, last.within);
  const known =
    within === null ? text.t('wallClock.withinUnknown') : text.t('wallClock.within', { length: text.margin(within) });
  const corrected = text.t('wallClock.value', { ...span(first.corrected, last.corrected, text), zone, known });
  if (timing.ahead === 0) return [corrected];
  return [corrected, text.t('wallClock.shown', span(first.shown, last.shown, text))];
}

/** The day is said twice only when it turned in between. */
function span(from: FaceMs, to: FaceMs, text: SheetText): { from: string; to: string } {
  const [a, b] = [faceText(from), faceText(to)];
  return { from: `${text.day(a.date)}, ${a.time}`, to: a.date === b.date ? b.time : `${text.day(b.date)}, ${b.time}` };
}
