import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import styles from './annotations.module.css';
import { type CoursePart, courseKeys, courseOf, isShape, partPlace, type Timed } from './shape-course.ts';
import type { FrameSpan } from './shape-keys.ts';
import { usePlace } from './use-place.ts';

interface CourseLaneProps {
  readonly editor: AnnotationEditor;
  /** The chosen shape or sound redaction, as it is under the hand. */
  readonly one: Timed;
  readonly span: FrameSpan;
}

/**
 * When something is shown or not heard, over the length of the mark: its range, both ends, its keys, and where the
 * reader stands. Each of them can be moved by keys and by hand.
 */
export function CourseLane({ editor, one, span }: CourseLaneProps) {
  const { t } = useTranslation('annotations');
  const n = usePlace(editor.place);
  const lane = useRef<HTMLFieldSetElement>(null);
  useWish(editor, lane);
  const length = Math.max(1, span.last - span.first);
  const percent = (frame: number) => Math.min(100, Math.max(0, ((frame - span.first) / length) * 100));
  const { from, to } = courseOf(one, span);
  const shared = { editor, one, span, percent, length };
  const what = t(`kind.${one.kind}`);
  return (
    <fieldset ref={lane} className={styles.course} aria-label={t('course.lane', { what })} data-testid="course-lane">
      <CourseHandle {...shared} part="range" style={{ left: `${percent(from)}%`, right: `${100 - percent(to)}%` }} />
      <CourseHandle {...shared} part="from" style={{ left: `${percent(from)}%` }} />
      {courseKeys(one).map((frame, at) => (
        <CourseHandle
          key={partName(at)}
          {...shared}
          part={at}
          isHere={frame === n}
          style={{ left: `${percent(frame)}%` }}
        />
      ))}
      <CourseHandle {...shared} part="to" style={{ left: `${percent(to)}%` }} />
      {n >= span.first && n <= span.last && <span className={styles.courseHere} style={{ left: `${percent(n)}%` }} />}
    </fieldset>
  );
}

/** A key keeps its place among the keys, and with it the keyboard, while it is moved. */
const partName = (part: CoursePart): string => (typeof part === 'number' ? `key-${part}` : part);

/** Gives the keyboard to the range when a command asks for it. */
function useWish(editor: AnnotationEditor, lane: React.RefObject<HTMLElement | null>): void {
  const { courseWish } = editor.store.use();
  const seen = useRef(courseWish);
  useEffect(() => {
    if (seen.current === courseWish) return;
    seen.current = courseWish;
    lane.current?.querySelector<HTMLElement>('[data-part=range]')?.focus();
  }, [courseWish, lane]);
}

interface HandleProps extends CourseLaneProps {
  readonly part: CoursePart;
  readonly style: React.CSSProperties;
  readonly length: number;
  readonly isHere?: boolean;
}

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1 };

function CourseHandle({ editor, one, span, part, style, length, isHere = false }: HandleProps) {
  const label = useLabel(one, part);
  const text = useText(one, part, span);
  const place = partPlace(one, part, span);
  const isKey = typeof part === 'number';
  const drag = useDrag(editor, part, length);
  const onKey = (event: React.KeyboardEvent<HTMLElement>) => {
    if (!moveByKey(event, editor, part)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span
      role="slider"
      tabIndex={0}
      className={styles.courseHandle}
      style={style}
      data-kind={isKey ? 'key' : part}
      data-part={partName(part)}
      data-here={isHere || undefined}
      aria-label={label}
      aria-valuemin={place.least}
      aria-valuemax={place.most}
      aria-valuenow={place.n}
      aria-valuetext={text}
      aria-disabled={one.locked || undefined}
      title={`${label}: ${text}`}
      onKeyDown={onKey}
      onKeyUp={editor.settle}
      onFocus={() => editor.focusPart(part)}
      onBlur={(event) => {
        editor.settle();
        // The palette takes the keyboard for a moment and acts on what had it.
        if (event.relatedTarget?.closest('[role=dialog]') == null) editor.focusPart(null);
      }}
      {...drag}
    />
  );
}

/** True when the key is one of the lane's. */
function moveByKey(event: React.KeyboardEvent<HTMLElement>, editor: AnnotationEditor, part: CoursePart): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const way = STEPS[event.key];
  if (way !== undefined) editor.movePart(part, (n) => n + way * (event.shiftKey ? 10 : 1));
  else if (event.key === 'Home') editor.movePart(part, () => Number.NEGATIVE_INFINITY);
  else if (event.key === 'End') editor.movePart(part, () => Number.POSITIVE_INFINITY);
  else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') beside(event.currentTarget, event.key);
  else if (event.key === 'Enter' || event.key === ' ') editor.movePart(part, (n) => n);
  else if (event.key === 'Delete' && typeof part === 'number') {
    beside(event.currentTarget, 'ArrowUp');
    editor.dropPart(part);
  } else return false;
  return true;
}

/** The part before or after this one takes the keyboard. */
function beside(handle: HTMLElement, key: 'ArrowUp' | 'ArrowDown'): void {
  const all = [...(handle.parentElement?.querySelectorAll<HTMLElement>('[data-part]') ?? [])];
  all[all.indexOf(handle) + (key === 'ArrowDown' ? 1 : -1)]?.focus();
}

/** Follows the pointer by whole frames; a press without a movement goes to the part's frame. */
function useDrag(editor: AnnotationEditor, part: CoursePart, length: number) {
  const from = useRef({ x: 0, n: 0 });
  return {
    onPointerDown: (event: React.PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, n: Number(event.currentTarget.ariaValueNow) };
    },
    onPointerMove: (event: React.PointerEvent<HTMLElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const width = event.currentTarget.parentElement?.clientWidth ?? 1;
      const by = Math.round(((event.clientX - from.current.x) / width) * length);
      const wanted = from.current.n + by;
      if (wanted !== Number(event.currentTarget.ariaValueNow)) editor.movePart(part, () => wanted);
    },
    onPointerUp: () => {
      if (editor.store.get().course === null && part !== 'range') editor.movePart(part, (n) => n);
      editor.settle();
    },
    onPointerCancel: editor.settle,
  };
}

function useLabel(one: Timed, part: CoursePart): string {
  const { t } = useTranslation('annotations');
  const language = useLanguage();
  const what = t(`kind.${one.kind}`);
  if (typeof part !== 'number') return t(`course.${part}`, { what });
  const numbers = { number: formatNumber(part + 1, language), count: formatNumber(courseKeys(one).length, language) };
  return t('course.key', { what, ...numbers });
}

/** Frames in words: of the range both, else the one. */
function useText(one: Timed, part: CoursePart, span: FrameSpan): string {
  const { t } = useTranslation('annotations');
  const language = useLanguage();
  const { from, to } = courseOf(one, span);
  if (part === 'range') {
    return t('course.frames', { from: formatNumber(from, language), to: formatNumber(to, language) });
  }
  return t('course.frame', { frame: formatNumber(partPlace(one, part, span).n, language) });
}

/** A shape as it is under the hand, else as it is kept. */
export function useCourse<T extends Timed>(editor: AnnotationEditor, kept: T): T {
  const { course, live } = editor.store.use();
  if (course?.now.id === kept.id) return course.now as T;
  return isShape(kept) && live?.id === kept.id ? (live as Timed as T) : kept;
}
