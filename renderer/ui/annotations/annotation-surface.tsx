import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Turn } from '../viewer/region-geometry.ts';
import type { ZoomPan } from '../viewer/use-zoom-pan.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import styles from './annotations.module.css';
import { SelectionFrame } from './selection-frame.tsx';
import { TextWriter } from './text-writer.tsx';
import { useShapeGestures } from './use-shape-gestures.ts';

interface AnnotationSurfaceProps {
  readonly editor: AnnotationEditor;
  readonly zoomPan: Pick<ZoomPan, 'placement'>;
  readonly turn?: Turn;
}

/** Takes the pointer and the keyboard over the picture while its annotations are worked on. */
export function AnnotationSurface(props: AnnotationSurfaceProps) {
  const { mode, view } = props.editor.store.use();
  const { mark, doc } = props.editor;
  return mode === 'off' || view !== 'edit' || mark === null || !doc.ready ? null : <OpenSurface {...props} />;
}

/** It has the keyboard, so that shapes can be made without a pointer. */
const FOCUSABLE = { tabIndex: 0 } as const;

function OpenSurface({ editor, zoomPan, turn = 0 }: AnnotationSurfaceProps) {
  const { t } = useTranslation('annotations');
  const { mode, tool, selected, writing } = editor.store.use();
  const [surface, hold] = useState<HTMLDivElement | null>(null);
  const { placement } = zoomPan;
  useShapeGestures({ editor, surface, placement, turn });
  // Whoever enters the mode goes on with the keyboard where he is: in a field he stays.
  useEffect(() => {
    const at = document.activeElement;
    const isTyping = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement;
    if (surface !== null && !isTyping && at?.closest('[data-shape-row]') == null)
      surface.focus({ preventScroll: true });
  }, [surface]);
  const { store } = editor;
  // After the reason was given, or left for later, the keyboard is where it was: on the picture.
  const { asking } = store.use();
  const asked = useRef(asking);
  useEffect(() => {
    if (asked.current !== null && asking === null) surface?.focus({ preventScroll: true });
    asked.current = asking;
  }, [asking, surface]);
  const focus = (focused: boolean) => store.set((state) => ({ ...state, focused }));
  useEffect(() => () => store.set((state) => ({ ...state, focused: false })), [store]);
  return (
    <div
      ref={hold}
      className={styles.surface}
      role="application"
      aria-label={t(mode === 'redact' ? 'surface.redact' : 'surface.annotate')}
      {...FOCUSABLE}
      data-tool={tool}
      data-testid="annotation-surface"
      onFocus={(event) => event.target === event.currentTarget && focus(true)}
      onBlur={() => focus(false)}
    >
      {selected !== null && <SelectionFrame editor={editor} placement={placement} turn={turn} />}
      {writing !== null && <TextWriter editor={editor} shape={writing} placement={placement} turn={turn} />}
    </div>
  );
}
