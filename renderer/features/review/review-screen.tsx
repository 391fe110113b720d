import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import type { FrameIndex } from '../../../shared/frames.ts';
import { type Target, useGo, useTarget } from '../../app/navigation.ts';
import { useOpenLibrary } from '../../app/use-open-library.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { AudioReview } from './audio-review.tsx';
import { ChooseRecording } from './choose-recording.tsx';
import { PendingRecording, UnreviewableRecording } from './no-pictures.tsx';
import styles from './review.module.css';
import { ReviewWorkspace } from './review-workspace.tsx';

/** Review: footage picture by picture. */
export function ReviewScreen() {
  const target = useTarget();
  const library = useOpenLibrary();
  if (!library) return null;
  if (target.evidenceId === null) return <ChooseRecording />;
  return <OpenRecording key={target.evidenceId} id={target.evidenceId} libraryId={library.id} target={target} />;
}

interface OpenRecordingProps {
  readonly id: string;
  readonly libraryId: string;
  readonly target: Target;
}

function OpenRecording({ id, libraryId, target }: OpenRecordingProps) {
  const { t } = useTranslation('review');
  const go = useGo();
  const shown = useQueryCall('evidence.show', { id });
  if (shown.error?.code === 'not_found') {
    return (
      <EmptyState title={t('notHere')} text={t('notHereText')}>
        <Button onClick={() => go.library()}>{t('toLibrary')}</Button>
      </EmptyState>
    );
  }
  if (shown.error) return <Failed error={shown.error} onRetry={() => void shown.refetch()} />;
  if (!shown.data) return <Loading />;
  const { item, marks } = shown.data;
  if (item.pending) return <PendingRecording item={item} />;
  if (item.review === 'none') return <UnreviewableRecording item={item} />;
  if (item.frames === null || item.frames === 0) return <AudioReview item={item} />;
  const mark = marks.find((each) => each.id === target.mark) ?? null;
  return <WithFrames item={item} metadata={shown.data.metadata} libraryId={libraryId} target={target} mark={mark} />;
}

interface WithFramesProps extends Omit<OpenRecordingProps, 'id'> {
  readonly item: Item;
  readonly metadata: Parameters<typeof ReviewWorkspace>[0]['metadata'];
  readonly mark: Parameters<typeof ReviewWorkspace>[0]['firstMark'];
}

function WithFrames({ item, metadata, libraryId, target, mark }: WithFramesProps) {
  const [index, setIndex] = useState<FrameIndex | null>(null);
  // Asked once: the index of an original never changes, and a new copy of it would stop what runs.
  const frames = useQueryCall(
    'evidence.frames',
    { id: item.id },
    { structuralSharing: false, enabled: index === null },
  );
  if (index === null && frames.data) setIndex(frames.data);
  if (index === null && frames.error) return <Failed error={frames.error} onRetry={() => void frames.refetch()} />;
  if (index === null) return <Loading />;
  return (
    <ReviewWorkspace
      libraryId={libraryId}
      item={item}
      metadata={metadata}
      index={index}
      frame={target.frame}
      markId={target.mark}
      firstMark={mark}
    />
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('review');
  return (
    <div className={styles.plainPage}>
      <ErrorNote error={error} title={t('loadFailed')} actions={<Button onClick={onRetry}>{t('tryAgain')}</Button>} />
    </div>
  );
}

function Loading() {
  return (
    <div className={styles.stage} style={{ height: '100%' }} aria-busy="true">
      <Skeleton height="100%" radius={0} animate={false} visible={false} />
    </div>
  );
}
