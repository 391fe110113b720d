import type { AnnotationColour, RedactionShape } from './annotation.ts';
import { geometryAt, type PtsOf, shownAt } from './annotation-motion.ts';
import { colourOf } from './annotation-pen.ts';
import { PATTERN_REACH, type RedactionLook, redactionLayers } from './redaction-look.ts';
import { type HiddenRegion, redactionMask } from './redaction-mask.ts';

/** RGBA with 8 bits each and no stride. */
export interface RgbaPicture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Where shapes hide the picture of frame n. */
export const regionsAt = (shapes: readonly RedactionShape[], n: number, ptsOf: PtsOf): HiddenRegion[] =>
  shownAt(shapes, n).map((shape) => ({ form: shape.form, ...geometryAt(shape, n, ptsOf) }));

/**
 * Hides in the pixels themselves what is to be hidden at frame n, as ffmpeg does in clips (burn-graph.ts), on a picture
 * that is in memory and never becomes a file before.
 */
export function hidePixels(picture: RgbaPicture, shapes: readonly RedactionShape[], n: number, ptsOf: PtsOf): void {
  for (const layer of redactionLayers(shapes, picture)) {
    const regions = regionsAt(layer.shapes, n, ptsOf);
    if (regions.length === 0) continue;
    const mask = redactionMask(regions, picture.width, picture.height);
    replace(picture, mask, standInFor(layer.look, picture));
  }
}

/** Writes the colour of pixel x, y into `into`, from its beginning. */
type StandIn = (x: number, y: number, into: Uint8Array) => void;

function replace({ pixels, width }: RgbaPicture, mask: Uint8Array, standIn: StandIn): void {
  const colour = new Uint8Array([0, 0, 0, 255]);
  for (let at = mask.indexOf(255); at >= 0; at = mask.indexOf(255, at + 1)) {
    standIn(at % width, Math.floor(at / width), colour);
    pixels.set(colour, at * 4);
  }
}

function standInFor(look: RedactionLook, picture: RgbaPicture): StandIn {
  if (look.kind === 'solid') return solid(look.colour);
  const mean = meanColour(picture);
  const { cell } = look;
  if (look.kind === 'pixelate') {
    return (x, y, into) => shade(mean, patternAt(Math.floor(x / cell), Math.floor(y / cell)), into);
  }
  return (x, y, into) => shade(mean, flowing(x / cell, y / cell), into);
}

function solid(colour: AnnotationColour): StandIn {
  const hex = colourOf(colour);
  const rgb = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return (_x, _y, into) => into.set(rgb);
}

function meanColour({ pixels }: RgbaPicture): number[] {
  const sums = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (pixels[at + c] ?? 0);
  }
  return sums.map((sum) => sum / (pixels.length / 4));
}

function shade(mean: readonly number[], light: number, into: Uint8Array): void {
  for (let c = 0; c < 3; c++) into[c] = Math.min(255, Math.max(0, Math.round((mean[c] ?? 0) + light)));
}

/** Light of one cell of the pattern: a hash of its place, so that the same picture always gives the same bytes. */
function patternAt(column: number, row: number): number {
  let h = Math.imul(column + 1, 0x9e3779b1) ^ Math.imul(row + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (((h ^ (h >>> 15)) >>> 0) / 0xffffffff) * 2 * PATTERN_REACH - PATTERN_REACH;
}

/** The pattern with even transitions between its cells. */
function flowing(x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [a, b] = [x - left, y - top];
  const upper = patternAt(left, top) * (1 - a) + patternAt(left + 1, top) * a;
  const lower = patternAt(left, top + 1) * (1 - a) + patternAt(left + 1, top + 1) * a;
  return upper * (1 - b) + lower * b;
}
