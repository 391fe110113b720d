import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQueryCall } from '../../../host/query-call.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import styles from './beside.module.css';
import { CompanionBar } from './companion-bar.tsx';
import { CompanionPicture } from './companion-picture.tsx';
import type { CompanionProps } from './leader.ts';

/** One recording beside the open one, on the same clock. */
export function Companion(props: CompanionProps) {
  const { id, onRemove } = props;
  const { t } = useTranslation('review-beside');
  const shown = useQueryCall('evidence.show', { id });
  const frames = useQueryCall('evidence.frames', { id }, { structuralSharing: false });
  const item = shown.data?.item ?? null;
  const error = shown.error ?? frames.error;
  if (item && frames.data && frames.data.pts.length > 0)
    return <CompanionPicture {...props} key={id} item={item} index={frames.data} />;
  return (
    <section className={styles.companion} aria-label={item?.originalName ?? t('loading')}>
      <CompanionBar item={item} onRemove={() => onRemove(id)} />
      <div className={styles.companionNote}>
        {error ? (
          <ErrorNote error={error} title={t('notShown')} />
        ) : frames.data ? (
          <p>{t('noPictures')}</p>
        ) : (
          <Skeleton height="100%" radius={0} animate={false} visible={false} />
        )}
      </div>
    </section>
  );
}
