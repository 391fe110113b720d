import { useTranslation } from 'react-i18next';
import { type ClockWordsText, unitsOf } from '../../../shared/clock-words.ts';
import type { DurationUnits } from '../../../shared/wall-text.ts';

/** The sentence parts about clocks in the screens' language, and its units of time. */
export function useClockWords(): { readonly words: ClockWordsText; readonly units: DurationUnits } {
  const { t } = useTranslation('clock-words');
  // Keys come from shared/clock-words.ts, which every room takes its sentences from.
  const words: ClockWordsText = (key, values) => t(key, { ...values });
  return { words, units: unitsOf(words) };
}
