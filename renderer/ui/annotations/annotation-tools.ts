import { type AnnotationShape, isRedaction, type ShapeKind } from '../../../shared/annotation.ts';

/** What the pointer does over the picture: choose what is there, or draw a shape of a kind. */
export type Tool = 'select' | ShapeKind;

/** `annotate` tells something, `redact` hides something; both change the picture's annotations. */
export type EditMode = 'off' | 'annotate' | 'redact';

/** Tools of each mode in the order of their keys 1, 2, 3 … */
export const TOOLS: Readonly<Record<Exclude<EditMode, 'off'>, readonly Tool[]>> = {
  annotate: ['select', 'arrow', 'line', 'box', 'ellipse', 'freehand', 'text', 'callout', 'spotlight', 'magnifier'],
  redact: ['select', 'blur', 'pixelate', 'solid'],
};

/** The key of a tool; the tenth has 0, as on the keyboard. */
export const toolKey = (mode: Exclude<EditMode, 'off'>, tool: Tool): string =>
  String((TOOLS[mode].indexOf(tool) + 1) % 10);

/** The mode in which a shape is worked on. */
export const modeOf = (shape: AnnotationShape): Exclude<EditMode, 'off'> =>
  isRedaction(shape) ? 'redact' : 'annotate';
