import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import type { FrameSource } from '../../../shared/frames.ts';
import { Note } from '../../ui/error-note.tsx';
import type { SourceFailure } from './engine/source-picture.ts';
import styles from './review.module.css';

interface PictureNotesProps {
  readonly item: Item;
  /** Who listed the frames that are shown. */
  readonly source: FrameSource;
  /** Why the browser's decoder is not used; null while it is. */
  readonly failure: SourceFailure | null;
}

/** What is not as it usually is with the shown pictures, in a line or two. */
export function PictureNotes({ item, source, failure }: PictureNotesProps) {
  const { t } = useTranslation('review');
  // That the browser does not know a recording at all is told by its review copy.
  const told = failure !== null && item.review === 'direct';
  return (
    <>
      {source === 'container' && (
        <div className={styles.overStage}>
          <Tooltip label={t('fromContainerHint')} multiline maw={360} position="top-start">
            <span className={styles.provisional} role="note" data-testid="from-container">
              {t('fromContainer')}
            </span>
          </Tooltip>
        </div>
      )}
      {told && (
        <div className={styles.notes}>
          <Note tone="info">
            <span title={failure.message}>{t(`notNative.${failure.reason}`)}</span>
          </Note>
        </div>
      )}
    </>
  );
}
