import { Button, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViolationType } from '../../../shared/violation.ts';
import { ErrorNote, Note } from '../error-note.tsx';
import { Field } from '../field.tsx';
import { Kbd } from '../kbd.tsx';
import { Panel } from '../panel.tsx';
import { MarkCheckLine } from './mark-check-line.tsx';
import styles from './marks.module.css';
import { PlaceField } from './place-field.tsx';
import type { MarkEditor } from './use-mark-editor.ts';
import { ViolationPicker } from './violation-picker.tsx';

interface MarkInspectorProps {
  readonly editor: MarkEditor;
  readonly types: readonly ViolationType[];
  readonly favourites: readonly string[];
  readonly inheritedPlace: string | null;
  /** The interval or region: in and out of a recording, page and region of a document. */
  readonly span: ReactNode;
  /** What to do when nothing is selected. */
  readonly empty: ReactNode;
  readonly checkable: boolean;
  /** Pictures in the saved mark, for the line that says what was compared; null for documents. */
  readonly pictures: number | null;
}

/** One mark in full: words, violations, place, and whether its pictures still match the original. */
export const MarkInspector = memo(function MarkInspector(props: MarkInspectorProps) {
  const { t } = useTranslation('marks');
  const { editor } = props;
  const title = useRef<HTMLInputElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const { focus, draft } = editor;
  const shown = draft !== null;
  const granted = useRef(focus?.tick);
  useEffect(() => {
    if (!shown || !focus || focus.tick === granted.current) return;
    granted.current = focus.tick;
    if (focus.field === 'title') title.current?.focus();
    if (focus.field === 'note') note.current?.focus();
  }, [focus, shown]);
  if (!draft) return <Panel label={t('inspector')}>{props.empty}</Panel>;

  const saveOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    editor.save();
    title.current?.blur();
  };
  const onNoteKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      editor.save();
      note.current?.blur();
    }
    if (event.key === 'Escape') note.current?.blur();
  };
  return (
    <Panel label={t('inspector')}>
      <div className={styles.inspector}>
        {editor.keptFromBefore && (
          <Note
            tone="info"
            actions={
              <Button size="compact-xs" onClick={editor.discard}>
                {t('discard')}
              </Button>
            }
          >
            {t('keptFromBefore')}
          </Note>
        )}
        <Field label={t(draft.markId === null ? 'newMark' : 'mark')}>
          {(id) => (
            <TextInput
              id={id}
              ref={title}
              value={draft.title}
              maxLength={500}
              placeholder={t('titlePlaceholder')}
              error={editor.problem === 'title' ? t('titleMissing') : undefined}
              onChange={(event) => editor.change({ title: event.currentTarget.value })}
              onKeyDown={(event) => (event.key === 'Escape' ? title.current?.blur() : saveOnEnter(event))}
            />
          )}
        </Field>
        {props.span}
        {editor.problem === 'range' && <Note tone="warn">{t('rangeMissing')}</Note>}
        <Field label={t('violations')}>
          {() => (
            <ViolationPicker
              types={props.types}
              chosen={draft.violations}
              favourites={props.favourites}
              focus={focus}
              onToggle={editor.toggleViolation}
            />
          )}
        </Field>
        <Field label={t('note')}>
          {(id) => (
            <Textarea
              id={id}
              ref={note}
              autosize
              minRows={3}
              maxRows={12}
              maxLength={20_000}
              value={draft.note}
              onChange={(event) => editor.change({ note: event.currentTarget.value })}
              onKeyDown={onNoteKey}
            />
          )}
        </Field>
        <PlaceField
          value={draft.place}
          inherited={props.inheritedPlace}
          onChange={(place) => editor.change({ place })}
        />
        {editor.saveError !== null && <ErrorNote error={editor.saveError} title={t('saveFailed')} />}
      </div>
      <InspectorFoot {...props} />
    </Panel>
  );
});

function InspectorFoot({ editor, checkable, pictures }: MarkInspectorProps) {
  const { t } = useTranslation('marks');
  const { mark, dirty, draft } = editor;
  return (
    <footer className={styles.foot}>
      {mark && checkable && <MarkCheckLine key={mark.id} mark={mark} pictures={pictures} ready={!dirty} />}
      <div className={styles.footButtons}>
        <Button
          className={styles.grow}
          variant={dirty ? 'filled' : 'default'}
          disabled={!dirty}
          loading={editor.busy}
          rightSection={<span className={styles.onFill}>{dirty && <Kbd keys="Enter" />}</span>}
          onClick={editor.save}
        >
          {t(dirty || draft?.markId === null ? 'save' : 'saved')}
        </Button>
        <Button disabled={!dirty} onClick={editor.discard}>
          {t('discard')}
        </Button>
        <Tooltip label={t('remove')}>
          <Button px={7} aria-label={t('remove')} disabled={!mark} onClick={editor.remove}>
            <IconTrash size={15} />
          </Button>
        </Tooltip>
      </div>
    </footer>
  );
}
