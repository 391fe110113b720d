import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrameIndex } from '../../../../shared/frames.ts';
import type { Gap } from '../../../../shared/picture-gaps.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import type { RecordedAt } from '../../../ui/marks/wall-clock.ts';
import { spotAt } from './spot-text.ts';
import styles from './timeline.module.css';
import type { TimelineView } from './use-timeline-view.ts';

interface HoverLineProps {
  readonly timeline: TimelineView;
  readonly index: FrameIndex;
  readonly recorded: RecordedAt | null;
  readonly gaps: readonly Gap[];
}

/** A thin line under the pointer that says what is there, without going there. */
export function HoverLine({ timeline, index, recorded, gaps }: HoverLineProps) {
  const { t } = useTranslation('review-timeline');
  const language = useLanguage();
  const { element, width, at } = timeline;
  const [clientX, setClientX] = useState<number | null>(null);
  const onMove = useEffectEvent((event: PointerEvent) =>
    setClientX(event.pointerType === 'touch' ? null : event.clientX),
  );
  useEffect(() => {
    if (!element) return;
    const { signal, abort } = listening();
    element.addEventListener('pointermove', (event) => onMove(event), { signal });
    element.addEventListener('pointerleave', () => setClientX(null), { signal });
    return abort;
  }, [element]);
  if (clientX === null || element === null) return null;
  const x = clientX - element.getBoundingClientRect().left;
  if (x < 0 || x > width) return null;
  const { frame, time, clock, missing } = spotAt(index, recorded, language, gaps, at(clientX));
  return (
    <span className={styles.hover} style={{ transform: `translateX(${x}px)` }} aria-hidden="true">
      <span className={styles.hoverWords} data-left={x > width - 300 || undefined} data-testid="timeline-hover">
        <span>{missing ? t('noPicture') : t('frame', { frame })}</span>
        <span>{time}</span>
        {clock !== '' && <span>{clock}</span>}
      </span>
    </span>
  );
}

function listening(): { signal: AbortSignal; abort: () => void } {
  const control = new AbortController();
  return { signal: control.signal, abort: () => control.abort() };
}
