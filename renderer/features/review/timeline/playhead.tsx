import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type FrameIndex, intervalSeconds } from '../../../../shared/frames.ts';
import { runCommand } from '../../../app/commands/commands.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import type { RecordedAt } from '../../../ui/marks/wall-clock.ts';
import { type Position, useFrame } from '../position.ts';
import { spotOfFrame, spotText } from './spot-text.ts';
import styles from './timeline.module.css';
import type { TimelineView } from './use-timeline-view.ts';

interface PlayheadProps {
  readonly timeline: TimelineView;
  readonly index: FrameIndex;
  readonly recorded: RecordedAt | null;
  readonly position: Position;
}

/** Keys that do the same as everywhere else in Review: the slider only passes them on. */
const COMMANDS: Readonly<Record<string, string>> = {
  ArrowLeft: 'review.back',
  ArrowRight: 'review.forward',
  ArrowDown: 'review.back',
  ArrowUp: 'review.forward',
  PageDown: 'review.back-10',
  PageUp: 'review.forward-10',
  Home: 'review.first',
  End: 'review.last',
};
const WITH_SHIFT: Readonly<Record<string, string>> = {
  ArrowLeft: 'review.back-10',
  ArrowRight: 'review.forward-10',
};
const WITH_MOD: Readonly<Record<string, string>> = {
  ArrowLeft: 'review.previous-key',
  ArrowRight: 'review.next-key',
};
/** A frame this wide is shown as wide as it is. */
const WIDE_PX = 5;

/** Where we are: a line at the beginning of the frame, and the frame's own extent when it can be seen. */
export function Playhead({ timeline, index, recorded, position }: PlayheadProps) {
  const { t } = useTranslation('review-timeline');
  const language = useLanguage();
  const spot = spotOfFrame(index, recorded, language, useFrame(position));
  const { start, end } = intervalSeconds(index, spot.n, spot.n);
  const x = timeline.x(start);
  const wide = timeline.x(end) - x;
  const onKey = (event: KeyboardEvent) => {
    const keys = event.ctrlKey || event.metaKey ? WITH_MOD : event.shiftKey ? WITH_SHIFT : COMMANDS;
    const command = keys[event.key];
    if (command === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    runCommand(command);
  };
  const seen = x + wide >= 0 && x <= timeline.width;
  return (
    <span
      role="slider"
      tabIndex={0}
      className={styles.playhead}
      data-away={!seen || undefined}
      style={{ transform: `translateX(${seen ? x : 0}px)` }}
      aria-label={t('playhead')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={index.pts.length - 1}
      aria-valuenow={spot.n}
      aria-valuetext={spotText(spot, t)}
      onKeyDown={onKey}
    >
      {wide >= WIDE_PX && <span className={styles.playheadFrame} style={{ width: wide }} />}
    </span>
  );
}
