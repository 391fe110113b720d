import type { AnnotationShape } from '../../../shared/annotation.ts';
import { createStore, type Store } from '../../lib/create-store.ts';
import type { EditMode, Tool } from './annotation-tools.ts';
import type { ShapeStyle } from './drawn-shape.ts';
import type { CoursePart, Timed } from './shape-course.ts';

/** What the picture shows of its annotations: all with hatched redactions, as it will be burnt, or nothing of them. */
export const VIEWS = ['edit', 'preview', 'original'] as const;
export type AnnotationView = (typeof VIEWS)[number];

/** Why nothing happened. `locked`: unlock it first. `outside`: the frame is not in the mark. `hidden`: not shown here. */
export type EditNotice = 'locked' | 'outside' | 'hidden';

/** A shape that has words. */
export type WrittenShape = Extract<AnnotationShape, { kind: 'text' | 'callout' }>;

/** What an editor holds that is not stored: tool, choice, and what is under the hand at this moment. */
export interface EditState {
  readonly mode: EditMode;
  readonly tool: Tool;
  readonly view: AnnotationView;
  /** Id of the chosen shape or sound redaction. */
  readonly selected: string | null;
  /** A shape as the pointer or a held key has it now; it stands in the place of the stored one. */
  readonly live: AnnotationShape | null;
  /** The text shape or callout whose words are being typed on the picture, with the words so far. */
  readonly writing: WrittenShape | null;
  /** The mark that `live` and `writing` belong to, whichever is selected by now. */
  readonly forMark: string | null;
  readonly look: ShapeStyle;
  /** Id of the redaction whose reason is being asked for. */
  readonly asking: string | null;
  /** Code of the reason that was given last; it is offered first and never taken by itself. */
  readonly usedLast: string | null;
  /** A course whose part is under the hand: how it was, and how it is now. */
  readonly course: {
    readonly base: Timed;
    readonly part: CoursePart;
    readonly now: Timed;
    readonly markId: string;
  } | null;
  /** The part of a course that has the keyboard. */
  readonly part: CoursePart | null;
  /** Grows when a course is to get the keyboard. */
  readonly courseWish: number;
  readonly notice: EditNotice | null;
  /** The picture has the keyboard. */
  readonly focused: boolean;
}

const START: EditState = {
  mode: 'off',
  tool: 'select',
  view: 'edit',
  selected: null,
  live: null,
  writing: null,
  forMark: null,
  look: {
    style: { colour: 'amber', width: 4, filled: false },
    size: 40,
    form: 'box',
    cover: 'black',
  },
  asking: null,
  usedLast: null,
  course: null,
  part: null,
  courseWish: 0,
  notice: null,
  focused: false,
};

/** Components use it by part, so that a shape that is being dragged redraws nothing else. */
export type EditStore = Store<EditState>;

export const createEditStore = (): EditStore => createStore(START);
