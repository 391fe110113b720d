import { Button, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../tool-button.tsx';
import type { AnnotationEditor } from './annotation-editor.ts';
import { VIEWS } from './annotation-state.ts';
import { TOOLS, toolKey } from './annotation-tools.ts';
import styles from './annotations.module.css';
import { ShapeIcon } from './shape-icon.tsx';
import { usePlace } from './use-place.ts';

interface BarProps {
  readonly editor: AnnotationEditor;
}

/** Over the picture: what of its annotations is seen, the tools of the mode, and why nothing happened. */
export function AnnotationBar({ editor }: BarProps) {
  const { mode, view } = editor.store.use();
  const { mark, doc } = editor;
  const { shapes } = doc.annotations;
  if (mark === null || (mode === 'off' && shapes.length === 0)) return null;
  return (
    <div ref={keepPresses} className={styles.bar} data-mode={mode}>
      <ViewSwitch editor={editor} />
      {mode !== 'off' && view === 'edit' && <Tools editor={editor} mode={mode} />}
      <BarNote editor={editor} />
    </div>
  );
}

/** Presses on the bar are not meant for the picture below, which listens to the browser's own events. */
function keepPresses(bar: HTMLElement | null): (() => void) | undefined {
  const keep = (event: Event) => event.stopPropagation();
  bar?.addEventListener('pointerdown', keep);
  return () => bar?.removeEventListener('pointerdown', keep);
}

function ViewSwitch({ editor }: BarProps) {
  const { t } = useTranslation('annotations');
  const { view } = editor.store.use();
  return (
    <SegmentedControl
      className={styles.views}
      data-view={view}
      aria-label={t('view.label')}
      value={view}
      data={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
      onChange={(value) => {
        const chosen = VIEWS.find((each) => each === value);
        if (chosen) editor.setView(chosen);
      }}
    />
  );
}

function Tools({ editor, mode }: BarProps & { readonly mode: 'annotate' | 'redact' }) {
  const { t } = useTranslation('annotations');
  const { tool } = editor.store.use();
  return (
    <div className={styles.tools} role="toolbar" aria-label={t(mode === 'redact' ? 'mode.redact' : 'mode.annotate')}>
      {TOOLS[mode].map((each) => (
        <ToolButton
          key={each}
          label={t(`tool.${each}`)}
          keys={toolKey(mode, each)}
          on={tool === each}
          onPress={() => editor.setTool(each)}
        >
          <ShapeIcon kind={each} />
        </ToolButton>
      ))}
    </div>
  );
}

/** One line that says what is seen when it is not the usual, or why a gesture did nothing. */
function BarNote({ editor }: BarProps) {
  const { t } = useTranslation('annotations');
  const { mode, view, notice, selected } = editor.store.use();
  const { span, place, onGo } = editor;
  const n = usePlace(place);
  const isOff = span !== null && (n < span.first || n > span.last);
  if (view !== 'edit') return <Line text={t(`viewNote.${view}`)} tone={view === 'original' ? 'warn' : 'redact'} />;
  if (notice === 'locked') {
    const unlock = selected === null ? undefined : () => editor.setLocked(selected, false);
    return <Line text={t('notice.locked')} tone="warn" action={t('unlock')} onAction={unlock} />;
  }
  if (mode !== 'off' && isOff) {
    return <Line text={t('notice.outside')} tone="warn" action={t('toMark')} onAction={() => onGo(span.first)} />;
  }
  if (notice === 'hidden') return <Line text={t('notice.hidden')} tone="warn" />;
  return null;
}

interface LineProps {
  readonly text: string;
  readonly tone: 'warn' | 'redact';
  readonly action?: string;
  readonly onAction?: (() => void) | undefined;
}

function Line({ text, tone, action, onAction }: LineProps) {
  return (
    <span className={styles.line} data-tone={tone} role="status">
      {text}
      {onAction && (
        <Button size="compact-xs" onMouseDown={(event) => event.preventDefault()} onClick={onAction}>
          {action}
        </Button>
      )}
    </span>
  );
}
