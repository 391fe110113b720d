import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { canPan, FIT, type Placement, panBy, place, type Size, type Zoom, zoomAbout } from './zoom-geometry.ts';

export interface ZoomPan {
  /** Goes on the element that clips the content. */
  readonly viewportRef: (element: HTMLDivElement | null) => void;
  readonly viewport: Size;
  readonly zoom: Zoom;
  readonly placement: Placement;
  readonly pannable: boolean;
  setMode(mode: Exclude<Zoom['mode'], 'free'>): void;
  /** Zooms about the middle. */
  zoomBy(factor: number): void;
  /** Handlers of a drag that moves the content. */
  readonly drag: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
  };
}

/** Fit, 1:1, wheel zoom about the pointer, and panning by drag, for content of a known size. */
export function useZoomPan(content: Size, start: Zoom = FIT): ZoomPan {
  const { ref: sizeRef, width, height } = useElementSize<HTMLDivElement>();
  const [zoom, setZoom] = useState<Zoom>(start);
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const viewport = { width, height };
  const placement = place(zoom, content, viewport, window.devicePixelRatio);
  const grab = useRef<{ x: number; y: number } | null>(null);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const pointer = { x: event.clientX - box.left, y: event.clientY - box.top };
    setZoom(zoomAbout(placement, viewport, 1.0015 ** -event.deltaY, pointer));
  });
  useEffect(() => {
    if (!element) return;
    // React listens passively to wheel, which could not keep the page from scrolling.
    const listen = (event: WheelEvent) => onWheel(event);
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [element]);

  return {
    viewportRef: (next) => {
      sizeRef(next);
      setElement(next);
    },
    viewport,
    zoom,
    placement,
    pannable: canPan(placement, viewport),
    setMode: (mode) => setZoom({ ...FIT, mode, y: mode === 'width' ? 0 : 0.5 }),
    zoomBy: (factor) => setZoom(zoomAbout(placement, viewport, factor, { x: width / 2, y: height / 2 })),
    drag: {
      onPointerDown: (event) => {
        grab.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event) => {
        if (!grab.current) return;
        const [dx, dy] = [event.clientX - grab.current.x, event.clientY - grab.current.y];
        grab.current = { x: event.clientX, y: event.clientY };
        setZoom((current) =>
          panBy(current, place(current, content, viewport, window.devicePixelRatio), viewport, dx, dy),
        );
      },
      onPointerUp: () => {
        grab.current = null;
      },
    },
  };
}
