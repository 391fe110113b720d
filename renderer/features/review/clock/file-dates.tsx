import { Button } from '@mantine/core';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockReading } from '../../../../shared/clock.ts';
import { type ClockSuggestion, inZone, suggestClocks } from '../../../../shared/clock-suggestions.ts';
import type { Metadata } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { zoneName } from '../../../../shared/wall-text.ts';
import { visibleText } from '../../../lib/visible-escapes.ts';
import type { ClockDraft } from './clock-draft.ts';
import styles from './clock-panel.module.css';

/** A date of the file in the zone of the clock being written. */
export interface TakenDate {
  readonly shown: string;
  readonly zone: string | null;
}

interface FileDatesProps {
  readonly metadata: Metadata;
  readonly draft: ClockDraft;
  readonly index: FrameIndex;
  readonly onTake: (taken: TakenDate, at: Pick<ClockReading, 'frame' | 'pts'>) => void;
}

/** Dates that the container holds: what each would mean, and a way to take it for the first or the last picture. */
export const FileDates = memo(function FileDates({ metadata, draft, index, onTake }: FileDatesProps) {
  const { t } = useTranslation('review-clock');
  const found = useMemo(() => suggestClocks(metadata), [metadata]);
  const last = index.pts.length - 1;
  const ends = [
    ['first', 0],
    ['last', last],
  ] as const;
  return (
    <details className={styles.details}>
      <summary>{t('file.title', { count: found.length })}</summary>
      {found.length === 0 && <p className={styles.hint}>{t('file.none')}</p>}
      {found.map((each) => {
        const taken = takenDate(each, draft);
        return (
          <div key={each.tag} className={styles.tag}>
            <span className={styles.tagName}>{visibleText(each.tag)}</span>
            <span className={styles.tagValue}>{visibleText(each.value)}</span>
            <p className={styles.hint}>{t(`file.meaning.${each.meaning}`)}</p>
            {taken !== null && (
              <>
                <p className={styles.tagValue}>{`${taken.shown.replace('T', ' ')} ${zoneName(taken.zone)}`}</p>
                <div className={styles.buttons}>
                  {ends.map(([end, frame]) => (
                    <Button
                      key={end}
                      size="compact-xs"
                      onClick={() => onTake(taken, { frame, pts: index.pts[frame] ?? 0 })}
                    >
                      {t(`file.take.${end}`)}
                    </Button>
                  ))}
                </div>
              </>
            )}
          </div>
        );
      })}
    </details>
  );
});

function takenDate({ shown, zone, meaning }: ClockSuggestion, draft: ClockDraft): TakenDate | null {
  if (shown === null || meaning === 'unset') return null;
  if (zone === null || draft.zone === null) return { shown, zone: zone ?? draft.zone };
  return { shown: inZone(shown, zone, draft.zone), zone: draft.zone };
}
