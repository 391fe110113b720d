import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/api.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { EmptyState } from '../empty-state.tsx';
import { type FailedWords, LoadFailed } from './plain-page.tsx';

export interface OpenedWords extends FailedWords {
  readonly notHere: string;
  readonly notHereText: string;
  readonly toLibrary: string;
}

interface OpenedItemProps {
  readonly id: string;
  readonly words: OpenedWords;
  readonly onLibrary: () => void;
  /** Stands in until the item is known. */
  readonly loading: ReactNode;
  readonly children: (shown: Output<'evidence.show'>) => ReactNode;
}

/** The item that an address names, or why it cannot be opened: another library's, or it could not be asked for. */
export function OpenedItem({ id, words, onLibrary, loading, children }: OpenedItemProps) {
  const shown = useQueryCall('evidence.show', { id });
  if (shown.error?.code === 'not_found') {
    return (
      <EmptyState title={words.notHere} text={words.notHereText}>
        <Button onClick={onLibrary}>{words.toLibrary}</Button>
      </EmptyState>
    );
  }
  if (shown.error) return <LoadFailed error={shown.error} words={words} onRetry={() => void shown.refetch()} />;
  return shown.data ? children(shown.data) : loading;
}
