import { Checkbox } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './add-marks.module.css';
import { ExhibitThumb } from './exhibit-thumb.tsx';
import { timeRange } from './exhibit-words.ts';
import type { ChoiceGroup, MarkChoice } from './mark-choices.ts';

interface ListProps {
  readonly groups: readonly ChoiceGroup[];
  readonly picked: ReadonlySet<string>;
  readonly onPick: (markIds: readonly string[], on: boolean) => void;
}

type Line =
  | { readonly kind: 'group'; readonly group: ChoiceGroup }
  | { readonly kind: 'mark'; readonly choice: MarkChoice };

const GROUP_HEIGHT = 32;
const MARK_HEIGHT = 48;

const free = (group: ChoiceGroup): string[] =>
  group.choices.filter((choice) => choice.number === null).map((choice) => choice.mark.id);

function GroupLine({ group, picked, onPick }: { group: ChoiceGroup } & Pick<ListProps, 'picked' | 'onPick'>) {
  const { t } = useTranslation('exhibits');
  const ids = free(group);
  const on = ids.filter((id) => picked.has(id)).length;
  return (
    <div className={styles.groupLine}>
      <Checkbox
        checked={on > 0 && on === ids.length}
        indeterminate={on > 0 && on < ids.length}
        disabled={ids.length === 0}
        onChange={(event) => onPick(ids, event.currentTarget.checked)}
        aria-label={t('add.allOf', { name: group.item.originalName })}
      />
      <EvidenceName name={group.item.originalName} />
      <span className="faint">{t('add.marks', { count: group.choices.length })}</span>
    </div>
  );
}

function Completeness({ choice }: { choice: MarkChoice }) {
  const { t } = useTranslation('exhibits');
  if (choice.number !== null)
    return <span className={styles.chosen}>{t('add.already', { number: choice.number })}</span>;
  if (choice.missing.length === 0)
    return <IconCheck size={16} className={styles.ready} aria-label={t('state.ready')} />;
  const facts = choice.missing.map((field) => t(`fact.${field}`)).join(', ');
  return (
    <span className={styles.lacks} title={facts}>
      {t('add.lacks', { count: choice.missing.length })}
    </span>
  );
}

function MarkLine({ choice, picked, onPick }: { choice: MarkChoice } & Pick<ListProps, 'picked' | 'onPick'>) {
  const { t } = useTranslation('exhibits');
  const { mark, item } = choice;
  const taken = choice.number !== null;
  const where = timeRange(mark, item.timeBase) ?? (mark.page === null ? '' : t('page', { page: mark.page }));
  return (
    <label className={styles.markLine} data-taken={taken || undefined} htmlFor={`choose-${mark.id}`}>
      <Checkbox
        id={`choose-${mark.id}`}
        checked={taken || picked.has(mark.id)}
        disabled={taken}
        onChange={(event) => onPick([mark.id], event.currentTarget.checked)}
      />
      <ExhibitThumb item={item} mark={mark} />
      <span className={styles.markWords}>
        <span className="ellipsis">{mark.title}</span>
        <span className={styles.markWhere}>
          {mark.violations.map((code) => (
            <Tag key={code} code={code} />
          ))}
          <span className="ellipsis">{where}</span>
        </span>
      </span>
      <Completeness choice={choice} />
    </label>
  );
}

/** All marks that fit the filter, grouped by what they are marks of. Only visible lines are drawn. */
export function ChoiceList({ groups, picked, onPick }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const lines: Line[] = groups.flatMap((group) => [
    { kind: 'group', group },
    ...group.choices.map((choice) => ({ kind: 'mark', choice }) as const),
  ]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (lines[at]?.kind === 'group' ? GROUP_HEIGHT : MARK_HEIGHT),
    getItemKey: (at) => {
      const line = lines[at];
      return line?.kind === 'mark' ? line.choice.mark.id : (line?.group.item.id ?? at);
    },
    overscan: 8,
  });
  return (
    <div ref={scroller} className={styles.scroller}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, key, start, size }) => {
          const line = lines[index];
          return (
            <div key={key} className={styles.line} style={{ transform: `translateY(${start}px)`, height: size }}>
              {line?.kind === 'group' && <GroupLine group={line.group} picked={picked} onPick={onPick} />}
              {line?.kind === 'mark' && <MarkLine choice={line.choice} picked={picked} onPick={onPick} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
