import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { useTranslation } from 'react-i18next';
import type { Exhibit } from '../../../shared/exhibit.ts';
import { moved } from './exhibit-order.ts';
import { ExhibitRow } from './exhibit-row.tsx';
import styles from './exhibits.module.css';

interface ExhibitListProps {
  readonly exhibits: readonly Exhibit[];
  readonly selected: string | null;
  readonly onSelect: (markId: string) => void;
  readonly onRemove: (markId: string) => void;
  readonly onArrange: (markIds: string[]) => void;
}

/** What a screen reader says while an exhibit is carried: its title and the place it would get. */
function useAnnouncements(exhibits: readonly Exhibit[]): Announcements {
  const { t } = useTranslation('exhibits');
  const at = (id: UniqueIdentifier | undefined) => exhibits.findIndex((exhibit) => exhibit.mark.id === id);
  const say = (key: string, active: UniqueIdentifier, over: UniqueIdentifier | undefined) =>
    t(key, { title: exhibits[at(active)]?.mark.title ?? '', place: at(over) + 1, total: exhibits.length });
  return {
    onDragStart: ({ active }) => say('drag.picked', active.id, active.id),
    onDragOver: ({ active, over }) => (over === null ? undefined : say('drag.over', active.id, over.id)),
    onDragEnd: ({ active, over }) => say('drag.dropped', active.id, over?.id ?? active.id),
    onDragCancel: ({ active }) => say('drag.cancelled', active.id, active.id),
  };
}

/** Chosen exhibits in their order, which can be changed by pointer and by keyboard. */
export function ExhibitList({ exhibits, selected, onSelect, onRemove, onArrange }: ExhibitListProps) {
  const { t } = useTranslation('exhibits');
  const announcements = useAnnouncements(exhibits);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = exhibits.map((exhibit) => exhibit.mark.id);
  const drop = ({ active, over }: DragEndEvent) => {
    if (over === null || over.id === active.id) return;
    onArrange(moved(ids, ids.indexOf(String(active.id)), ids.indexOf(String(over.id))));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('drag.instructions') } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className={styles.list} aria-label={t('title')}>
          {exhibits.map((exhibit) => (
            <ExhibitRow
              key={exhibit.mark.id}
              exhibit={exhibit}
              selected={exhibit.mark.id === selected}
              onSelect={() => onSelect(exhibit.mark.id)}
              onRemove={() => onRemove(exhibit.mark.id)}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}
