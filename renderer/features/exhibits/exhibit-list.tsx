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
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import { type Arrangement, arrangedBy, type ExhibitLine } from './exhibit-lines.ts';
import { ExhibitRow } from './exhibit-row.tsx';
import styles from './exhibits.module.css';
import { GroupLine } from './group-line.tsx';
import type { Groups } from './use-groups.ts';

interface ExhibitListProps {
  readonly exhibits: readonly PresentedExhibit[];
  readonly lines: readonly ExhibitLine[];
  readonly groups: Groups;
  readonly selected: string | null;
  readonly onSelect: (markId: string) => void;
  readonly onRemove: (markId: string) => void;
  readonly onArrange: (arrangement: Arrangement) => void;
}

/** What a screen reader says while an exhibit is carried: its title and the place it would get, heads not counted. */
function useAnnouncements(exhibits: readonly PresentedExhibit[], lines: readonly ExhibitLine[]): Announcements {
  const { t } = useTranslation('exhibits');
  const at = (id: UniqueIdentifier) => exhibits.findIndex((exhibit) => exhibit.mark.id === id);
  const lineOf = (id: UniqueIdentifier) => lines.findIndex((line) => line.id === id);
  const placeOver = (active: UniqueIdentifier, over: UniqueIdentifier) => {
    const arranged = arrangedBy(lines, lineOf(active), lineOf(over));
    return arranged === null ? at(active) : arranged.markIds.indexOf(String(active));
  };
  const say = (key: string, active: UniqueIdentifier, over: UniqueIdentifier) =>
    t(key, {
      title: exhibits[at(active)]?.mark.title ?? '',
      place: placeOver(active, over) + 1,
      total: exhibits.length,
    });
  return {
    onDragStart: ({ active }) => say('drag.picked', active.id, active.id),
    onDragOver: ({ active, over }) => (over === null ? undefined : say('drag.over', active.id, over.id)),
    onDragEnd: ({ active, over }) => say('drag.dropped', active.id, over?.id ?? active.id),
    onDragCancel: ({ active }) => say('drag.cancelled', active.id, active.id),
  };
}

/** Chosen exhibits in their order, which can be changed by pointer and by keyboard. */
export function ExhibitList({ exhibits, lines, groups, selected, onSelect, onRemove, onArrange }: ExhibitListProps) {
  const { t } = useTranslation('exhibits');
  const announcements = useAnnouncements(exhibits, lines);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = lines.map(({ id }) => id);
  const drop = ({ active, over }: DragEndEvent) => {
    if (over === null || over.id === active.id) return;
    const arrangement = arrangedBy(lines, ids.indexOf(String(active.id)), ids.indexOf(String(over.id)));
    if (arrangement !== null) onArrange(arrangement);
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
          {lines.map((line) =>
            line.kind === 'group' ? (
              <GroupLine
                key={line.id}
                id={line.id}
                group={line.group}
                count={line.count}
                onRename={(title) => groups.rename(line.group.id, title)}
                onRemove={() => groups.remove(line.group.id)}
              />
            ) : (
              <ExhibitRow
                key={line.id}
                exhibit={line.exhibit}
                selected={line.id === selected}
                onSelect={() => onSelect(line.id)}
                onRemove={() => onRemove(line.id)}
              />
            ),
          )}
        </ol>
      </SortableContext>
    </DndContext>
  );
}
