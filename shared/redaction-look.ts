import type { AnnotationColour, RedactionShape } from './annotation.ts';
import { pixels } from './annotation-pen.ts';

/**
 * What stands in the place of what is hidden. Of the picture nothing is left but its average colour, as a whole: real
 * averages of cells can be recognised, and of a moving face they can be put together again over many frames. What is
 * called pixelated or blurred is a pattern of noise on that colour, in squares with a side of `cell` pixels, or flowing.
 */
export type RedactionLook =
  | { readonly kind: 'solid'; readonly colour: AnnotationColour }
  | { readonly kind: 'pixelate' | 'blur'; readonly cell: number };

/** Luma of the pattern, at most so far above or below the average, of 255. */
export const PATTERN_REACH = 50;

/** Shapes that hide in the same way, so that one mask does for all of them. */
export interface RedactionLayer {
  readonly look: RedactionLook;
  readonly shapes: readonly RedactionShape[];
}

/** At least so many cells lie across each side of a region, so that the pattern resembles nothing that was there. */
const LEAST_CELLS = 12;
/** Below this a pattern would be lost in coding. */
const LEAST_CELL = 4;

const ORDER: readonly RedactionLook['kind'][] = ['solid', 'pixelate', 'blur'];

/** The layers for a picture of this size, in the order in which they are applied. */
export function redactionLayers(
  shapes: readonly RedactionShape[],
  size: { readonly width: number; readonly height: number },
): RedactionLayer[] {
  const layers = new Map<string, { look: RedactionLook; shapes: RedactionShape[] }>();
  for (const shape of shapes) {
    const look = lookOf(shape, size);
    const key = JSON.stringify(look);
    const layer = layers.get(key) ?? { look, shapes: [] };
    layer.shapes.push(shape);
    layers.set(key, layer);
  }
  return [...layers.values()].sort((a, b) => ORDER.indexOf(a.look.kind) - ORDER.indexOf(b.look.kind));
}

/** How a redaction looks on a picture of this size. */
export function lookOf(
  shape: RedactionShape,
  size: { readonly width: number; readonly height: number },
): RedactionLook {
  if (shape.kind === 'solid') return { kind: 'solid', colour: shape.colour };
  const asked = pixels(size, shape.kind === 'blur' ? shape.radius : shape.cell);
  const sides = shape.keys.map(({ width, height }) => Math.min(width * size.width, height * size.height));
  const cell = Math.max(LEAST_CELL, Math.floor(Math.min(asked, Math.min(...sides) / LEAST_CELLS)));
  return { kind: shape.kind, cell };
}
