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
  if (source !== 'container' && !told) return null;
  return (
    <div className={styles.notes}>
      {source === 'container' && <Note tone="info">{t('fromContainer')}</Note>}
      {told && (
        <Note tone="info">
          <span title={failure.message}>{t(`notNative.${failure.reason}`)}</span>
        </Note>
      )}
    </div>
  );
}
