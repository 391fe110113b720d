import { useTranslation } from 'react-i18next';
import { type AnnotationShape, isRedaction } from '../../../shared/annotation.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import styles from './annotations.module.css';
import { useCourse } from './course-lane.tsx';
import { FrameRange } from './frame-range.tsx';
import { KeyStrip } from './key-strip.tsx';
import { LookFields } from './look-fields.tsx';
import { RedactionChoice } from './redaction-choice.tsx';
import { shownWithin } from './shape-keys.ts';
import { StyleFields } from './style-fields.tsx';

interface ShapeFieldsProps {
  readonly editor: AnnotationEditor;
}

/** Everything about the chosen shape; about the next one while a tool is held. */
export function ShapeFields({ editor }: ShapeFieldsProps) {
  const { selected, mode, tool, view } = editor.store.use();
  const shape = editor.doc.annotations.shapes.find(({ id }) => id === selected);
  if (shape) return <ChosenFields editor={editor} shape={shape} />;
  if (mode === 'off' || tool === 'select' || view !== 'edit') return null;
  return <LookFields editor={editor} kind={tool} />;
}

function ChosenFields({ editor, shape }: ShapeFieldsProps & { readonly shape: AnnotationShape }) {
  const { t } = useTranslation('annotations');
  const { span, ptsOf } = editor;
  const now = useCourse(editor, shape);
  const put = (change: object) => editor.put({ ...shape, ...change } as AnnotationShape);
  return (
    <fieldset className={styles.fields} disabled={shape.locked}>
      <legend className={styles.legend}>{t(`kind.${shape.kind}`)}</legend>
      <StyleFields
        shape={shape}
        disabled={shape.locked}
        onChange={(change) => {
          put(change);
          editor.setLook(lookOf(change));
        }}
      />
      {isRedaction(shape) && (
        <RedactionChoice key={shape.id} editor={editor} value={shape} disabled={shape.locked} onChange={put} />
      )}
      {span !== null && (
        <>
          <FrameRange
            editor={editor}
            from={now.from ?? span.first}
            to={now.to ?? span.last}
            disabled={shape.locked}
            onChange={(from, to) => editor.put(shownWithin(shape, from, to, ptsOf))}
          />
          <KeyStrip editor={editor} shape={now} />
        </>
      )}
    </fieldset>
  );
}

/** What of a change the next shape takes over. */
function lookOf(change: object): object {
  const taken = Object.entries(change).filter(([name]) => name === 'style' || name === 'size' || name === 'form');
  return Object.fromEntries('colour' in change ? [...taken, ['cover', change.colour]] : taken);
}
