import { useEffect, useEffectEvent, useRef } from 'react';
import type { AnnotationShape } from '../../../shared/annotation.ts';
import type { Point, Turn } from '../viewer/region-geometry.ts';
import type { Placement } from '../viewer/zoom-geometry.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import type { Tool } from './annotation-tools.ts';
import { DRAWN_ID, drawnGeometry, newShape } from './drawn-shape.ts';
import { isSeen, placeOf, standStill } from './edit-context.ts';
import type { Geometry } from './shape-bounds.ts';
import { shapeAt } from './shape-hits.ts';
import { withKeyAt } from './shape-keys.ts';
import { moveGeometry, pullHandle, type ShapeHandle } from './shape-moves.ts';
import { fromViewport } from './view-matrix.ts';

type Gesture =
  | { readonly what: 'draw'; readonly tool: Exclude<Tool, 'select'>; readonly path: Point[] }
  | { readonly what: 'move'; readonly shape: AnnotationShape; readonly at: Geometry; readonly from: Point }
  | {
      readonly what: 'pull';
      readonly handle: ShapeHandle;
      readonly shape: AnnotationShape;
      readonly at: Geometry;
      readonly from: Point;
    };

/** How far beside a line a press still means it, in CSS pixels; and how far a press moves before it is a drag. */
const REACH_PX = 7;
const CLICK_PX = 3;

interface GestureOptions {
  readonly editor: AnnotationEditor;
  readonly surface: HTMLElement | null;
  readonly placement: Placement;
  readonly turn: Turn;
}

/** Press and drag: draws with a tool, moves what is pressed, pulls a handle. Kept when the button is let go. */
export function useShapeGestures({ editor, surface, placement, turn }: GestureOptions): void {
  const gesture = useRef<Gesture | null>(null);
  const pressed = useRef({ x: 0, y: 0 });
  const { store } = editor;

  const pointOf = (event: PointerEvent): Point => {
    const box = surface?.getBoundingClientRect();
    return fromViewport({ x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }, placement, turn);
  };
  const begin = (event: PointerEvent): Gesture | null => {
    const { tool, selected } = store.get();
    const from = pointOf(event);
    const handle = event.target instanceof Element ? event.target.closest('[data-shape-handle]') : null;
    const chosen = editor.doc.annotations.shapes.find(({ id }) => id === selected);
    if (handle instanceof SVGElement && chosen && !chosen.locked) {
      const id = handle.dataset.shapeHandle as ShapeHandle;
      return { what: 'pull', handle: id, shape: chosen, at: placeOf(editor, chosen), from };
    }
    if (tool !== 'select') return { what: 'draw', tool, path: [from] };
    return beginOnShape(from);
  };
  const beginOnShape = (from: Point): Gesture | null => {
    const seen = editor.doc.annotations.shapes.filter((shape) => isSeen(editor, shape));
    const placed = seen.map((shape) => ({ shape, geometry: placeOf(editor, shape) }));
    const upright = turn === 0 || turn === 180 ? placement.height : placement.width;
    const hit = shapeAt(placed, from, editor.scale, REACH_PX / upright);
    editor.select(hit?.id ?? null);
    return hit === null ? null : { what: 'move', shape: hit, at: placeOf(editor, hit), from };
  };
  const show = (now: Gesture, to: Point) => {
    if (now.what === 'draw') return showDrawn(now.tool, now.path);
    if (now.shape.locked) return store.set((state) => ({ ...state, notice: 'locked' }));
    const [dx, dy] = [to.x - now.from.x, to.y - now.from.y];
    const { shape, at } = now;
    const moved = now.what === 'move' ? moveGeometry(shape, at, dx, dy) : pullHandle(shape, at, now.handle, dx, dy);
    editor.hold(withKeyAt(shape, editor.span === null ? null : editor.place.n, moved));
  };
  const showDrawn = (tool: Exclude<Tool, 'select'>, path: readonly Point[]) => {
    const geometry = drawnGeometry(tool, path);
    if (geometry === null || tool === 'text') return;
    const look = { ...store.get().look };
    editor.hold(newShape({ kind: tool, geometry, id: DRAWN_ID, look, frames: null, number: 1, text: '' }));
  };
  const finish = (now: Gesture) => {
    if (now.what !== 'draw') return editor.settle();
    editor.hold(null);
    const geometry = drawnGeometry(now.tool, now.path);
    if (geometry !== null) editor.draw(now.tool, geometry);
  };

  const onDown = useEffectEvent((event: PointerEvent) => {
    const onControl = event.target instanceof Element && event.target.closest('textarea,button') !== null;
    if (event.button !== 0 || onControl) return;
    // The picture below would be moved by hand.
    event.stopPropagation();
    standStill(editor);
    editor.settle();
    gesture.current = begin(event);
    pressed.current = { x: event.clientX, y: event.clientY };
    surface?.setPointerCapture(event.pointerId);
  });
  const onMove = useEffectEvent((event: PointerEvent) => {
    const now = gesture.current;
    if (now === null) return;
    event.stopPropagation();
    const { x, y } = pressed.current;
    const isDrag = Math.hypot(event.clientX - x, event.clientY - y) >= CLICK_PX;
    if (!isDrag && store.get().live === null) return;
    if (now.what === 'draw') now.path.push(pointOf(event));
    show(now, pointOf(event));
  });
  const onUp = useEffectEvent((event: PointerEvent) => {
    const now = gesture.current;
    gesture.current = null;
    if (now !== null && event.type === 'pointerup') finish(now);
    else if (now !== null) editor.hold(null);
  });
  const onDouble = useEffectEvent(() => editor.write());
  // Escape takes back what is under the hand, and nothing else: tool and mode stay.
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || gesture.current === null) return;
    event.preventDefault();
    gesture.current = null;
    editor.hold(null);
  });
  useEffect(() => {
    if (surface === null) return;
    const control = new AbortController();
    const { signal } = control;
    surface.addEventListener('pointerdown', (event) => onDown(event), { signal });
    surface.addEventListener('pointermove', (event) => onMove(event), { signal });
    surface.addEventListener('pointerup', (event) => onUp(event), { signal });
    surface.addEventListener('pointercancel', (event) => onUp(event), { signal });
    surface.addEventListener('dblclick', () => onDouble(), { signal });
    window.addEventListener('keydown', (event) => onKey(event), { signal, capture: true });
    return () => control.abort();
  }, [surface]);
}
