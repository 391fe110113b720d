import { memo, useCallback } from 'react';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import type { RecordedAt } from '../../../ui/marks/wall-clock.ts';
import { LaneCanvas, type LaneSurface } from './lane-canvas.tsx';
import styles from './timeline.module.css';
import {
  type Bounds,
  fineStep,
  frameTicks,
  streamTickText,
  tickText,
  timeTicks,
  type View,
  xOf,
} from './timeline-scale.ts';
import type { TimelineView } from './use-timeline-view.ts';

export type RulerKind = 'time' | 'clock' | 'frames';

interface RulerProps {
  readonly timeline: TimelineView;
  readonly height: number;
  readonly index: FrameIndex;
  readonly recorded: RecordedAt | null;
  readonly kind: RulerKind;
}

const LABEL_PX = 104;
const TEXT_PX = 11;

interface RulerMarks {
  readonly labels: readonly { readonly seconds: number; readonly text: string }[];
  readonly fine: readonly number[];
}

/** Ticks of a part of the view that one clock counts; `origin` is what it shows at stream time 0. */
function clockMarks(view: View, part: Bounds, width: number, origin: number, words: typeof tickText): RulerMarks {
  const { step, ticks } = timeTicks(view, width, LABEL_PX, origin);
  const inPart = (seconds: number) => seconds >= part.start && seconds < part.end;
  const fine = fineStep(step, view, width);
  const first = fine === null ? 0 : Math.ceil((view.start + origin) / fine);
  const count = fine === null ? 0 : Math.ceil(view.span / fine) + 1;
  return {
    labels: ticks
      .filter(({ seconds }) => inPart(seconds))
      .map(({ seconds, value }) => ({ seconds, text: words(value, step) })),
    fine: Array.from({ length: count }, (_, k) => (first + k) * (fine ?? 0) - origin).filter(inPart),
  };
}

const dayOf = (ms: number): number => (((ms % 86_400_000) + 86_400_000) % 86_400_000) / 1000;

/** A clock that was read more than once may have been set in between: each reading counts from its picture on. */
function wallMarks(view: View, width: number, recorded: RecordedAt, first: number): RulerMarks {
  const parts = recorded.pieces.map(({ from, startMs }, k) => {
    const end = first + (recorded.pieces[k + 1]?.from ?? Number.POSITIVE_INFINITY);
    return clockMarks(view, { start: first + from, end }, width, dayOf(startMs) - first, tickText);
  });
  return { labels: parts.flatMap(({ labels }) => labels), fine: parts.flatMap(({ fine }) => fine) };
}

const WHOLE_TIME: Bounds = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

function numberMarks(index: FrameIndex, view: View, width: number, language: string): RulerMarks {
  const ticks = frameTicks(index, view, width, LABEL_PX * 0.75);
  return { labels: ticks.map(({ seconds, value }) => ({ seconds, text: formatNumber(value, language) })), fine: [] };
}

/** Round times or frame numbers along the top, with finer strokes between them. */
export const TimelineRuler = memo(function TimelineRuler({ timeline, height, index, recorded, kind }: RulerProps) {
  const language = useLanguage();
  const { view, width } = timeline;
  const draw = useCallback(
    (surface: LaneSurface) => {
      const first = ptsToSeconds(index.pts[0] ?? 0, index.timeBase);
      const times = () =>
        kind === 'clock' && recorded
          ? wallMarks(view, width, recorded, first)
          : clockMarks(view, WHOLE_TIME, width, 0, streamTickText);
      const marks = kind === 'frames' ? numberMarks(index, view, width, language) : times();
      drawRuler(surface, view, marks);
    },
    [index, recorded, kind, view, width, language],
  );
  return (
    <div className={styles.ruler} style={{ height }}>
      <LaneCanvas width={width} height={height} draw={draw} />
    </div>
  );
});

function drawRuler({ context, width, height, ratio, colours, mono }: LaneSurface, view: View, marks: RulerMarks): void {
  const at = (seconds: number) => Math.round(xOf(view, width, seconds) * ratio) / ratio;
  const hair = Math.max(1, Math.round(ratio)) / ratio;
  context.fillStyle = colours.line;
  for (const seconds of marks.fine) context.fillRect(at(seconds), height - 5, hair, 5);
  context.font = `400 ${TEXT_PX}px ${mono}`;
  context.textBaseline = 'alphabetic';
  // Frames of a variable rate stand unevenly: where two labels would meet, the second one is left out.
  let free = Number.NEGATIVE_INFINITY;
  for (const { seconds, text } of marks.labels) {
    const x = at(seconds);
    context.fillStyle = colours['line-strong'];
    context.fillRect(x, height - 12, hair, 12);
    if (x < free) continue;
    context.fillStyle = colours.faint;
    context.fillText(text, x + 5, height - 8);
    free = x + context.measureText(text).width + 14;
  }
}
