import { useTranslation } from 'react-i18next';
import { clockWords } from '../../../../shared/clock-words.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { marginText } from '../../../../shared/wall-text.ts';
import { useClockWords } from '../../../ui/marks/use-clock-words.ts';
import { recordedOf, type WallClock, wallClockOf } from '../../../ui/marks/wall-clock.ts';
import { type Position, useFrame } from '../position.ts';
import styles from './clock-panel.module.css';
import type { ClockEditor } from './use-clock-draft.ts';

/** Ends of a mark; null where there is none. */
export interface ClockRange {
  readonly in: number | null;
  readonly out: number | null;
}

interface ClockResultProps {
  readonly item: Item;
  readonly editor: ClockEditor;
  readonly index: FrameIndex;
  readonly position: Position;
  readonly range?: ClockRange | undefined;
}

type RowName = 'first' | 'in' | 'here' | 'out' | 'last';

/** The times of day that come of it, with the sentence that exhibits print. */
export function ClockResult({ item, editor, index, position, range }: ClockResultProps) {
  const { t } = useTranslation('review-clock');
  const { words, units } = useClockWords();
  const n = useFrame(position);
  const { result, dirty } = editor;
  const timing = result.ok ? result.clock : item.timing;
  const recorded = recordedOf({ timing, recorded: item.recorded }, index);
  if (!recorded) return <p className={styles.hint}>{t('none')}</p>;
  const rows: [RowName, number | null][] = [
    ['first', 0],
    ['in', range?.in ?? null],
    ['here', n],
    ['out', range?.out ?? null],
    ['last', index.pts.length - 1],
  ];
  const start = wallClockOf(recorded, index, 0);
  const known =
    start.within === null
      ? t(recorded.measured ? 'withinUnknown' : 'onlyStated')
      : `± ${marginText(start.within, units)}`;
  const zone = start.zone.replace(/^(?=[+-])/, 'UTC');
  const common = [start.date, zone, known].filter(Boolean).join(' · ');
  const basis = recorded.measured ? clockWords(recorded.clock, words) : item.clock?.trim() || t('noBasis');
  return (
    <section className={styles.result} aria-label={t('result.title')}>
      <div className={styles.head}>
        <h3>{t(recorded.measured ? 'result.measured' : 'result.stated')}</h3>
        {dirty && <span className={styles.unsaved}>{t('unsaved')}</span>}
      </div>
      <p className={styles.common}>{common}</p>
      <dl className={styles.times}>
        {rows.map(([name, frame]) =>
          frame === null ? null : (
            <TimeRow key={name} name={name} clock={wallClockOf(recorded, index, frame)} day={start.date} />
          ),
        )}
      </dl>
      <p className={styles.words}>{basis}</p>
    </section>
  );
}

interface TimeRowProps {
  readonly name: RowName;
  readonly clock: WallClock;
  /** The day that stands above; another one is said. */
  readonly day: string;
}

function TimeRow({ name, clock, day }: TimeRowProps) {
  const { t } = useTranslation('review-clock');
  const { date, time, shown } = clock;
  const here = name === 'here';
  return (
    <>
      <dt>{t(`result.${name}`)}</dt>
      <dd data-here={here || undefined} data-testid={here ? 'clock-here' : undefined}>
        {date !== day && <span className={styles.faint}>{date}</span>}
        <span>{time}</span>
        {shown !== null && (
          <span className={styles.shown}>
            {t('shownAs', { shown: shown.date === date ? shown.time : `${shown.date} ${shown.time}` })}
          </span>
        )}
      </dd>
    </>
  );
}
