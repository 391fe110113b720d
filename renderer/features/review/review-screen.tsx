import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import type { FrameList } from '../../../shared/frames.ts';
import { type Target, useGo, useTarget } from '../../app/navigation.ts';
import { useOpenLibrary } from '../../app/use-open-library.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { OpenedItem, type OpenedWords } from '../../ui/viewer/opened-item.tsx';
import { LoadFailed } from '../../ui/viewer/plain-page.tsx';
import { AudioReview } from './audio-review.tsx';
import { ChooseRecording } from './choose-recording.tsx';
import { PendingRecording, UnreviewableRecording } from './no-pictures.tsx';
import { frameOfAddress } from './open-ahead.ts';
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

function useWords(): OpenedWords {
  const { t } = useTranslation('review');
  return {
    notHere: t('notHere'),
    notHereText: t('notHereText'),
    toLibrary: t('toLibrary'),
    loadFailed: t('loadFailed'),
    tryAgain: t('tryAgain'),
  };
}

const LOADING = (
  <div className={styles.stage} style={{ height: '100%' }} aria-busy="true">
    <Skeleton height="100%" radius={0} animate={false} visible={false} />
  </div>
);

function OpenRecording({ id, libraryId, target }: OpenRecordingProps) {
  const go = useGo();
  return (
    <OpenedItem id={id} words={useWords()} onLibrary={() => go.library()} loading={LOADING}>
      {({ item, metadata, marks }) => {
        if (item.pending && item.frames === null) return <PendingRecording item={item} />;
        if (item.review === 'none') return <UnreviewableRecording item={item} />;
        if (item.frames === null || item.frames === 0) return <AudioReview item={item} />;
        const start = frameOfAddress(target, marks);
        return <WithFrames item={item} metadata={metadata} libraryId={libraryId} target={target} start={start} />;
      }}
    </OpenedItem>
  );
}

interface WithFramesProps extends Omit<OpenRecordingProps, 'id'> {
  readonly item: Item;
  readonly metadata: Parameters<typeof ReviewWorkspace>[0]['metadata'];
  readonly start: number | null;
}

function WithFrames({ item, metadata, libraryId, target, start }: WithFramesProps) {
  const words = useWords();
  const [index, setIndex] = useState<FrameList | null>(null);
  // Asked once, and again when the decoder's list has taken the place of the container's: a new copy of the same list
  // would stop what runs.
  const current = index !== null && index.source === item.frameSource && index.pts.length === item.frames;
  const frames = useQueryCall('evidence.frames', { id: item.id }, { structuralSharing: false, enabled: !current });
  if (!current && frames.data && isNews(frames.data, index)) setIndex(frames.data);
  if (index === null && frames.error)
    return <LoadFailed error={frames.error} words={words} onRetry={() => void frames.refetch()} />;
  if (index === null) return LOADING;
  return (
    <ReviewWorkspace
      libraryId={libraryId}
      item={item}
      metadata={metadata}
      index={index}
      frame={target.frame}
      start={start}
      markId={target.mark}
    />
  );
}

const isNews = (list: FrameList, before: FrameList | null): boolean =>
  before === null || list.source !== before.source || list.pts.length !== before.pts.length;
