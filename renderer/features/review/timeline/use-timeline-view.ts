import { useElementSize } from '@mantine/hooks';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import {
  type Bounds,
  boundsOf,
  clampView,
  narrowest,
  reveal,
  secondsAt,
  type View,
  wholeView,
  xOf,
  zoomAt,
} from './timeline-scale.ts';

export interface TimelineView {
  readonly ref: (element: HTMLDivElement | null) => void;
  readonly width: number;
  readonly view: View;
  readonly bounds: Bounds;
  x(seconds: number): number;
  /** Seconds under a pointer; for handlers. */
  at(clientX: number): number;
  /** Zooms about the playhead, as buttons do. */
  zoomBy(factor: number): void;
  showWhole(): void;
}

/** Marks and handles take a press themselves. */
const ON_TOP = 'button,[role=slider]';

/**
 * What part of the recording the timeline shows. The wheel zooms about the pointer, with Shift or sideways it moves;
 * pressing and dragging anywhere else calls `onScrub` with the seconds under the pointer.
 */
export function useTimelineView(index: FrameIndex, n: number, onScrub: (seconds: number) => void): TimelineView {
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const bounds = useMemo(() => boundsOf(index), [index]);
  const least = narrowest(index, bounds);
  const [view, setView] = useState<View>(() => wholeView(bounds));
  const here = ptsToSeconds(index.pts[n] ?? 0, index.timeBase);

  const follow = useEffectEvent((seconds: number) => setView((old) => reveal(old, bounds, least, seconds)));
  useEffect(() => follow(here), [here]);

  const at = (clientX: number) => secondsAt(view, width, clientX - (element?.getBoundingClientRect().left ?? 0));
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      const by = (sideways / Math.max(1, width)) * view.span;
      setView(clampView({ ...view, start: view.start + by }, bounds, least));
      return;
    }
    setView(zoomAt(view, bounds, least, 1.0018 ** event.deltaY, at(event.clientX)));
  });
  const onDown = useEffectEvent((event: PointerEvent) => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest(ON_TOP))) return;
    element?.setPointerCapture(event.pointerId);
    onScrub(at(event.clientX));
  });
  const onMove = useEffectEvent((event: PointerEvent) => {
    if (element?.hasPointerCapture(event.pointerId)) onScrub(at(event.clientX));
  });
  useEffect(() => {
    if (!element) return;
    const control = new AbortController();
    const { signal } = control;
    element.addEventListener('wheel', (event) => onWheel(event), { passive: false, signal });
    element.addEventListener('pointerdown', (event) => onDown(event), { signal });
    element.addEventListener('pointermove', (event) => onMove(event), { signal });
    return () => control.abort();
  }, [element]);

  const actions = useStableActions<Pick<TimelineView, 'ref' | 'at' | 'zoomBy' | 'showWhole'>>({
    ref: (next) => {
      sizeRef(next);
      setElement(next);
    },
    at,
    zoomBy: (factor) => {
      const inView = here >= view.start && here <= view.start + view.span;
      setView(zoomAt(view, bounds, least, factor, inView ? here : view.start + view.span / 2));
    },
    showWhole: () => setView(wholeView(bounds)),
  });
  return useMemo(
    () => ({ ...actions, width, view, bounds, x: (seconds: number) => xOf(view, width, seconds) }),
    [actions, width, view, bounds],
  );
}
