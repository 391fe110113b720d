import { useElementSize } from '@mantine/hooks';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import type { Position } from '../position.ts';
import { listenToGestures } from './timeline-gestures.ts';
import {
  type Bounds,
  clampView,
  narrowest,
  reveal,
  secondsAt,
  slideWith,
  type View,
  wholeView,
  xOf,
  zoomAt,
} from './timeline-scale.ts';
import { useViewMotion } from './use-view-motion.ts';

export interface TimelineView {
  readonly ref: (element: HTMLDivElement | null) => void;
  /** The lanes' element once it is there. */
  readonly element: HTMLDivElement | null;
  readonly width: number;
  readonly view: View;
  readonly bounds: Bounds;
  /** Seconds that the narrowest view holds. */
  readonly least: number;
  x(seconds: number): number;
  /** Seconds under a pointer; for handlers. */
  at(clientX: number): number;
  /** Zooms about the playhead, as buttons and keys do. */
  zoomBy(factor: number): void;
  showWhole(): void;
  /** Shows exactly this at once, as the scrollbar does. */
  show(view: View): void;
}

interface TimelineViewOptions {
  readonly index: FrameIndex;
  readonly bounds: Bounds;
  readonly position: Position;
  readonly playing: boolean;
  /** The reader pressed or dragged in the lanes: seconds under the pointer. */
  readonly onScrub: (seconds: number) => void;
}

/** What part of the recording the timeline shows, and every way to change that. */
export function useTimelineView({ index, bounds, position, playing, onScrub }: TimelineViewOptions): TimelineView {
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const least = useMemo(() => narrowest(index, bounds), [index, bounds]);
  const motion = useViewMotion(() => wholeView(bounds));
  const { view } = motion;
  const here = () => ptsToSeconds(index.pts[position.n] ?? 0, index.timeBase);

  const before = useRef<number | null>(null);
  const follow = useEffectEvent(() => {
    const seconds = here();
    const from = before.current ?? seconds;
    before.current = seconds;
    const now = motion.target();
    const next = playing ? slideWith(now, bounds, least, from, seconds) : reveal(now, bounds, least, seconds);
    if (next === now) return;
    if (playing) motion.jump(next);
    else motion.glide(next);
  });
  useEffect(() => {
    follow();
    return position.subscribe(() => follow());
  }, [position]);

  // Sound that outlasts the pictures makes the whole longer: who saw all of it goes on seeing all of it.
  const known = useRef(bounds);
  const widen = useEffectEvent((next: Bounds) => {
    const whole = motion.target().span >= wholeView(known.current).span;
    known.current = next;
    motion.jump(whole ? wholeView(next) : clampView(motion.target(), next, least));
  });
  useEffect(() => {
    if (known.current !== bounds) widen(bounds);
  }, [bounds]);

  const left = () => element?.getBoundingClientRect().left ?? 0;
  const at = (clientX: number) => secondsAt(view, width, clientX - left());
  const onZoom = useEffectEvent((factor: number, clientX: number, stepwise: boolean) => {
    const from = motion.target();
    const next = zoomAt(from, bounds, least, factor, secondsAt(from, width, clientX - left()));
    if (stepwise) motion.glide(next);
    else motion.jump(next);
  });
  const onPan = useEffectEvent((dx: number) => {
    const from = motion.target();
    motion.jump(
      clampView({ start: from.start + (dx / Math.max(1, width)) * from.span, span: from.span }, bounds, least),
    );
  });
  const onScrubAt = useEffectEvent((clientX: number) => onScrub(at(clientX)));
  useEffect(() => {
    if (!element) return;
    const control = new AbortController();
    const gestures = {
      onZoom: (factor: number, x: number, stepwise: boolean) => onZoom(factor, x, stepwise),
      onPan: (dx: number) => onPan(dx),
      onScrub: (x: number) => onScrubAt(x),
    };
    listenToGestures(element, gestures, control.signal);
    return () => control.abort();
  }, [element]);

  const actions = useStableActions<Pick<TimelineView, 'ref' | 'at' | 'zoomBy' | 'showWhole' | 'show'>>({
    ref: (next) => {
      sizeRef(next);
      setElement(next);
    },
    at,
    zoomBy: (factor) => {
      const from = motion.target();
      const seconds = here();
      const inView = seconds >= from.start && seconds <= from.start + from.span;
      motion.glide(zoomAt(from, bounds, least, factor, inView ? seconds : from.start + from.span / 2));
    },
    showWhole: () => motion.glide(wholeView(bounds)),
    show: motion.jump,
  });
  return useMemo(
    () => ({ ...actions, element, width, view, bounds, least, x: (seconds: number) => xOf(view, width, seconds) }),
    [actions, element, width, view, bounds, least],
  );
}
