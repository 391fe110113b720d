import { Button } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../error-note.tsx';
import { Kbd } from '../kbd.tsx';
import { Panel, PanelBody } from '../panel.tsx';
import type { AnnotationEditor } from './annotation-editor.ts';
import { AnnotationHelp } from './annotation-help.tsx';
import styles from './annotations.module.css';
import { ShapeFields } from './shape-fields.tsx';
import { ShapeList } from './shape-list.tsx';
import { SoundList } from './sound-list.tsx';

interface EditorProps {
  readonly editor: AnnotationEditor;
}

interface AnnotationPanelProps extends EditorProps {
  /** The selected mark lies on another page than the one that is shown. */
  readonly elsewhere?: boolean;
}

/** The inspector's side about a mark's notes and redactions: the list of them, and everything about the chosen one. */
export const AnnotationPanel = memo(function AnnotationPanel({ editor, elsewhere = false }: AnnotationPanelProps) {
  const { t } = useTranslation('annotations');
  const { mark, doc } = editor;
  if (mark === null) {
    return (
      <Panel label={t('title')}>
        <AnnotationHelp text={t(elsewhere ? 'elsewhere' : 'noMark')} film={false} />
      </Panel>
    );
  }
  const { shapes, sound } = doc.annotations;
  return (
    <Panel label={t('title')}>
      <ModeButtons editor={editor} />
      {doc.readError !== null && <ErrorNote error={doc.readError} title={t('readFailed')} />}
      {doc.saveError !== null && <SaveFailed editor={editor} />}
      <PanelBody>
        {doc.ready && shapes.length === 0 && sound.length === 0 && (
          <AnnotationHelp text={t('none')} film={editor.span !== null} />
        )}
        {shapes.length > 0 && <ShapeList editor={editor} />}
        {editor.hasSound && <SoundList editor={editor} />}
        <ShapeFields editor={editor} />
      </PanelBody>
    </Panel>
  );
});

function ModeButtons({ editor }: EditorProps) {
  const { t } = useTranslation('annotations');
  const { mode } = editor.store.use();
  return (
    <div className={styles.modes}>
      {(['annotate', 'redact'] as const).map((each) => (
        <Button
          key={each}
          className={styles.grow}
          variant={mode === each ? 'filled' : 'default'}
          aria-pressed={mode === each}
          disabled={!editor.doc.ready}
          rightSection={
            <span className={mode === each ? styles.onFill : undefined}>
              <Kbd keys={each === 'annotate' ? 'A' : 'R'} />
            </span>
          }
          onClick={() => editor.setMode(mode === each ? 'off' : each)}
        >
          {t(`mode.${each}`)}
        </Button>
      ))}
    </div>
  );
}

function SaveFailed({ editor }: EditorProps) {
  const { t } = useTranslation('annotations');
  return (
    <div className={styles.failed}>
      <ErrorNote error={editor.doc.saveError} title={t('saveFailed')} />
      <div className={styles.failedWays}>
        <Button onClick={editor.retry}>{t('tryAgain')}</Button>
        <Button onClick={editor.discard}>{t('discard')}</Button>
      </div>
    </div>
  );
}
