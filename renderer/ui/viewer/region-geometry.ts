import type { Region } from '../../../shared/mark.ts';

/** A point on the upright page, as fractions of its width and height. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Quarter turns of the view, clockwise; the page itself never turns. */
export type Turn = 0 | 90 | 180 | 270;

export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof HANDLES)[number];

/** Smallest side of a region, as a fraction of the page's side: below that it was a click. */
export const LEAST_SIDE = 0.004;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The region between two corners in any order, inside the page; null when it is too small to be meant. */
export function regionBetween(a: Point, b: Point): Region | null {
  const left = clamp(Math.min(a.x, b.x), 0, 1);
  const top = clamp(Math.min(a.y, b.y), 0, 1);
  const width = clamp(Math.max(a.x, b.x), 0, 1) - left;
  const height = clamp(Math.max(a.y, b.y), 0, 1) - top;
  return width < LEAST_SIDE || height < LEAST_SIDE ? null : { x: left, y: top, width, height };
}

/** Moves a region without changing its size; it stops at the page's edge. */
export function moveRegion(region: Region, dx: number, dy: number): Region {
  return {
    ...region,
    x: clamp(region.x + dx, 0, 1 - region.width),
    y: clamp(region.y + dy, 0, 1 - region.height),
  };
}

/** Drags one handle; the opposite side stays, sides never cross. */
export function resizeRegion(region: Region, handle: Handle, dx: number, dy: number): Region {
  let { x: left, y: top } = region;
  let right = region.x + region.width;
  let bottom = region.y + region.height;
  if (handle.includes('w')) left = clamp(left + dx, 0, right - LEAST_SIDE);
  if (handle.includes('e')) right = clamp(right + dx, left + LEAST_SIDE, 1);
  if (handle.includes('n')) top = clamp(top + dy, 0, bottom - LEAST_SIDE);
  if (handle.includes('s')) bottom = clamp(bottom + dy, top + LEAST_SIDE, 1);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Where a point of the upright page lies in a view turned clockwise, as fractions of the turned view. */
export function pageToView({ x, y }: Point, turn: Turn): Point {
  if (turn === 90) return { x: 1 - y, y: x };
  if (turn === 180) return { x: 1 - x, y: 1 - y };
  if (turn === 270) return { x: y, y: 1 - x };
  return { x, y };
}

/** The inverse of {@link pageToView}. */
export function viewToPage(point: Point, turn: Turn): Point {
  return pageToView(point, ((360 - turn) % 360) as Turn);
}

/** A movement in the turned view as a movement on the page. */
export function viewMoveToPage(dx: number, dy: number, turn: Turn): Point {
  if (turn === 90) return { x: dy, y: -dx };
  if (turn === 180) return { x: -dx, y: -dy };
  if (turn === 270) return { x: -dy, y: dx };
  return { x: dx, y: dy };
}

/** The box that a region takes in a turned view. */
export function regionInView(region: Region, turn: Turn): Region {
  const a = pageToView({ x: region.x, y: region.y }, turn);
  const b = pageToView({ x: region.x + region.width, y: region.y + region.height }, turn);
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

export const nextTurn = (turn: Turn): Turn => ((turn + 90) % 360) as Turn;

/** Which side of the page a handle that is drawn at `at` of the turned view moves. */
export function turnedHandle(at: Handle, turn: Turn): Handle {
  const back = (HANDLES.indexOf(at) - (turn / 90) * 2 + HANDLES.length) % HANDLES.length;
  return HANDLES[back] ?? at;
}
