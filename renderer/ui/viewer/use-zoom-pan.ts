import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useMeasured } from './use-measured.ts';
import { useSame } from './use-same.ts';
import { useStableActions } from './use-stable-actions.ts';
import { canPan, FIT, type Placement, panBy, place, type Size, type Zoom, zoomAbout } from './zoom-geometry.ts';

export interface ZoomPan {
  /** Goes on the element that clips the content. */
  readonly viewportRef: (element: HTMLDivElement | null) => void;
  readonly element: HTMLDivElement | null;
  readonly viewport: Size;
  readonly zoom: Zoom;
  readonly placement: Placement;
  readonly pannable: boolean;
  setMode(mode: Exclude<Zoom['mode'], 'free'>): void;
  /** Zooms about the middle. */
  zoomBy(factor: number): void;
}

interface ZoomPanOptions {
  readonly start?: Zoom;
  /** `scroll`: the wheel moves the content and zooms with Ctrl only, as people are used to from documents. */
  readonly wheel?: 'zoom' | 'scroll';
  /** Pixels kept free around content that is fitted. */
  readonly margin?: number;
  /** Whether a press begins to move the content; controls on top of it never do. */
  readonly canGrab?: (event: PointerEvent) => boolean;
}

const ON_TOP = 'button,a,input,[role=slider]';

/** Fit, 1:1, wheel zoom about the pointer, and panning by drag, for content of a known size. */
export function useZoomPan(
  content: Size,
  { start = FIT, wheel = 'zoom', margin = 0, canGrab }: ZoomPanOptions = {},
): ZoomPan {
  const [zoom, setZoom] = useState<Zoom>(start);
  const { ref: viewportRef, element, size: viewport } = useMeasured<HTMLDivElement>();
  // The same while nothing changes: whoever draws a picture by it draws it anew otherwise.
  const placement = useSame(place(zoom, content, viewport, window.devicePixelRatio, margin));
  const grab = useRef<{ x: number; y: number } | null>(null);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    if (wheel === 'scroll' && !event.ctrlKey && !event.metaKey) {
      const [dx, dy] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
      setZoom((old) => panBy(old, place(old, content, viewport, window.devicePixelRatio, margin), viewport, -dx, -dy));
      return;
    }
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const pointer = { x: event.clientX - box.left, y: event.clientY - box.top };
    setZoom(zoomAbout(placement, viewport, 1.0015 ** -event.deltaY, pointer));
  });
  const onDown = useEffectEvent((event: PointerEvent) => {
    const onControl = event.target instanceof Element && event.target.closest(ON_TOP) !== null;
    if (onControl || !(canGrab ? canGrab(event) : event.button === 0)) return;
    grab.current = { x: event.clientX, y: event.clientY };
    element?.setPointerCapture(event.pointerId);
  });
  const onMove = useEffectEvent((event: PointerEvent) => {
    if (!grab.current) return;
    const [dx, dy] = [event.clientX - grab.current.x, event.clientY - grab.current.y];
    grab.current = { x: event.clientX, y: event.clientY };
    setZoom((old) => panBy(old, place(old, content, viewport, window.devicePixelRatio, margin), viewport, dx, dy));
  });
  useEffect(() => {
    if (!element) return;
    const { signal, abort } = listening();
    const drop = () => {
      grab.current = null;
    };
    // React listens passively to wheel, which could not keep the page from scrolling.
    element.addEventListener('wheel', (event) => onWheel(event), { passive: false, signal });
    element.addEventListener('pointerdown', (event) => onDown(event), { signal });
    element.addEventListener('pointermove', (event) => onMove(event), { signal });
    element.addEventListener('pointerup', drop, { signal });
    element.addEventListener('pointercancel', drop, { signal });
    return abort;
  }, [element]);

  const actions = useStableActions<Pick<ZoomPan, 'setMode' | 'zoomBy'>>({
    setMode: (mode) => setZoom({ ...FIT, mode, y: mode === 'width' ? 0 : 0.5 }),
    zoomBy: (factor) =>
      setZoom(zoomAbout(placement, viewport, factor, { x: viewport.width / 2, y: viewport.height / 2 })),
  });

  return useSame({
    ...actions,
    viewportRef,
    element,
    viewport,
    placement,
    zoom,
    pannable: canPan(placement, viewport),
  });
}

function listening(): { signal: AbortSignal; abort: () => void } {
  const control = new AbortController();
  return { signal: control.signal, abort: () => control.abort() };
}
