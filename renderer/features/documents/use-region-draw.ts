import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Region } from '../../../shared/mark.ts';
import {
  HANDLES,
  type Handle,
  moveRegion,
  type Point,
  regionBetween,
  resizeRegion,
  type Turn,
  viewMoveToPage,
  viewToPage,
} from '../../ui/viewer/region-geometry.ts';
import type { Placement } from '../../ui/viewer/zoom-geometry.ts';

interface RegionDrawOptions {
  /** The element that clips the page. */
  readonly viewport: HTMLElement | null;
  readonly placement: Placement;
  readonly turn: Turn;
  /** The region that handles belong to. */
  readonly region: Region | null;
  /** False while the page is moved by hand instead. */
  readonly enabled: boolean;
  readonly onDrawn: (region: Region) => void;
  readonly onChanged: (region: Region) => void;
}

type Drag =
  | { readonly what: 'draw'; readonly from: Point }
  | { readonly what: 'move'; readonly from: Point; readonly region: Region }
  | { readonly what: Handle; readonly from: Point; readonly region: Region };

const CLICK_PX = 4;

/** Press and drag draws a region; its handles and its inside change it. The result is the one being drawn. */
export function useRegionDraw(options: RegionDrawOptions): Region | null {
  const { viewport, placement, turn } = options;
  const drag = useRef<Drag | null>(null);
  const pressed = useRef({ x: 0, y: 0 });
  const [drawing, setDrawing] = useState<Region | null>(null);

  const pointOf = (event: PointerEvent): Point => {
    const box = viewport?.getBoundingClientRect();
    const x = (event.clientX - (box?.left ?? 0) - placement.left) / placement.width;
    const y = (event.clientY - (box?.top ?? 0) - placement.top) / placement.height;
    return { x, y };
  };
  const begin = (event: PointerEvent): Drag | null => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const from = pointOf(event);
    const handle = HANDLES.find((each) => each === target?.dataset.handle);
    if (handle && options.region) return { what: handle, from, region: options.region };
    if (target?.dataset.region === 'shown' && options.region) return { what: 'move', from, region: options.region };
    if (target?.closest('a,input') || target?.closest('button:not([data-region])')) return null;
    const inside = from.x >= 0 && from.x <= 1 && from.y >= 0 && from.y <= 1;
    return options.enabled && inside ? { what: 'draw', from } : null;
  };
  const onDown = useEffectEvent((event: PointerEvent) => {
    if (event.button !== 0) return;
    drag.current = begin(event);
    pressed.current = { x: event.clientX, y: event.clientY };
  });
  const onMove = useEffectEvent((event: PointerEvent) => {
    const now = drag.current;
    if (!now || !viewport) return;
    if (!viewport.hasPointerCapture(event.pointerId)) {
      // A press that hardly moves is a click, and a click on another mark's region selects that mark.
      const { x, y } = pressed.current;
      if (Math.hypot(event.clientX - x, event.clientY - y) < CLICK_PX) return;
      viewport.setPointerCapture(event.pointerId);
    }
    const to = pointOf(event);
    if (now.what === 'draw') {
      setDrawing(regionBetween(viewToPage(now.from, turn), viewToPage(to, turn)));
      return;
    }
    const by = viewMoveToPage(to.x - now.from.x, to.y - now.from.y, turn);
    options.onChanged(
      now.what === 'move' ? moveRegion(now.region, by.x, by.y) : resizeRegion(now.region, now.what, by.x, by.y),
    );
  });
  const onUp = useEffectEvent(() => {
    if (drag.current?.what === 'draw' && drawing) options.onDrawn(drawing);
    drag.current = null;
    setDrawing(null);
  });
  useEffect(() => {
    if (!viewport) return;
    const control = new AbortController();
    const { signal } = control;
    viewport.addEventListener('pointerdown', (event) => onDown(event), { signal });
    viewport.addEventListener('pointermove', (event) => onMove(event), { signal });
    viewport.addEventListener('pointerup', () => onUp(), { signal });
    viewport.addEventListener('pointercancel', () => onUp(), { signal });
    return () => control.abort();
  }, [viewport]);
  return drawing;
}
