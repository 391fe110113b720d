import { useTranslation } from 'react-i18next';
import { clockWords } from '../../../../shared/clock-words.ts';
import type { Item } from '../../../../shared/evidence.ts';
import { useClockWords } from '../../../ui/marks/use-clock-words.ts';
import type { RecordedAt, WallClock } from '../../../ui/marks/wall-clock.ts';

/** Where a recording's time of day comes from, in the lengths that the read-out needs. */
export interface ClockBasisText {
  /** Beside the time; null when nobody stated a basis. */
  readonly short: string | null;
  /** For the tip. */
  hint(clock: WallClock | null): string;
  /** For a copied line: basis, and what the clock itself showed. */
  copied(clock: WallClock | null): string | null;
}

export function useClockBasis(item: Item, recorded: RecordedAt | null): ClockBasisText {
  const { t } = useTranslation('review');
  const { words } = useClockWords();
  const own = item.clock?.trim() || null;
  const short = recorded?.measured ? clockWords(recorded.clock, words) : own;
  return {
    short,
    hint(clock) {
      if (clock === null) return t('noClockHint');
      if (!recorded?.measured) return t('clockHint', { date: clock.date });
      return t('review-clock:readOutHint', { date: clock.date, words: short ?? '' });
    },
    copied(clock) {
      if (!clock?.shown) return short;
      const shown = `${clock.shown.date} ${clock.shown.time}`;
      return t('review-clock:copied', { shown, words: short ?? '' });
    },
  };
}
