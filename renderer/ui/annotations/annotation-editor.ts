import type { AnnotationShape, SoundRedaction } from '../../../shared/annotation.ts';
import type { PtsOf } from '../../../shared/annotation-motion.ts';
import type { Mark } from '../../../shared/mark.ts';
import type { AnnotationView, EditStore } from './annotation-state.ts';
import type { EditMode, Tool } from './annotation-tools.ts';
import type { ShapeStyle } from './drawn-shape.ts';
import type { Geometry, Scale } from './shape-bounds.ts';
import type { CoursePart } from './shape-course.ts';
import type { FrameSpan } from './shape-keys.ts';
import type { AnnotationDoc } from './use-annotation-doc.ts';

/** Where the reader stands; a page stands at 0 for ever. */
export interface FramePlace {
  readonly n: number;
  subscribe(listener: () => void): () => void;
}

export const PAGE_PLACE: FramePlace = { n: 0, subscribe: () => () => undefined };

/** What can be done with the annotations of the selected mark. */
export type AnnotationActions = {
  setMode(mode: EditMode): void;
  setTool(tool: Tool): void;
  setView(view: AnnotationView): void;
  /** Chooses a shape or sound redaction; with `go` its first frame is shown when it is not to be seen now. */
  select(id: string | null, go?: boolean): void;
  selectBeside(way: 1 | -1): void;
  /** Shows a shape as it is under the hand; nothing is kept before {@link settle}. */
  hold(shape: AnnotationShape | null): void;
  /** Keeps what is under the hand, or being typed, as one step. */
  settle(): void;
  /** A new shape of the tool's kind along a path, or in the middle of the picture without one. */
  draw(kind: Exclude<Tool, 'select'>, geometry: Geometry | null): void;
  /** Keeps a shape as it is given. */
  put(shape: AnnotationShape): void;
  putSound(sound: SoundRedaction): void;
  addSound(): void;
  remove(id: string): void;
  duplicate(): void;
  setLocked(id: string, locked: boolean): void;
  /** Moves the chosen shape by fractions of the picture; kept when the key is let go. */
  nudge(dx: number, dy: number): void;
  /** Changes its size in the same way. */
  stretch(dx: number, dy: number): void;
  /** Shows the chosen shape from or until the frame that is seen. */
  cut(end: 'from' | 'to'): void;
  /** Moves a part of what is chosen to another frame; kept when the key or the button is let go. */
  movePart(part: CoursePart, to: (n: number) => number): void;
  /** Removes a key by its place among the keys. */
  dropPart(part: CoursePart): void;
  /** This part has the keyboard now; null when none has. */
  focusPart(part: CoursePart | null): void;
  /** Gives the keyboard to the range of what is chosen. */
  goToCourse(): void;
  addKey(): void;
  removeKey(): void;
  goToKey(way: 1 | -1): void;
  /** Brings a shape or sound redaction back into the mark. */
  fit(id: string): void;
  /** Begins to type the words of the chosen text or callout. */
  write(): void;
  /** The words so far. */
  type(text: string): void;
  /** Ends typing; without `keep` the words stay as they were. */
  endWriting(keep: boolean): void;
  /** Chooses a redaction and asks why it hides what it hides. */
  ask(id: string): void;
  /** Ends asking; with `reason` that one is offered first from now on. */
  endAsking(reason: string | null): void;
  /** How the next shape looks. */
  setLook(look: Partial<ShapeStyle>): void;
  /** One step back: what is under the hand, the choice, the tool, the mode. */
  leave(): void;
  retry(): void;
  discard(): void;
};

/** Everything that the picture, the bar and the panel need to show and change a mark's annotations. */
export interface AnnotationEditor extends Readonly<AnnotationActions> {
  readonly store: EditStore;
  readonly mark: Mark | null;
  readonly doc: AnnotationDoc;
  readonly place: FramePlace;
  /** Frames of the mark; null on a page. */
  readonly span: FrameSpan | null;
  readonly ptsOf: PtsOf;
  readonly scale: Scale;
  /** The item's sound can be silenced. */
  readonly hasSound: boolean;
  readonly onGo: (n: number) => void;
}
