import sharp from 'sharp';
import { drawText, type SampleFonts } from './glyph-text.ts';

/** Pictures of a camera's read-out, one per frame, as raw 8-bit grey. */
export interface LabelStrip {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

interface Sprite {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

async function drawSprite(fonts: SampleFonts, letter: string, size: number): Promise<Sprite> {
  const width = Math.round(size * 0.6);
  const height = Math.round(size * 1.5);
  const text = drawText(fonts.mono, letter, width / 2, size * 1.1, { size, fill: '#fff', anchor: 'middle' });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#101010"/>${text}</svg>`;
  const data = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer();
  return { width, height, data };
}

function paste(sprite: Sprite, into: Buffer, offset: number, stride: number): void {
  for (let row = 0; row < sprite.height; row++) {
    sprite.data.copy(into, offset + row * stride, row * sprite.width, (row + 1) * sprite.width);
  }
}

/** Draws one line of text per frame. Every line must have the same number of letters; `size` is the em in pixels. */
export async function drawLabelStrip(fonts: SampleFonts, lines: readonly string[], size: number): Promise<LabelStrip> {
  const letters = lines[0]?.length ?? 0;
  const sprites = new Map<string, Sprite>();
  for (const letter of new Set(lines.join(''))) sprites.set(letter, await drawSprite(fonts, letter, size));
  const cell = Math.round(size * 0.6);
  const width = cell * letters + ((cell * letters) % 2);
  const height = Math.round(size * 1.5);
  const data = Buffer.alloc(width * height * lines.length, 0x10);
  lines.forEach((line, n) => {
    [...line].forEach((letter, i) => {
      const sprite = sprites.get(letter);
      if (sprite) paste(sprite, data, n * width * height + i * cell, width);
    });
  });
  return { width, height, data };
}

const two = (value: number) => String(value).padStart(2, '0');

/** `HH:MM:SS.mmm` of a time of day given in milliseconds. */
export function clockOfDay(milliseconds: number): string {
  const total = Math.round(milliseconds);
  const seconds = Math.floor(total / 1000);
  const time = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${time}.${String(total % 1000).padStart(3, '0')}`;
}

/** A frame number in a width that does not change. */
export const frameLabel = (n: number): string => `f ${String(n).padStart(6, '0')}`;
