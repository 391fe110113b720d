import type { NoteShape } from './annotation.ts';
import { type DrawingContext, inPixels, outline, type Sheet, strokeWithRim } from './annotation-pen.ts';

type Of<K extends NoteShape['kind']> = Extract<NoteShape, { kind: K }>;
type KeyOf<K extends NoteShape['kind']> = Of<K>['keys'][number];

/** The picture that a magnifier takes from, in pixels of its own. */
export interface SourcePicture<P> {
  readonly image: P;
  readonly width: number;
  readonly height: number;
}

/**
 * Darkens the picture around all spotlights together, as much as the strongest of them asks. One after the other they
 * would darken what another one shows.
 */
export function drawSpotlights<P>(
  { ctx, width, height }: Sheet<P>,
  lights: readonly { readonly shape: Of<'spotlight'>; readonly key: KeyOf<'spotlight'> }[],
): void {
  if (lights.length === 0) return;
  ctx.save();
  for (const { shape, key } of lights) clipOutside(ctx, { width, height }, shape.form, key);
  ctx.globalAlpha = Math.max(...lights.map(({ shape }) => shape.dim)) / 100;
  ctx.fillStyle = '#000000';
  ctx.fillRect(0, 0, width, height);
  ctx.restore();
}

function clipOutside<P>(
  ctx: DrawingContext<P>,
  sheet: { width: number; height: number },
  form: 'box' | 'ellipse',
  key: KeyOf<'spotlight'>,
): void {
  ctx.beginPath();
  ctx.rect(0, 0, sheet.width, sheet.height);
  // A path of its own within the path: otherwise a line would lead from the corner to the ellipse.
  const hole = inPixels(sheet, key);
  ctx.moveTo(form === 'box' ? hole.x : hole.x + hole.width, form === 'box' ? hole.y : hole.y + hole.height / 2);
  outline(ctx, form, hole);
  ctx.clip('evenodd');
}

/** The region enlarged at its place, both framed and tied together. Without the picture only the frames are drawn. */
export function drawMagnifier<P>(
  sheet: Sheet<P>,
  { style, factor }: Of<'magnifier'>,
  key: KeyOf<'magnifier'>,
  picture: SourcePicture<P> | null,
): void {
  const { ctx } = sheet;
  const region = inPixels(sheet, key);
  const [x, y] = [key.toX * sheet.width, key.toY * sheet.height];
  const lens = { x, y, width: region.width * factor, height: region.height * factor };
  ctx.beginPath();
  ctx.moveTo(region.x + region.width / 2, region.y + region.height / 2);
  ctx.lineTo(lens.x + lens.width / 2, lens.y + lens.height / 2);
  strokeWithRim(sheet, style);
  if (picture !== null) {
    const from = inPixels(picture, key);
    ctx.drawImage(
      picture.image,
      ...([from.x, from.y, from.width, from.height, lens.x, lens.y, lens.width, lens.height] as const),
    );
  }
  for (const rect of [region, lens]) {
    ctx.beginPath();
    outline(ctx, 'box', rect);
    strokeWithRim(sheet, style);
  }
}
