import { ANNOTATION_FONT } from '../../../shared/annotation-lettering.ts';
import { drawnText } from '../../../shared/annotation-letters.ts';

const LETTERS = 100;
let context: CanvasRenderingContext2D | null = null;

/** Width of a line as it is drawn, in heights of its letters. */
export function letterWidth(line: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return line.length * 0.6;
  context.font = `600 ${LETTERS}px ${ANNOTATION_FONT}`;
  return context.measureText(drawnText(line)).width / LETTERS;
}
