import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { ANNOTATION_FONT } from '../../../shared/annotation-lettering.ts';
import { AppError } from '../../../shared/errors.ts';

/** A canvas of the core: what the page draws with `<canvas>` is drawn here by the same code on the same engine (Skia). */
export interface PictureCanvas {
  readonly ctx: SKRSContext2D;
  /** The canvas as a source of pictures, for a magnifier. */
  readonly image: Canvas;
  /** Puts pixels, RGBA with 8 bits each and no stride, in the place of all that is there. */
  put(rgba: Uint8Array): void;
  /** RGBA with 8 bits each, not multiplied by alpha. */
  pixels(): Uint8Array;
}

export type OpenCanvas = (width: number, height: number) => PictureCanvas;

const FONTS = ['Inter-Regular.ttf', 'Inter-SemiBold.ttf'] as const;

/**
 * Loads the canvas with the bundled fonts and no others: letters must not depend on what a machine has installed.
 * @throws AppError internal when it cannot be loaded on this machine, or a font is missing
 */
export function loadPictureCanvas(resourcesDir: string): OpenCanvas {
  const { createCanvas, GlobalFonts } = loadSkia();
  for (const file of FONTS) {
    if (GlobalFonts.register(fontBytes(resourcesDir, file), ANNOTATION_FONT) === null)
      throw unusable(`${file} is no font`);
  }
  return (width, height) => {
    const canvas = createCanvas(width, height);
    const ctx = canvas.getContext('2d');
    return {
      ctx,
      image: canvas,
      put(rgba) {
        const data = ctx.createImageData(width, height);
        data.data.set(rgba);
        ctx.putImageData(data, 0, 0);
      },
      pixels: () => new Uint8Array(ctx.getImageData(0, 0, width, height).data),
    };
  };
}

/** Read by Node, because native code does not see into the archive of a packaged app. */
function fontBytes(resourcesDir: string, file: string): Buffer {
  try {
    return readFileSync(join(resourcesDir, 'fonts', file));
  } catch {
    throw unusable(`${file} cannot be read`);
  }
}

let skia: typeof import('@napi-rs/canvas') | null = null;

/** The package looks for the system's fonts while it is loaded, unless this variable says not to. */
function loadSkia(): typeof import('@napi-rs/canvas') {
  if (skia !== null) return skia;
  const before = process.env.DISABLE_SYSTEM_FONTS_LOAD;
  process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
  try {
    skia = createRequire(import.meta.url)('@napi-rs/canvas') as typeof import('@napi-rs/canvas');
    return skia;
  } catch (error) {
    throw unusable(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'unknown reason');
  } finally {
    if (before === undefined) delete process.env.DISABLE_SYSTEM_FONTS_LOAD;
    else process.env.DISABLE_SYSTEM_FONTS_LOAD = before;
  }
}

function unusable(why: string): AppError {
  return new AppError('internal', `Annotations cannot be drawn on this machine (${why}). Install Aigaq again.`);
}
