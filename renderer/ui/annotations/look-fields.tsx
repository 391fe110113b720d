import { useTranslation } from 'react-i18next';
import type { ShapeKind } from '../../../shared/annotation.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import { isHidingTool } from './annotation-tools.ts';
import styles from './annotations.module.css';
import { middleGeometry, newShape } from './drawn-shape.ts';
import { RedactionChoice } from './redaction-choice.tsx';
import { StyleFields } from './style-fields.tsx';
import { useRedactionPack } from './use-redaction-pack.ts';

interface LookFieldsProps {
  readonly editor: AnnotationEditor;
  readonly kind: ShapeKind;
}

/** How the next shape of this kind will look, and why it will hide what it hides. */
export function LookFields({ editor, kind }: LookFieldsProps) {
  const { t } = useTranslation('annotations');
  const { look } = editor.store.use();
  const { firstReason } = useRedactionPack();
  const next = look.reason === '' && firstReason !== null ? { ...look, ...firstReason } : look;
  // A shape that is never stored: the fields are the same as those of one that is.
  const example = newShape({
    ...{ kind, geometry: middleGeometry(kind), id: 'next', look: next },
    ...{ frames: null, number: 1, text: '' },
  });
  return (
    <fieldset className={styles.fields}>
      <legend className={styles.legend}>{t('nextShape', { kind: t(`kind.${kind}`) })}</legend>
      <StyleFields
        shape={example}
        disabled={false}
        isNext
        onChange={({ colour, style, size, form }) =>
          editor.setLook({
            ...(style ? { style } : {}),
            ...(size === undefined ? {} : { size }),
            ...(form ? { form } : {}),
            ...(colour ? { cover: colour } : {}),
          })
        }
      />
      {isHidingTool(kind) && (
        <RedactionChoice
          value={next}
          disabled={false}
          onChange={(change) => editor.setLook({ reason: next.reason, basis: next.basis, ...change })}
        />
      )}
    </fieldset>
  );
}
