import { Button, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../tool-button.tsx';
import type { AnnotationEditor } from './annotation-editor.ts';
import { VIEWS } from './annotation-state.ts';
import { TOOLS, toolKey } from './annotation-tools.ts';
import styles from './annotations.module.css';
import { ShapeIcon } from './shape-icon.tsx';
import { usePlace } from './use-place.ts';

interface StripProps {
  readonly editor: AnnotationEditor;
}

interface AnnotationStripProps extends StripProps {
  /** Something is drawn on a mark of this item: the strip stays then, whichever mark is looked at. */
  readonly standing: boolean;
}

/**
 * Above the picture, where it covers nothing of it: what of the annotations is seen, the tools of the mode, and why
 * nothing happened. Its height depends on the mode and the room alone, so that the picture keeps its place at a step.
 */
export function AnnotationStrip({ editor, standing }: AnnotationStripProps) {
  const { mode } = editor.store.use();
  if (mode === 'off' && !standing && editor.doc.annotations.shapes.length === 0) return null;
  return (
    <div className={styles.dock}>
      <div className={styles.strip} data-mode={mode} data-testid="annotation-strip">
        {mode !== 'off' && <Tools editor={editor} mode={mode} />}
        <ViewSwitch editor={editor} />
        <StripNote editor={editor} />
      </div>
    </div>
  );
}

function ViewSwitch({ editor }: StripProps) {
  const { t } = useTranslation('annotations');
  const { view } = editor.store.use();
  const { mark } = editor;
  return (
    <SegmentedControl
      disabled={mark === null}
      className={styles.views}
      data-view={view}
      aria-label={t('view.label')}
      value={mark === null ? 'edit' : view}
      data={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
      onChange={(value) => {
        const chosen = VIEWS.find((each) => each === value);
        if (chosen) editor.setView(chosen);
      }}
    />
  );
}

function Tools({ editor, mode }: StripProps & { readonly mode: 'annotate' | 'redact' }) {
  const { t } = useTranslation('annotations');
  const { tool, view } = editor.store.use();
  return (
    <div className={styles.tools} role="toolbar" aria-label={t(mode === 'redact' ? 'mode.redact' : 'mode.annotate')}>
      {TOOLS[mode].map((each) => (
        <ToolButton
          key={each}
          label={t(`tool.${each}`)}
          keys={toolKey(mode, each)}
          on={view === 'edit' && tool === each}
          disabled={editor.mark === null}
          onPress={() => editor.setTool(each)}
        >
          <ShapeIcon kind={each} />
        </ToolButton>
      ))}
    </div>
  );
}

/** One line that says what is seen when it is not the usual, or why a gesture did nothing. */
function StripNote({ editor }: StripProps) {
  const { t } = useTranslation('annotations');
  const { mode, view, notice, selected } = editor.store.use();
  const { mark, span, place, onGo, doc } = editor;
  const n = usePlace(place);
  const isOff = span !== null && (n < span.first || n > span.last);
  const [unsaid] = doc.reasonless;
  if (mark === null) return <Line text={t('noMarkShort')} tone="quiet" />;
  if (unsaid !== undefined) {
    const text = t('notice.reason', { count: doc.reasonless.length });
    return <Line text={text} tone="warn" action={t('giveReason')} onAction={() => editor.ask(unsaid)} />;
  }
  if (view !== 'edit') return <Line text={t(`viewNote.${view}`)} tone={view === 'original' ? 'warn' : 'redact'} />;
  if (notice === 'locked') {
    const unlock = selected === null ? undefined : () => editor.setLocked(selected, false);
    return <Line text={t('notice.locked')} tone="warn" action={t('unlock')} onAction={unlock} />;
  }
  if (mode !== 'off' && isOff) {
    return <Line text={t('notice.outside')} tone="warn" action={t('toMark')} onAction={() => onGo(span.first)} />;
  }
  if (notice === 'hidden') return <Line text={t('notice.hidden')} tone="warn" />;
  if (doc.ready && doc.annotations.shapes.length === 0 && mode === 'off') {
    return <Line text={t('noneShort')} tone="quiet" />;
  }
  return null;
}

interface LineProps {
  readonly text: string;
  readonly tone: 'warn' | 'redact' | 'quiet';
  readonly action?: string;
  readonly onAction?: (() => void) | undefined;
}

function Line({ text, tone, action, onAction }: LineProps) {
  return (
    <span className={styles.line} data-tone={tone} role="status">
      <span className="ellipsis" title={text}>
        {text}
      </span>
      {onAction && (
        <Button size="compact-xs" onMouseDown={(event) => event.preventDefault()} onClick={onAction}>
          {action}
        </Button>
      )}
    </span>
  );
}
