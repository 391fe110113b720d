import { useSortable } from '@dnd-kit/sortable';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExhibitGroup } from '../../../shared/exhibit-recipe.ts';
import styles from './recipe.module.css';

interface GroupLineProps {
  readonly id: string;
  readonly group: ExhibitGroup;
  readonly count: number;
  readonly onRename: (title: string) => void;
  readonly onRemove: () => void;
}

/** Head of a section: its name, which is written where it stands, and how many exhibits it has. */
export function GroupLine({ id, group, count, onRename, onRemove }: GroupLineProps) {
  const { t } = useTranslation('exhibits');
  const sortable = useSortable({ id, disabled: { draggable: true } });
  const rename = (title: string) => {
    const name = title.trim();
    if (name !== '' && name !== group.title) onRename(name);
  };
  return (
    <li ref={sortable.setNodeRef} className={styles.group} data-over={sortable.isOver || undefined}>
      <input
        key={group.title}
        className={styles.groupName}
        defaultValue={group.title}
        aria-label={t('group.name')}
        maxLength={200}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key !== 'Escape') return;
          event.currentTarget.value = group.title;
          event.currentTarget.blur();
        }}
        onBlur={(event) => {
          rename(event.currentTarget.value);
          if (event.currentTarget.value.trim() === '') event.currentTarget.value = group.title;
        }}
      />
      <span className="faint">{count}</span>
      <Tooltip label={t('group.remove', { title: group.title })}>
        <ActionIcon size={20} aria-label={t('group.remove', { title: group.title })} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
