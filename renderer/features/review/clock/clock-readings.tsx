import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ClockBasis, type ClockReading, checkReadings, type ReadingCheck } from '../../../../shared/clock.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { lengthText } from '../../../../shared/wall-text.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { Note } from '../../../ui/error-note.tsx';
import { useClockWords } from '../../../ui/marks/use-clock-words.ts';
import { type ClockDraft, clockOfDraft, shownText, withoutReading } from './clock-draft.ts';
import styles from './clock-panel.module.css';

interface ClockReadingsProps {
  readonly draft: ClockDraft;
  readonly index: FrameIndex;
  readonly onChange: (next: ClockDraft) => void;
  readonly onGo: (n: number) => void;
  readonly onEdit: (frame: number) => void;
}

/** Clocks that run: a second reading says something about them. A date in a file does not run. */
const RUNNING: readonly ClockBasis[] = ['burnt-in', 'reference'];

/** Every reading with its picture, and between each two whether clock and pictures ran alike. */
export const ClockReadings = memo(function ClockReadings({ draft, index, onChange, onGo, onEdit }: ClockReadingsProps) {
  const { t } = useTranslation('review-clock');
  const { readings } = draft;
  // Whether readings agree does not depend on what is typed into the other fields.
  const alone = clockOfDraft({ ...draft, ahead: '', within: '' });
  const report = alone.ok ? checkReadings(alone.clock, index) : { checks: [], strayed: [] };
  return (
    <section className={styles.readings} aria-label={t('readings')}>
      <h3>{t('readings')}</h3>
      {readings.length === 0 && <p className={styles.hint}>{t('noReadings')}</p>}
      <ol className={styles.list}>
        {readings.map((reading, place) => {
          const check = report.checks[place - 1];
          return (
            <li key={reading.frame}>
              {check && <CheckLine check={check} />}
              <ReadingRow
                reading={reading}
                strayed={report.strayed.includes(reading)}
                onGo={() => onGo(reading.frame)}
                onEdit={() => onEdit(reading.frame)}
                onRemove={() => onChange(withoutReading(draft, reading.frame))}
              />
            </li>
          );
        })}
      </ol>
      {readings.length === 1 && RUNNING.includes(draft.basis) && <p className={styles.hint}>{t('secondReading')}</p>}
    </section>
  );
});

interface ReadingRowProps {
  readonly reading: ClockReading;
  readonly strayed: boolean;
  readonly onGo: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function ReadingRow({ reading, strayed, onGo, onEdit, onRemove }: ReadingRowProps) {
  const { t } = useTranslation('review-clock');
  const language = useLanguage();
  const frame = formatNumber(reading.frame, language);
  const tools = [
    { label: t('reading.edit', { frame }), icon: <IconPencil size={14} />, run: onEdit },
    { label: t('reading.remove', { frame }), icon: <IconX size={14} />, run: onRemove },
  ];
  return (
    <>
      <div className={styles.reading}>
        <button type="button" className={styles.go} title={t('reading.go', { frame })} onClick={onGo}>
          <span>{shownText(reading.shown)}</span>
          <span className={styles.faint}>
            {t('reading.where', { frame, pts: formatNumber(reading.pts, language) })}
          </span>
        </button>
        {tools.map(({ label, icon, run }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon size={24} aria-label={label} onClick={run}>
              {icon}
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      {strayed && <Note tone="warn">{t('reading.strayed', { frame })}</Note>}
    </>
  );
}

/** Beyond this, parts per million say nothing about a rate any more: the clock was set. */
const MOST_PPM = 10_000;

function CheckLine({ check }: { check: ReadingCheck }) {
  const { t } = useTranslation('review-clock');
  const { units } = useClockWords();
  const language = useLanguage();
  const { clockMs, pictureMs, differenceMs, ppm } = check;
  const sign = (value: number) => (value < 0 ? '−' : '+');
  const signed = (ms: number) => `${sign(ms)}${lengthText(ms, units)}`;
  const difference = signed(differenceMs);
  const rate = ppm === null || Math.abs(ppm) > MOST_PPM ? null : Math.round(ppm);
  const values = {
    clock: clockMs < 0 ? signed(clockMs) : lengthText(clockMs, units),
    pictures: lengthText(pictureMs, units),
    difference:
      rate === null
        ? difference
        : t('check.rate', { difference, ppm: `${sign(rate)}${formatNumber(Math.abs(rate), language)}` }),
  };
  if (check.explained) return <p className={styles.check}>{t('check.agrees', values)}</p>;
  return (
    <div className={styles.check}>
      <Note tone="warn">{t('check.differs', values)}</Note>
    </div>
  );
}
