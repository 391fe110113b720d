import { type FrameIndex, lastAtOrBefore } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import type { FilmCell } from './film-cells.ts';
import type { LaneSurface } from './lane-canvas.tsx';
import { framesInView, type View, xOf } from './timeline-scale.ts';

/** A cell with what is drawn in it. */
export interface FilledCell extends FilmCell {
  readonly picture: ImageBitmap | null;
  readonly label: string;
}

/** Ticks closer than this would be a grey bar that says nothing. */
const LEAST_TICK_PX = 5;
const LABEL_PX = 11;
const PLATE = { height: 15, inset: 4 } as const;
/** On pictures of every brightness: the lane's marks lie on footage, not on the theme's surfaces. */
const ON_FOOTAGE = { line: '#ffffffd0', edge: '#00000080', plate: '#000000a8', text: '#e6e6e8' } as const;

/** Draws a picture in its own shape: what does not fit into the cell is cut off evenly, and a wide cell is not filled. */
function drawPicture({ context, height }: LaneSurface, cell: FilledCell, picture: ImageBitmap, width: number): void {
  const scale = height / picture.height;
  const whole = picture.width * scale;
  const shown = Math.min(whole, width);
  const cut = (whole - shown) / 2 / scale;
  context.drawImage(picture, cut, 0, shown / scale, picture.height, cell.left, 0, shown, height);
}

function drawLabel({ context, height, mono }: LaneSurface, { left, width, label }: FilledCell): void {
  context.font = `400 ${LABEL_PX}px ${mono}`;
  const wide = context.measureText(label).width + 2 * PLATE.inset;
  if (wide > width - 4) return;
  context.fillStyle = ON_FOOTAGE.plate;
  context.fillRect(left, height - PLATE.height, wide, PLATE.height);
  context.fillStyle = ON_FOOTAGE.text;
  context.textBaseline = 'alphabetic';
  context.fillText(label, left + PLATE.inset, height - 4);
}

/** The strip: each cell where it is, a hairline between two, the number of a frame that has a cell of its own. */
export function drawCells(surface: LaneSurface, cells: readonly FilledCell[]): void {
  const { context, height, ratio, colours } = surface;
  const snap = (x: number) => Math.round(x * ratio) / ratio;
  context.imageSmoothingQuality = 'medium';
  for (const cell of cells) {
    const left = snap(cell.left);
    const width = Math.max(1 / ratio, snap(cell.left + cell.width) - left - (cell.width > 3 ? 1 : 0));
    const placed = { ...cell, left, width };
    context.fillStyle = colours.s2;
    context.fillRect(left, 0, width, height);
    if (cell.picture) drawPicture(surface, placed, cell.picture, width);
    if (cell.single) drawLabel(surface, placed);
  }
}

/** Short strokes from the top: long ones at key frames, others at every frame, as far as there is room. */
export function drawTicks(surface: LaneSurface, index: FrameIndex, view: View): void {
  const { width } = surface;
  const { first, last } = framesInView(index, view);
  const x = (n: number) => xOf(view, width, ptsToSeconds(index.pts[n] ?? 0, index.timeBase));
  if ((last - first + 1) * LEAST_TICK_PX <= width) {
    drawStrokes(
      surface,
      Array.from({ length: last - first + 1 }, (_, k) => x(first + k)),
      4,
      1,
    );
  }
  const from = Math.max(0, lastAtOrBefore(index.keys, first));
  const to = lastAtOrBefore(index.keys, last);
  if ((to - from + 1) * LEAST_TICK_PX <= width) {
    drawStrokes(surface, Array.from(index.keys.slice(from, to + 1), x), 8, 1.5);
  }
}

function drawStrokes({ context, ratio }: LaneSurface, xs: readonly number[], length: number, wide: number): void {
  for (const x of xs) {
    const left = Math.round(x * ratio) / ratio;
    context.fillStyle = ON_FOOTAGE.edge;
    context.fillRect(left + wide, 0, 1, length);
    context.fillStyle = ON_FOOTAGE.line;
    context.fillRect(left, 0, wide, length);
  }
}
