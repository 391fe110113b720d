import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AnnotationShape, isRedaction } from '../../../shared/annotation.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import styles from './annotations.module.css';
import { ShapeIcon } from './shape-icon.tsx';

interface ShapeListProps {
  readonly editor: AnnotationEditor;
}

/** All shapes of the mark, in the order in which they are drawn. */
export function ShapeList({ editor }: ShapeListProps) {
  const { t } = useTranslation('annotations');
  const { shapes } = editor.doc.annotations;
  return (
    <section aria-label={t('shapes')} className={`${styles.list} ${styles.many}`}>
      {shapes.map((shape) => (
        <ListedRow
          key={shape.id}
          editor={editor}
          one={shape}
          icon={<ShapeIcon kind={shape.kind} size={15} />}
          words={
            shape.kind === 'text' ? firstLine(shape.text) : [t(`kind.${shape.kind}`), wordsOf(shape)].join(' ').trim()
          }
          hides={isRedaction(shape)}
        />
      ))}
    </section>
  );
}

/** What a callout says, so that two can be told apart. */
const wordsOf = (shape: AnnotationShape): string =>
  shape.kind === 'callout' ? `${shape.number} ${firstLine(shape.text)}` : '';

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

interface ListedRowProps {
  readonly editor: AnnotationEditor;
  readonly one: { readonly id: string; readonly locked: boolean; readonly from?: number; readonly to?: number };
  readonly icon: ReactNode;
  readonly words: string;
  readonly hides: boolean;
}

/** A shape or sound redaction: what, on which frames, locked or not, and what is wrong with it. */
export function ListedRow({ editor, one, icon, words, hides }: ListedRowProps) {
  const { t } = useTranslation('annotations');
  const language = useLanguage();
  const { selected } = editor.store.use();
  const { id, locked, from, to } = one;
  const frames =
    from === undefined || to === undefined ? '' : `${formatNumber(from, language)}–${formatNumber(to, language)}`;
  const lockLabel = t(locked ? 'unlockThis' : 'lockThis', { what: words });
  return (
    <>
      <div
        className={styles.row}
        data-shape-row
        data-selected={selected === id || undefined}
        data-hides={hides || undefined}
      >
        <button
          type="button"
          className={styles.rowName}
          aria-pressed={selected === id}
          onClick={() => editor.select(id, true)}
        >
          <span className={styles.rowIcon}>{icon}</span>
          <span className="ellipsis">{words}</span>
          <span className={`mono ${styles.rowFrames}`}>{frames}</span>
        </button>
        <Tooltip label={lockLabel}>
          <ActionIcon
            size={24}
            aria-label={lockLabel}
            aria-pressed={locked}
            data-faint={!locked || undefined}
            className={styles.rowTool}
            onClick={() => editor.setLocked(id, !locked)}
          >
            {locked ? <IconLock size={14} /> : <IconLockOpen size={14} />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t(locked ? 'unlockFirst' : 'removeThis', { what: words })}>
          <ActionIcon
            size={24}
            aria-label={t('removeThis', { what: words })}
            className={styles.rowTool}
            data-disabled={locked || undefined}
            aria-disabled={locked || undefined}
            onClick={() => editor.remove(id)}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      {editor.doc.reasonless.includes(id) && (
        <div className={styles.problem}>
          <span>{t('needsReason')}</span>
          <Button size="compact-xs" onClick={() => editor.ask(id)}>
            {t('giveReason')}
          </Button>
        </div>
      )}
      {editor.doc.outside.has(id) && (
        <div className={styles.problem}>
          <span>{t(editor.span === null ? 'problem.frames' : 'problem.outside')}</span>
          <Button size="compact-xs" onClick={() => editor.fit(id)}>
            {t('fit')}
          </Button>
        </div>
      )}
    </>
  );
}
