import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EvidenceKind, Item } from '../../../shared/evidence.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { EmptyState } from '../empty-state.tsx';
import { EvidenceName } from '../evidence-name.tsx';
import { Row } from '../row.tsx';
import styles from './viewer.module.css';

interface ItemChoiceProps {
  /** Kinds that this screen shows. */
  readonly kinds: readonly EvidenceKind[];
  readonly words: {
    readonly noneOpen: string;
    readonly choose: string;
    readonly none: string;
    readonly noneText: string;
    readonly toLibrary: string;
  };
  readonly icon: (item: Item) => ReactNode;
  /** Behind the name: how much of it there is. */
  readonly extent: (item: Item) => ReactNode;
  readonly onOpen: (item: Item) => void;
  readonly onLibrary: () => void;
}

/** Nothing is open: the library's items of these kinds to choose from. */
export function ItemChoice({ kinds, words, icon, extent, onOpen, onLibrary }: ItemChoiceProps) {
  const list = useQueryCall('evidence.list', {});
  const items = (list.data ?? []).filter(({ kind }) => kinds.includes(kind));
  if (list.isPending) return null;
  if (items.length === 0) {
    return (
      <EmptyState title={words.none} text={words.noneText}>
        <Button onClick={onLibrary}>{words.toLibrary}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={words.noneOpen} text={words.choose}>
      <div className={styles.choice}>
        {items.map((item) => (
          <Row key={item.id} onClick={() => onOpen(item)}>
            {icon(item)}
            <EvidenceName name={item.originalName} />
            <span className={styles.extent}>{extent(item)}</span>
          </Row>
        ))}
      </div>
    </EmptyState>
  );
}
