import { Tooltip } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import type { FrameIndex } from '../../../shared/frames.ts';
import { marginText } from '../../../shared/wall-text.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { visibleText } from '../../lib/visible-escapes.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useClockWords } from '../../ui/marks/use-clock-words.ts';
import type { RecordedAt, WallClock } from '../../ui/marks/wall-clock.ts';
import { useClockBasis } from './clock/use-clock-basis.ts';
import { type Position, useFrame } from './position.ts';
import { copyLine, durationText, readOutOf } from './read-out-text.ts';
import styles from './review.module.css';

interface ReadOutBarProps {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly recorded: RecordedAt | null;
  readonly position: Position;
  /** Whether the number comes, at this moment, from a player whose clock is not tied to the index yet. */
  readonly nearly: () => boolean;
  /** Which field of the frame is looked at, in time; null for the whole frame. */
  readonly field: 1 | 2 | null;
}

/** Exactly where we are, always visible, in figures that keep their width; can be selected and copied. */
export function ReadOutBar({ item, index, recorded, position, nearly, field }: ReadOutBarProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const n = useFrame(position);
  const out = readOutOf(index, n, recorded, language);
  const longest = readOutOf(index, index.pts.length - 1, recorded, language);
  const basis = useClockBasis(item, recorded);
  const showed = basis.copied(out.clock);
  return (
    <div className={styles.readOut} data-testid="read-out">
      <Cell label={t('frame')} hint={t('frameHint', { ms: durationText(index, n, language) })}>
        <span
          style={{ minWidth: `${longest.frame.length + 1}ch` }}
          className={styles.number}
          data-testid="frame-number"
        >
          {nearly() ? `≈${out.frame}` : out.frame}
        </span>
        <span className={styles.of}>/ {out.last}</span>
        {field !== null && <span data-testid="field-number">{t('review-play:fields.ofTwo', { field })}</span>}
      </Cell>
      <Cell label={t('pts')} hint={t('ptsHint')}>
        <span style={{ minWidth: `${longest.pts.length}ch` }} className={styles.number}>
          {out.pts}
        </span>
        <span className={styles.of}>× {out.timeBase}</span>
      </Cell>
      <Cell label={t('time')} hint={t('timeHint')}>
        <span data-testid="stream-time">{out.time}</span>
      </Cell>
      <Cell label={t('clock')} hint={basis.hint(out.clock)}>
        {out.clock ? (
          <ClockValue clock={out.clock} basis={basis.short} />
        ) : (
          <span className={styles.of}>{t('noClock')}</span>
        )}
      </Cell>
      <CopyButton value={copyLine(visibleText(item.originalName), index, n, out.clock, showed)} what={t('position')} />
    </div>
  );
}

/** Corrected time first, with how closely it is known; then what the clock itself showed, where that differs. */
function ClockValue({ clock, basis }: { clock: WallClock; basis: string | null }) {
  const { t } = useTranslation('review');
  const { units } = useClockWords();
  return (
    <>
      <span data-testid="wall-clock">
        {clock.time} {clock.zone}
      </span>
      {clock.within !== null && <span className={styles.of}>± {marginText(clock.within, units)}</span>}
      {clock.shown !== null && (
        <span className={styles.of} data-testid="clock-shown">
          {t('review-clock:corrected', { shown: clock.shown.time })}
        </span>
      )}
      <span className={styles.basis} data-missing={basis === null || undefined}>
        {basis === null ? t('noBasis') : `(${basis})`}
      </span>
    </>
  );
}

function Cell({ label, hint, children }: { label: string; hint: string; children: ReactNode }) {
  return (
    <span className={styles.cell}>
      <CellLabel label={label} hint={hint} />
      <span className={styles.cellValue}>{children}</span>
    </span>
  );
}

const CellLabel = memo(function CellLabel({ label, hint }: { label: string; hint: string }) {
  return (
    <Tooltip label={hint} multiline maw={320}>
      <span className={styles.cellLabel}>{label}</span>
    </Tooltip>
  );
});
