import { type KeyboardEvent, memo, type PointerEvent, useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type FrameIndex, intervalSeconds } from '../../../../shared/frames.ts';
import type { Gap } from '../../../../shared/picture-gaps.ts';
import { clockText, ptsToSeconds } from '../../../../shared/time.ts';
import { type Position, useFrame } from '../position.ts';
import type { FrameRun } from './coverage-ranges.ts';
import { LaneCanvas, type LaneSurface } from './lane-canvas.tsx';
import type { LaneMark } from './mark-lanes.ts';
import { centredView, draggedView, minimapWindow, stretchedView } from './minimap-geometry.ts';
import styles from './timeline.module.css';
import { clampView, secondsAt, type View, wholeView, xOf } from './timeline-scale.ts';
import type { TimelineView } from './use-timeline-view.ts';
import { drawRuns } from './watched-line.tsx';

interface MinimapProps {
  readonly timeline: TimelineView;
  readonly height: number;
  readonly index: FrameIndex;
  readonly lanes: readonly LaneMark[];
  readonly gaps: readonly Gap[];
  readonly runs: readonly FrameRun[];
  readonly position: Position;
  readonly controls: string;
}

type Part = 'window' | 'start' | 'end';

interface Drag {
  readonly part: Part;
  readonly x: number;
  readonly view: View;
}

/** The whole recording as a scrollbar: what is visible, what is marked, missing and watched, and where we are. */
export const Minimap = memo(function Minimap(props: MinimapProps) {
  const { timeline, height, index, lanes, gaps, runs, position, controls } = props;
  const { t } = useTranslation('review-timeline');
  const { bounds, width, view, least, show } = timeline;
  const whole = wholeView(bounds);
  const drag = useRef<Drag | null>(null);
  const bar = minimapWindow(view, bounds, width);

  const secondsUnder = (event: PointerEvent): number =>
    secondsAt(whole, width, event.clientX - event.currentTarget.getBoundingClientRect().left);
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const pressed = event.target instanceof HTMLElement ? event.target.dataset.part : undefined;
    const part: Part = pressed === 'start' || pressed === 'end' ? pressed : 'window';
    const from = pressed === undefined ? centredView(view, bounds, least, secondsUnder(event)) : view;
    if (from !== view) show(from);
    drag.current = { part, x: event.clientX, view: from };
  };
  const onMove = (event: PointerEvent) => {
    const began = drag.current;
    if (!began || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    if (began.part === 'window') show(draggedView(began.view, bounds, least, width, event.clientX - began.x));
    else show(stretchedView(began.view, bounds, least, began.part, secondsUnder(event)));
  };
  const onKey = (event: KeyboardEvent) => {
    const start = startAfter(event.key, view, bounds);
    if (start === null) return;
    event.preventDefault();
    event.stopPropagation();
    show(clampView({ start, span: view.span }, bounds, least));
  };
  const shown = `${clockText(view.start)} – ${clockText(view.start + view.span)}`;
  return (
    <div
      className={styles.minimap}
      style={{ height }}
      role="scrollbar"
      tabIndex={0}
      aria-label={t('minimap')}
      aria-orientation="horizontal"
      aria-controls={controls}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(((view.start - bounds.start) / Math.max(1e-9, whole.span - view.span)) * 100) || 0}
      aria-valuetext={shown}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onLostPointerCapture={() => {
        drag.current = null;
      }}
      onKeyDown={onKey}
      onDoubleClick={timeline.showWhole}
    >
      <MinimapDrawing {...{ width, height, index, lanes, gaps, runs, start: whole.start, span: whole.span }} />
      <MinimapHere index={index} position={position} view={whole} width={width} />
      <span className={styles.minimapWindow} data-part="window" style={{ left: bar.left, width: bar.width }}>
        <span className={styles.minimapEdge} data-part="start" />
        <span className={styles.minimapEdge} data-part="end" />
      </span>
    </div>
  );
});

interface HereProps {
  readonly index: FrameIndex;
  readonly position: Position;
  readonly view: View;
  readonly width: number;
}

function MinimapHere({ index, position, view, width }: HereProps) {
  const seconds = ptsToSeconds(index.pts[useFrame(position)] ?? 0, index.timeBase);
  return <span className={styles.minimapHere} style={{ transform: `translateX(${xOf(view, width, seconds)}px)` }} />;
}

/** Where a key takes the beginning of the view; null for keys that are not the scrollbar's. */
function startAfter(key: string, view: View, bounds: { start: number; end: number }): number | null {
  switch (key) {
    case 'ArrowLeft':
      return view.start - view.span / 10;
    case 'ArrowRight':
      return view.start + view.span / 10;
    case 'PageUp':
      return view.start - view.span;
    case 'PageDown':
      return view.start + view.span;
    case 'Home':
      return bounds.start;
    case 'End':
      return bounds.end;
    default:
      return null;
  }
}

interface DrawingProps extends Pick<MinimapProps, 'height' | 'index' | 'lanes' | 'gaps' | 'runs'>, View {
  readonly width: number;
}

/** What does not move with the window; drawn again only when marks come or more was watched. */
const MinimapDrawing = memo(function MinimapDrawing(props: DrawingProps) {
  const { width, height, index, lanes, gaps, runs, start, span } = props;
  const draw = useCallback(
    (surface: LaneSurface) => {
      const view = { start, span };
      const { context, colours } = surface;
      const bar = (from: number, to: number, top: number, high: number) => {
        const left = xOf(view, surface.width, from);
        context.fillRect(left, top, Math.max(2, xOf(view, surface.width, to) - left), high);
      };
      drawRuns(surface, index, runs, view, { top: surface.height - 3, height: 1 });
      context.fillStyle = colours.warn;
      context.globalAlpha = 0.35;
      for (const gap of gaps) bar(gap.start, gap.end, 0, surface.height);
      context.globalAlpha = 1;
      context.fillStyle = colours.mark;
      for (const { first, last } of lanes) {
        const interval = intervalSeconds(index, first, last);
        bar(interval.start, interval.end, 7, 3);
      }
    },
    [index, lanes, gaps, runs, start, span],
  );
  return <LaneCanvas width={width} height={height} draw={draw} />;
});
