import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';
import { AppError } from '../../../shared/errors.ts';

/** Fonts of the sample: a proportional one for forms and signs, a fixed-width one for camera read-outs. */
export interface SampleFonts {
  readonly text: Font;
  readonly bold: Font;
  readonly mono: Font;
}

export interface TextStyle {
  /** Height of the em square in pixels. */
  readonly size: number;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Clockwise turn in degrees about the anchor point. */
  readonly turn?: number;
}

const FILES = { text: 'Inter-Regular.ttf', bold: 'Inter-SemiBold.ttf', mono: 'JetBrainsMono-Regular.ttf' };

/** @throws AppError not_found when the shipped fonts are not where they belong */
export function openSampleFonts(resourcesDir: string): SampleFonts {
  const open = (file: string): Font => {
    const font = create(readShipped(join(resourcesDir, 'fonts', file), file));
    if ('fonts' in font) throw new AppError('not_found', `The font ${file} of this installation is a collection.`);
    return font;
  };
  return { text: open(FILES.text), bold: open(FILES.bold), mono: open(FILES.mono) };
}

function readShipped(path: string, file: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new AppError('not_found', `The font ${file} is missing from this installation. Install Aigaq again.`);
  }
}

export function textWidth(font: Font, text: string, size: number): number {
  return (font.layout(text).advanceWidth * size) / font.unitsPerEm;
}

/**
 * Text as SVG outlines. Outlines need no font configuration of the machine, so the same pixels come out everywhere.
 * `x`, `y` is the anchor point on the base line.
 */
export function drawText(font: Font, text: string, x: number, y: number, style: TextStyle): string {
  const scale = style.size / font.unitsPerEm;
  const run = font.layout(text);
  const shift = { start: 0, middle: -0.5, end: -1 }[style.anchor ?? 'start'] * run.advanceWidth;
  let pen = shift;
  const paths = run.glyphs.map((glyph, i) => {
    const at = pen + (run.positions[i]?.xOffset ?? 0);
    pen += run.positions[i]?.xAdvance ?? glyph.advanceWidth;
    return `<path transform="translate(${at.toFixed(1)} 0)" d="${glyph.path.toSVG()}"/>`;
  });
  const turn = style.turn ? ` rotate(${style.turn})` : '';
  const place = `translate(${x} ${y})${turn} scale(${scale} ${-scale})`;
  return `<g transform="${place}" fill="${style.fill ?? '#000'}">${paths.join('')}</g>`;
}

/** Text along a circle, clockwise, with its middle at the top; for stamps. */
export function drawTextOnCircle(font: Font, text: string, cx: number, cy: number, radius: number, style: TextStyle) {
  const total = textWidth(font, text, style.size);
  let along = -total / 2;
  return [...text]
    .map((letter) => {
      const width = textWidth(font, letter, style.size);
      const angle = (along + width / 2) / radius;
      along += width;
      const x = cx + radius * Math.sin(angle);
      const y = cy - radius * Math.cos(angle);
      return drawText(font, letter, x, y, { ...style, anchor: 'middle', turn: (angle * 180) / Math.PI });
    })
    .join('');
}

/** Breaks text into lines no wider than `width` pixels at spaces. */
export function breakLines(font: Font, text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(font, `${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
