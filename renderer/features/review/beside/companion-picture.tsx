import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommonClock } from '../../../../shared/common-clock.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameList } from '../../../../shared/frames.ts';
import { faceText, lengthText, zoneName } from '../../../../shared/wall-text.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { usePictures } from '../engine/use-pictures.ts';
import { type Position, useFrame } from '../position.ts';
import { Stage } from '../stage.tsx';
import { useFreePosition } from '../use-position.ts';
import styles from './beside.module.css';
import { CompanionBar } from './companion-bar.tsx';
import { CompanionTools } from './companion-tools.tsx';
import { type Companion, pairClock } from './follow.ts';
import type { CompanionProps } from './leader.ts';
import { useFollowing } from './use-following.ts';

interface Shown extends CompanionProps {
  readonly item: Item;
  readonly index: FrameList;
}

/** The pictures of a companion. It follows the open recording, or is stepped by itself to find the same moment. */
export function CompanionPicture({ id, item, index, leader, onSwap, onRemove }: Shown) {
  const { t } = useTranslation('review-beside');
  const position = useFreePosition(index);
  const { canvas, video, zoomPan, playback, exact } = usePictures(item, index, position);
  const [alone, setAlone] = useState(false);
  const { item: open, index: openIndex } = leader;
  const clock = useMemo(
    () => pairClock({ item: open, index: openIndex }, { item, index }),
    [open, openIndex, item, index],
  );
  const target = useFollowing({
    clock: alone ? null : clock,
    count: index.pts.length,
    leading: leader,
    position,
    playback,
  });
  return (
    <section className={styles.companion} aria-label={item.originalName} data-testid="companion">
      <CompanionBar item={item} onRemove={() => onRemove(id)}>
        <CompanionTools
          item={item}
          index={index}
          position={position}
          leader={leader}
          clock={clock}
          alone={alone || clock === null}
          onAlone={setAlone}
          onSwap={() => onSwap(id, position.n)}
        />
      </CompanionBar>
      <div className={styles.picture} data-away={(target !== null && target.state !== 'at') || undefined}>
        <Stage
          item={item}
          position={position}
          canvas={canvas}
          video={video}
          muted
          exact={exact}
          playback={playback}
          zoomPan={zoomPan}
        />
        {target !== null && target.state !== 'at' && <Away target={target} />}
        {clock === null && <p className={styles.away}>{t('noClock')}</p>}
      </div>
      <CompanionReadOut position={position} leader={leader.position} clock={clock} />
    </section>
  );
}

function Away({ target }: { target: Exclude<Companion, { state: 'at' }> }) {
  const { t } = useTranslation('review-beside');
  const length = lengthText(target.awayMs);
  return <p className={styles.away}>{t(target.state === 'before' ? 'beginsLater' : 'endedEarlier', { length })}</p>;
}

interface ReadOutProps {
  readonly position: Position;
  /** Where the open recording stands. */
  readonly leader: Position;
  readonly clock: CommonClock | null;
}

/** Where the companion stands: its own frame, the time of day, and how far that is from the open recording. */
function CompanionReadOut({ position, leader, clock }: ReadOutProps) {
  const { t } = useTranslation('review-beside');
  const language = useLanguage();
  const n = useFrame(position);
  const leaderN = useFrame(leader);
  const apart = clock ? clock.msAt(1, n) - clock.msAt(0, leaderN) : null;
  const widest = useRef(0);
  const away = apart === null ? '' : `${apart > 0 ? '+' : apart < 0 ? '−' : '±'}${lengthText(apart)}`;
  widest.current = Math.max(widest.current, away.length);
  return (
    <footer className={`mono ${styles.readOut}`} data-testid="companion-read-out">
      <span>{t('frame', { frame: formatNumber(n, language) })}</span>
      {clock && (
        <span>
          {faceText(clock.msAt(1, n)).time} {zoneName(clock.zone)}
        </span>
      )}
      {apart !== null && (
        <span className="dim" style={{ minWidth: `${widest.current}ch` }} title={t('distanceHint')}>
          {away}
        </span>
      )}
    </footer>
  );
}
