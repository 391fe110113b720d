import sharp from 'sharp';
import type { Region } from '../../../../../shared/mark.ts';

/** Pixels of a region's outline on a picture, outside of the region so that it covers none of it. */
const OUTLINE = 4;
const OUTLINE_COLOUR = '#d97706';
/** The region in whole pixels, never empty and never beyond the picture. */
function pixels(region: Region, width: number, height: number) {
  const left = Math.min(width - 1, Math.floor(region.x * width));
  const top = Math.min(height - 1, Math.floor(region.y * height));
  const right = Math.max(left + 1, Math.min(width, Math.ceil((region.x + region.width) * width)));
  const bottom = Math.max(top + 1, Math.min(height, Math.ceil((region.y + region.height) * height)));
  return { left, top, width: right - left, height: bottom - top };
}

async function sizeOf(png: Uint8Array): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(png).metadata();
  return { width, height };
}

/** The page with a frame around the region. */
export async function outlined(png: Uint8Array, region: Region): Promise<Uint8Array> {
  const { width, height } = await sizeOf(png);
  const at = pixels(region, width, height);
  const half = OUTLINE / 2;
  const box = `x="${at.left - half}" y="${at.top - half}" width="${at.width + OUTLINE}" height="${at.height + OUTLINE}"`;
  const style = `fill="none" stroke="${OUTLINE_COLOUR}" stroke-width="${OUTLINE}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect ${box} ${style}/></svg>`;
  return sharp(png)
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toBuffer();
}

/** The region alone, pixel for pixel as on the page. */
export async function cropped(png: Uint8Array, region: Region): Promise<Uint8Array> {
  const { width, height } = await sizeOf(png);
  return sharp(png)
    .extract(pixels(region, width, height))
    .png()
    .toBuffer();
}

/** A picture for print on a sheet: JPEG, no larger than a sheet can show, on white. */
export async function forPrint(png: Uint8Array): Promise<{ jpeg: Uint8Array; width: number; height: number }> {
  const { data, info } = await sharp(png)
    .flatten({ background: '#ffffff' })
    .resize({ width: 1400, height: 1400, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .jpeg({ quality: 85 })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height };
}
