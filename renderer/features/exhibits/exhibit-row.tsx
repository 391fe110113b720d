import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconGripVertical, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import { visibleText } from '../../lib/visible-escapes.ts';
import { Tag } from '../../ui/tag.tsx';
import { ExhibitThumb } from './exhibit-thumb.tsx';
import { timeRange } from './exhibit-words.ts';
import styles from './exhibits.module.css';

function Where({ exhibit }: { exhibit: PresentedExhibit }) {
  const { t } = useTranslation('exhibits');
  const { mark, evidence } = exhibit;
  const page = mark.page === null ? null : t(mark.region === null ? 'page' : 'pageRegion', { page: mark.page });
  const name = visibleText(evidence.originalName);
  const range = timeRange(mark, evidence.timeBase);
  // The beginning first: file names are long, and what tells two exhibits of one recording apart is the time.
  const words = [range?.split('–', 1)[0] ?? page, name].filter((part) => part !== null);
  return (
    <span className="ellipsis" title={[name, range ?? page].filter((part) => part !== null).join(' · ')}>
      {words.join(' · ')}
    </span>
  );
}

function State({ exhibit }: { exhibit: PresentedExhibit }) {
  const { t } = useTranslation('exhibits');
  const { missing } = exhibit;
  const words = missing.map((field) => t(`fact.${field}`)).join(', ');
  const label = missing.length === 0 ? t('state.ready') : t('state.missing', { count: missing.length, facts: words });
  return (
    <Tooltip label={label}>
      <span className={styles.state} data-ready={missing.length === 0 || undefined} role="img" aria-label={label}>
        {missing.length === 0 ? <IconCheck size={16} /> : missing.length}
      </span>
    </Tooltip>
  );
}

interface ExhibitRowProps {
  readonly exhibit: PresentedExhibit;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly onRemove: () => void;
}

/** One chosen exhibit: handle, number, picture, what it is, and whether it may leave. */
export function ExhibitRow({ exhibit, selected, onSelect, onRemove }: ExhibitRowProps) {
  const { t } = useTranslation('exhibits');
  const sortable = useSortable({ id: exhibit.mark.id });
  const style = { transform: CSS.Translate.toString(sortable.transform), transition: sortable.transition };
  const names = { number: exhibit.label, title: exhibit.mark.title };
  return (
    <li
      ref={sortable.setNodeRef}
      style={style}
      className={styles.row}
      data-selected={selected || undefined}
      data-dragging={sortable.isDragging || undefined}
    >
      <button
        type="button"
        className={styles.handle}
        ref={sortable.setActivatorNodeRef}
        {...sortable.attributes}
        {...sortable.listeners}
        aria-label={t('drag.handle', names)}
      >
        <IconGripVertical size={14} />
      </button>
      <button
        type="button"
        className={styles.rowMain}
        aria-current={selected || undefined}
        data-exhibit={exhibit.mark.id}
        onClick={onSelect}
      >
        <span className={styles.number}>{exhibit.label}</span>
        <ExhibitThumb item={exhibit.evidence} mark={exhibit.mark} />
        <span className={styles.words}>
          <span className={styles.title}>{exhibit.mark.title}</span>
          <span className={styles.where}>
            {exhibit.mark.violations.map((code) => (
              <Tag key={code} code={code} />
            ))}
            <Where exhibit={exhibit} />
          </span>
        </span>
      </button>
      <Tooltip label={t('remove.one', names)}>
        <ActionIcon size={20} className={styles.remove} aria-label={t('remove.one', names)} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
      <State exhibit={exhibit} />
    </li>
  );
}
