import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconFilter, IconNote, IconPencil } from '@tabler/icons-react';
import { memo, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../shared/mark.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { ErrorNote } from '../error-note.tsx';
import { Panel, PanelBody, PanelHeader } from '../panel.tsx';
import { Row } from '../row.tsx';
import { SkeletonRows } from '../skeleton-rows.tsx';
import { Tag } from '../tag.tsx';
import { ItemCheckButton, ItemCheckState } from './item-check.tsx';
import { NEW } from './mark-draft.ts';
import { filterMarks, isFiltering, type MarkFilter, NO_FILTER, sortedMarks } from './mark-filter.ts';
import { MarkFilterMenu } from './mark-filter-menu.tsx';
import { MarkShield } from './mark-shield.tsx';
import styles from './marks.module.css';
import type { MarkEditor } from './use-mark-editor.ts';
import { useMarkVerification } from './use-mark-verification.ts';

interface MarksListProps {
  readonly editor: MarkEditor;
  /** Where a mark lies, in a few characters: clock time or page. */
  readonly where: (mark: Mark) => string;
  readonly draftWhere: string;
  readonly onOpen: (mark: Mark) => void;
  /** Shown above the list: which item is open. */
  readonly children?: ReactNode;
  readonly emptyText: string;
}

/** The marks of one item in their order in time, filtered, with what is not saved yet at the top. */
export const MarksList = memo(function MarksList(props: MarksListProps) {
  const { editor, where, draftWhere, onOpen, children, emptyText } = props;
  const { t } = useTranslation('marks');
  const language = useLanguage();
  const [filter, setFilter] = useState<MarkFilter>(NO_FILTER);
  const [filterShown, showFilter] = useState(false);
  const marks = sortedMarks(editor.marks);
  const verification = useMarkVerification(editor.evidenceId);
  const visible = filterMarks(marks, filter);
  const count = isFiltering(filter)
    ? t('countFiltered', { shown: formatNumber(visible.length, language), all: formatNumber(marks.length, language) })
    : formatNumber(marks.length, language);
  return (
    <Panel label={t('title')}>
      {children}
      <PanelHeader title={t('title')} count={count}>
        <ItemCheckButton verification={verification} evidenceId={editor.evidenceId} disabled={marks.length === 0} />
        <Tooltip label={t('filter')}>
          <ActionIcon
            aria-label={t('filter')}
            aria-pressed={filterShown}
            variant={isFiltering(filter) ? 'light' : 'subtle'}
            color={isFiltering(filter) ? 'accent' : 'gray'}
            onClick={() => {
              showFilter(!filterShown);
              if (filterShown) setFilter(NO_FILTER);
            }}
          >
            <IconFilter size={16} />
          </ActionIcon>
        </Tooltip>
      </PanelHeader>
      {filterShown && (
        <div className={styles.filterBar}>
          <TextInput
            autoFocus
            className={styles.grow}
            aria-label={t('filterText')}
            placeholder={t('filterText')}
            value={filter.text}
            onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
          />
          <MarkFilterMenu marks={marks} filter={filter} onChange={setFilter} />
        </div>
      )}
      <ItemCheckState verification={verification} />
      <PanelBody>
        {editor.error !== null && <ErrorNote error={editor.error} title={t('listFailed')} />}
        {editor.loading && <SkeletonRows rows={6} />}
        {editor.drafts[NEW] && (
          <Row selected={editor.selected === NEW} onClick={() => editor.select(NEW)}>
            <IconPencil size={14} className={styles.pencil} />
            <span className={`ellipsis ${styles.grow}`}>{editor.drafts[NEW].title.trim() || t('untitled')}</span>
            <span className={`mono ${styles.where}`}>{draftWhere}</span>
            <span className={styles.unsaved}>{t('unsaved')}</span>
          </Row>
        )}
        {visible.map((mark) => (
          <MarkRow key={mark.id} mark={mark} editor={editor} where={where(mark)} onOpen={onOpen} />
        ))}
        {!editor.loading && marks.length === 0 && !editor.drafts[NEW] && <p className={styles.none}>{emptyText}</p>}
        {marks.length > 0 && visible.length === 0 && <p className={styles.none}>{t('noneFit')}</p>}
      </PanelBody>
    </Panel>
  );
});

interface MarkRowProps {
  readonly mark: Mark;
  readonly editor: MarkEditor;
  readonly where: string;
  readonly onOpen: (mark: Mark) => void;
}

function MarkRow({ mark, editor, where, onOpen }: MarkRowProps) {
  const { t } = useTranslation('marks');
  const code = mark.violations[0];
  return (
    <Row selected={editor.selected === mark.id} onClick={() => onOpen(mark)} title={mark.title}>
      {code === undefined ? <span className={styles.noCode} aria-hidden="true" /> : <Tag code={code} />}
      <span className={`ellipsis ${styles.grow}`}>{mark.title}</span>
      {editor.drafts[mark.id] && (
        <IconPencil size={13} className={styles.pencil} aria-label={t('unsaved')} role="img" />
      )}
      {mark.annotations > 0 && (
        <IconNote
          size={14}
          className={styles.notes}
          aria-label={t('annotations', { count: mark.annotations })}
          role="img"
        />
      )}
      <span className={`mono ${styles.where}`}>{where}</span>
      {mark.in !== null && <MarkShield check={mark.check} />}
    </Row>
  );
}
