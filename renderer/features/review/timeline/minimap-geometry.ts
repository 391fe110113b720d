import { type Bounds, clampView, type View } from './timeline-scale.ts';

/** Where the window of the scrollbar lies, in pixels. */
export interface MinimapWindow {
  readonly left: number;
  readonly width: number;
}

/** A narrower window could not be hit by a pointer. */
export const LEAST_WINDOW = 12;

const lengthOf = ({ start, end }: Bounds): number => Math.max(end - start, 1e-3);

/** The window for a view. Below the least width it stays centred on what is visible and inside the bar. */
export function minimapWindow(view: View, bounds: Bounds, width: number): MinimapWindow {
  const scale = width / lengthOf(bounds);
  const true_ = { left: (view.start - bounds.start) * scale, width: view.span * scale };
  const wide = Math.min(width, Math.max(LEAST_WINDOW, true_.width));
  const left = true_.left - (wide - true_.width) / 2;
  return { left: Math.min(Math.max(0, left), width - wide), width: wide };
}

/** The view after the window was dragged by `dx` pixels from where it was. */
export function draggedView(view: View, bounds: Bounds, least: number, width: number, dx: number): View {
  const by = (dx / Math.max(1, width)) * lengthOf(bounds);
  return clampView({ start: view.start + by, span: view.span }, bounds, least);
}

/** The view after one edge of the window was dragged to `seconds`; the other edge stays. */
export function stretchedView(view: View, bounds: Bounds, least: number, edge: 'start' | 'end', seconds: number): View {
  const end = view.start + view.span;
  if (edge === 'end') {
    const to = Math.min(bounds.end, Math.max(view.start + least, seconds));
    return clampView({ start: view.start, span: to - view.start }, bounds, least);
  }
  const from = Math.max(bounds.start, Math.min(end - least, seconds));
  return clampView({ start: from, span: end - from }, bounds, least);
}

/** The view that has `seconds` in its middle. */
export function centredView(view: View, bounds: Bounds, least: number, seconds: number): View {
  return clampView({ start: seconds - view.span / 2, span: view.span }, bounds, least);
}
