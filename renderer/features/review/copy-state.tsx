import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/use-language.ts';
import { ErrorNote, Note } from '../../ui/error-note.tsx';
import { copyWords } from './copy-words.ts';
import type { Playback } from './engine/use-playback.ts';
import type { PreparationState } from './engine/use-preparation.ts';
import reviewStyles from './review.module.css';
import styles from './transport.module.css';

/** How far the review copy is: "Review copy: 41 %, 2:10 left". */
export function CopyState({ state }: { state: PreparationState }) {
  const { t } = useTranslation('review-play');
  const words = copyWords(state, t, useLanguage());
  if (words === null) return null;
  return (
    <Tooltip label={t('copy.hint')} multiline maw={320}>
      <span
        className={`ellipsis ${styles.copy}`}
        data-failed={words.state === 'failed' || undefined}
        data-ready={words.state === 'ready' || undefined}
        data-testid="copy-state"
      >
        {words.text}
      </span>
    </Tooltip>
  );
}

/** Told on the stage while a recording runs in another way than it should. */
export function RunningBadge({ way, preparation }: Pick<Playback, 'way' | 'preparation'>) {
  const { t } = useTranslation('review-play');
  const words = copyWords(preparation, t, useLanguage());
  if (way !== 'pictures' || words === null) return null;
  return (
    <div className={styles.badge} role="status">
      {t('copy.notHere', { copy: words.text })}
    </div>
  );
}

/** What stands in the way of playing, and what happens instead. */
export function PlaybackNotes({
  error,
  videoFailed,
  preparation,
}: Pick<Playback, 'error' | 'videoFailed' | 'preparation'>) {
  const { t } = useTranslation('review-play');
  const refused = preparation.error ?? preparation.job?.error ?? null;
  if (error === null && videoFailed === null && refused === null) return null;
  return (
    <div className={reviewStyles.notes}>
      {error !== null && <ErrorNote error={error} title={t('playFailed')} />}
      {videoFailed !== null && <Note tone="info">{t(`videoFailed.${videoFailed}`)}</Note>}
      {refused !== null && <ErrorNote error={refused} title={t('copy.failed')} />}
    </div>
  );
}
