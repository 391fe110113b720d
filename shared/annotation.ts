import * as z from 'zod';
import type { Mark, Region } from './mark.ts';

/**
 * What is drawn over the pictures of a mark, and what is hidden of them. Nothing here touches a picture: it is a
 * description, from which a preview and a burnt-in copy are made.
 *
 * Places are fractions from 0 to 1 of the upright picture with square pixels, as regions of marks are: x of its width,
 * y of its height, from the upper left corner. Sizes of lines and letters are thousandths of the picture's height.
 * Frames are numbers of the recording. Marks of pages have none: there a shape has one key, and no `from`, `to` and `n`.
 */

/** Bounds that keep a mark's annotations small enough for a ledger entry; beyond them the input is refused. */
export const ANNOTATION_LIMITS = {
  shapes: 300,
  sounds: 200,
  keysOfShape: 5000,
  pointsOfKey: 2000,
  /** Keys and points of all shapes together. */
  places: 40_000,
  /** Characters of a text shape. */
  text: 2000,
} as const;

/** The colours that shapes may have, by name; `annotation-drawing.ts` says what each looks like. */
export const ANNOTATION_COLOURS = ['red', 'amber', 'yellow', 'green', 'cyan', 'blue', 'white', 'black'] as const;
export const AnnotationColour = z.enum(ANNOTATION_COLOURS);
export type AnnotationColour = z.infer<typeof AnnotationColour>;

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'must be 1 to 40 letters, digits, - or _');
const Frame = z.int().min(0);
const Fraction = z.number().min(0, 'lies off the picture').max(1, 'lies off the picture');
const Thousandths = (min: number, max: number) => z.int().min(min).max(max);
/** Code of a reason or a legal basis in the redaction pack. */
const PackCode = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a code of the redaction pack')
  .max(60);

const Style = z.strictObject({
  colour: AnnotationColour,
  /** Thousandths of the picture's height. */
  width: Thousandths(1, 50),
  /** Whether the inside of a closed shape is tinted. Lines have no inside. */
  filled: z.boolean(),
});
export type AnnotationStyle = z.infer<typeof Style>;

/** At this frame the shape is exactly here. */
const at = { n: Frame.optional() };
const keysOf = <K extends z.ZodType>(key: K) =>
  z.array(key).min(1, 'a shape needs a key').max(ANNOTATION_LIMITS.keysOfShape);

const Extent = z.number().positive().max(1, 'is larger than the picture');
const box = { x: Fraction, y: Fraction, width: Extent, height: Extent };

const LineKey = z.strictObject({ ...at, x1: Fraction, y1: Fraction, x2: Fraction, y2: Fraction });
const BoxKey = z.strictObject({ ...at, ...box }).refine(isOnPicture, 'reaches beyond the picture');
const PointKey = z.strictObject({ ...at, x: Fraction, y: Fraction });
/** `x`, `y`: middle of the number; `tipX`, `tipY`: what it points to. */
const CalloutKey = z.strictObject({ ...at, x: Fraction, y: Fraction, tipX: Fraction, tipY: Fraction });
const FreehandKey = z.strictObject({
  ...at,
  points: z
    .array(z.tuple([Fraction, Fraction]))
    .min(2)
    .max(ANNOTATION_LIMITS.pointsOfKey),
});
/** The region that is enlarged, and the upper left corner of where it is shown. */
const MagnifierKey = z
  .strictObject({ ...at, ...box, toX: Fraction, toY: Fraction })
  .refine(isOnPicture, 'reaches beyond the picture');

function isOnPicture({ x, y, width, height }: Region): boolean {
  return x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9;
}

const common = {
  id: Id,
  /** Not to be moved by accident; means nothing to the drawing. */
  locked: z.boolean(),
  /** First and last frame that show it, both inclusive. */
  from: Frame.optional(),
  to: Frame.optional(),
};
const note = { ...common, style: Style };
const hidden = { reason: PackCode, basis: PackCode };
const Form = z.enum(['box', 'ellipse']);

const Magnifier = z
  .strictObject({
    ...note,
    kind: z.literal('magnifier'),
    /** How many times larger the region is shown. */
    factor: z.number().min(1.25).max(8),
    keys: keysOf(MagnifierKey),
  })
  .refine(
    ({ factor, keys }) =>
      keys.every(({ toX, toY, width, height }) =>
        isOnPicture({ x: toX, y: toY, width: width * factor, height: height * factor }),
      ),
    'is shown beyond the picture: take a smaller region or factor, or another corner',
  );

/** Shapes that tell something. They are drawn over those that hide. */
export const NoteShape = z.discriminatedUnion('kind', [
  z.strictObject({ ...note, kind: z.literal('arrow'), keys: keysOf(LineKey) }),
  z.strictObject({ ...note, kind: z.literal('line'), keys: keysOf(LineKey) }),
  z.strictObject({ ...note, kind: z.literal('box'), keys: keysOf(BoxKey) }),
  z.strictObject({ ...note, kind: z.literal('ellipse'), keys: keysOf(BoxKey) }),
  z.strictObject({ ...note, kind: z.literal('freehand'), keys: keysOf(FreehandKey) }),
  z.strictObject({
    ...note,
    kind: z.literal('text'),
    /** Kept and drawn literally; a line feed begins a new line. */
    text: z.string().min(1, 'a text shape needs a text').max(ANNOTATION_LIMITS.text),
    /** Height of letters in thousandths of the picture's height. */
    size: Thousandths(10, 300),
    keys: keysOf(PointKey),
  }),
  z.strictObject({
    ...note,
    kind: z.literal('callout'),
    number: z.int().min(1).max(999),
    text: z.string().max(ANNOTATION_LIMITS.text),
    size: Thousandths(10, 300),
    keys: keysOf(CalloutKey),
  }),
  z.strictObject({
    ...note,
    kind: z.literal('spotlight'),
    form: Form,
    /** How much darker the rest of the picture is, in per cent. */
    dim: z.int().min(10).max(95),
    keys: keysOf(BoxKey),
  }),
  Magnifier,
]);
export type NoteShape = z.infer<typeof NoteShape>;

/**
 * Shapes that hide, a layer of their own below the notes. The least sizes are such that a face or a number plate of a
 * tenth of the picture's height does not stay recognisable.
 */
export const RedactionShape = z.discriminatedUnion('kind', [
  z.strictObject({
    ...{ ...common, ...hidden, kind: z.literal('blur'), form: Form },
    /** Radius in thousandths of the picture's height. */
    radius: Thousandths(15, 200),
    keys: keysOf(BoxKey),
  }),
  z.strictObject({
    ...{ ...common, ...hidden, kind: z.literal('pixelate'), form: Form },
    /** Height of a cell in thousandths of the picture's height. */
    cell: Thousandths(15, 200),
    keys: keysOf(BoxKey),
  }),
  z.strictObject({
    ...{ ...common, ...hidden, kind: z.literal('solid'), form: Form },
    colour: AnnotationColour,
    keys: keysOf(BoxKey),
  }),
]);
export type RedactionShape = z.infer<typeof RedactionShape>;

export type AnnotationShape = NoteShape | RedactionShape;
export type ShapeKind = AnnotationShape['kind'];

/** Silence, a tone in its place, or noise that follows the levels of what was said. */
export const SOUND_KINDS = ['mute', 'tone', 'voice'] as const;

/** Sound that is not to be heard: from the beginning of frame `from` to the end of frame `to`. */
export const SoundRedaction = z.strictObject({
  ...{ id: Id, locked: z.boolean(), from: Frame, to: Frame, ...hidden },
  kind: z.enum(SOUND_KINDS),
});
export type SoundRedaction = z.infer<typeof SoundRedaction>;

const REDACTION_KINDS: readonly string[] = ['blur', 'pixelate', 'solid'] satisfies RedactionShape['kind'][];

export const isRedaction = (shape: AnnotationShape): shape is RedactionShape => REDACTION_KINDS.includes(shape.kind);

/** The input may leave nothing out: what is stored is what was given. */
export const Annotations = z.strictObject({
  version: z.literal(1),
  shapes: z.array(z.discriminatedUnion('kind', [NoteShape, RedactionShape])).max(ANNOTATION_LIMITS.shapes),
  sound: z.array(SoundRedaction).max(ANNOTATION_LIMITS.sounds),
});
export type Annotations = z.infer<typeof Annotations>;

export const NO_ANNOTATIONS: Annotations = { version: 1, shapes: [], sound: [] };

/** A mark's annotations, and which of them lie outside it because the mark was changed later. */
export interface MarkAnnotations {
  readonly mark: Mark;
  readonly annotations: Annotations;
  /** Ids of shapes and sounds that reach beyond the mark's first or last frame, or are meant for frames and stand on a page. */
  readonly outside: readonly string[];
}
