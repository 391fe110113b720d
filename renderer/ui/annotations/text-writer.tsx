import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ANNOTATION_LIMITS } from '../../../shared/annotation.ts';
import { colourOf, contrastOf } from '../../../shared/annotation-pen.ts';
import type { Turn } from '../viewer/region-geometry.ts';
import type { Placement } from '../viewer/zoom-geometry.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import type { WrittenShape } from './annotation-state.ts';
import styles from './annotations.module.css';
import { placeOf } from './edit-context.ts';
import { toViewport } from './view-matrix.ts';

interface TextWriterProps {
  readonly editor: AnnotationEditor;
  readonly shape: WrittenShape;
  readonly placement: Placement;
  readonly turn: Turn;
}

/** Less than this cannot be read while it is typed, in CSS pixels. */
const LEAST_LETTERS = 11;

/** A field on the picture, where the words will stand. Enter keeps them, Shift+Enter begins a line, Escape leaves them. */
export function TextWriter({ editor, shape, placement, turn }: TextWriterProps) {
  const { t } = useTranslation('annotations');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  const back = () => field.current?.closest<HTMLElement>('[role=application]')?.focus({ preventScroll: true });
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !(event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)))
      return;
    event.preventDefault();
    const keep = event.key === 'Enter';
    back();
    editor.endWriting(keep);
  };
  return (
    <textarea
      ref={field}
      className={styles.writer}
      style={styleOf(shape, editor, placement, turn)}
      aria-label={t('words')}
      placeholder={t('wordsPlaceholder')}
      maxLength={ANNOTATION_LIMITS.text}
      rows={Math.max(1, shape.text.split('\n').length)}
      value={shape.text}
      onChange={(event) => editor.type(event.currentTarget.value)}
      onKeyDown={onKey}
      onBlur={() => editor.endWriting(true)}
    />
  );
}

function styleOf(shape: WrittenShape, editor: AnnotationEditor, placement: Placement, turn: Turn): CSSProperties {
  const at = placeOf(editor, shape);
  if (!('x' in at)) return {};
  const upright = turn === 0 || turn === 180 ? placement.height : placement.width;
  const letters = Math.max(LEAST_LETTERS, (shape.size / 1000) * upright);
  const { x, y } = toViewport(at, placement, turn);
  const beside = shape.kind === 'callout' ? letters * 1.25 : 0;
  return {
    left: x + beside,
    top: shape.kind === 'callout' ? y - letters * 0.625 : y,
    fontSize: letters,
    color: colourOf(shape.style.colour),
    background: `color-mix(in srgb, ${contrastOf(shape.style.colour)} 60%, transparent)`,
    maxWidth: `calc(100% - ${Math.round(x + beside)}px)`,
  };
}
