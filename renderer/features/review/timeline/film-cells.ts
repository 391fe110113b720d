import { type FrameIndex, frameAtSeconds, intervalSeconds, lastAtOrBefore } from '../../../../shared/frames.ts';
import { framesInView, type View, xOf } from './timeline-scale.ts';

/** One place of the strip: a stretch of the lane and the frame whose picture is shown there. */
export interface FilmCell {
  readonly n: number;
  readonly left: number;
  readonly width: number;
  /** The cell is exactly this one frame, as long as it stays on screen. */
  readonly single: boolean;
}

/** A frame at least this much of a picture wide gets a cell of its own. */
const SINGLE = 0.5;

/**
 * What the strip shows. Close up every frame has its own cell with borders at its own times. Further out cells are even
 * stretches of time, half a picture to a whole one wide and fixed to the recording, so that they move with it and split
 * in two when there is room, and show the prepared picture that begins first in them. `prepared` are the frames that
 * have one; a cell in which none begins shows the frame at its start.
 */
export function filmCells(
  index: FrameIndex,
  prepared: readonly number[],
  pictureWidth: number,
  view: View,
  width: number,
): FilmCell[] {
  if (width <= 0 || index.pts.length === 0) return [];
  const { first, last } = framesInView(index, view);
  const singles = (last - first + 1) * pictureWidth * SINGLE <= width;
  return singles ? singleCells(index, first, last, view, width) : evenCells(index, prepared, pictureWidth, view, width);
}

function singleCells(index: FrameIndex, first: number, last: number, view: View, width: number): FilmCell[] {
  return Array.from({ length: last - first + 1 }, (_, k): FilmCell => {
    const n = first + k;
    const { start, end } = intervalSeconds(index, n, n);
    const left = xOf(view, width, start);
    return { n, left, width: xOf(view, width, end) - left, single: true };
  });
}

/** Seconds per cell: the largest power of two at which a cell is no wider than a picture. */
export function cellSeconds(pictureWidth: number, view: View, width: number): number {
  return 2 ** Math.floor(Math.log2((pictureWidth * view.span) / width));
}

function evenCells(
  index: FrameIndex,
  prepared: readonly number[],
  pictureWidth: number,
  view: View,
  width: number,
): FilmCell[] {
  const step = cellSeconds(pictureWidth, view, width);
  const cells: FilmCell[] = [];
  const end = intervalSeconds(index, 0, index.pts.length - 1).end;
  const from = Math.floor(view.start / step);
  for (let k = from; k * step < view.start + view.span && k * step < end; k++) {
    const n = frameOfCell(index, prepared, k * step, (k + 1) * step);
    if (n === null) continue;
    const left = xOf(view, width, k * step);
    cells.push({ n, left, width: xOf(view, width, (k + 1) * step) - left, single: false });
  }
  return cells;
}

/** First frame that begins in the stretch; null when the stretch lies outside the recording or in a gap. */
function frameOfCell(index: FrameIndex, prepared: readonly number[], from: number, to: number): number | null {
  const [num, den] = index.timeBase;
  const before = (seconds: number) => lastAtOrBefore(index.pts, (seconds * den) / num - 0.5);
  const [first, last] = [before(from) + 1, before(to)];
  const ready = prepared[lastAtOrBefore(prepared, first - 1) + 1];
  if (ready !== undefined && ready <= last) return ready;
  if (first <= last) return first;
  // No frame begins here: one may still be on screen from before, unless this is a gap.
  const n = frameAtSeconds(index, from);
  return first > 0 && intervalSeconds(index, n, n).end > from ? n : null;
}
