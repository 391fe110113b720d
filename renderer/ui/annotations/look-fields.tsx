import { useTranslation } from 'react-i18next';
import type { ShapeKind } from '../../../shared/annotation.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import styles from './annotations.module.css';
import { middleGeometry, newShape } from './drawn-shape.ts';
import { StyleFields } from './style-fields.tsx';

interface LookFieldsProps {
  readonly editor: AnnotationEditor;
  readonly kind: ShapeKind;
}

/** How the next shape of this kind will look. Why it hides what it hides is asked once it is drawn. */
export function LookFields({ editor, kind }: LookFieldsProps) {
  const { t } = useTranslation('annotations');
  const { look } = editor.store.use();
  // A shape that is never stored: the fields are the same as those of one that is.
  const example = newShape({
    ...{ kind, geometry: middleGeometry(kind), id: 'next', look },
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
    </fieldset>
  );
}
