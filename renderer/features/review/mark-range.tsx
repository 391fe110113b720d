import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconCornerDownLeft, IconMapPinDown } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FrameIndex, intervalSeconds } from '../../../shared/frames.ts';
import { clockText, ptsText } from '../../../shared/time.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { withEnd } from '../../ui/marks/mark-draft.ts';
import type { MarkEditor } from '../../ui/marks/use-mark-editor.ts';
import { type RecordedAt, wallClockOf } from '../../ui/marks/wall-clock.ts';
import { parseGoTo } from './goto-parser.ts';
import styles from './review.module.css';

interface MarkRangeProps {
  readonly editor: MarkEditor;
  readonly index: FrameIndex;
  readonly recorded: RecordedAt | null;
  /** The frame on screen when a button is pressed. */
  readonly here: () => number;
  readonly onGo: (n: number) => void;
}

/** First and last frame of the mark, both inclusive: typed, set from the picture, or gone to. */
export const MarkRange = memo(function MarkRange(props: MarkRangeProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { draft } = props.editor;
  if (!draft) return null;
  const whole = draft.in !== null && draft.out !== null;
  return (
    <div className={styles.range}>
      <EndField {...props} end="in" value={draft.in} label={t('in')} keys="I" />
      <EndField {...props} end="out" value={draft.out} label={t('out')} keys="O" />
      <p className={styles.rangeLength}>
        {whole ? lengthText(props.index, draft.in ?? 0, draft.out ?? 0) : t('rangeHint')}
      </p>
    </div>
  );

  function lengthText(index: FrameIndex, first: number, last: number): string {
    const { start, end } = intervalSeconds(index, first, last);
    const count = last - first + 1;
    return t('rangeLength', { count, frames: formatNumber(count, language), time: clockText(end - start) });
  }
});

interface EndFieldProps extends MarkRangeProps {
  readonly end: 'in' | 'out';
  readonly value: number | null;
  readonly label: string;
  readonly keys: string;
}

function EndField({ editor, index, recorded, here, onGo, end, value, label, keys }: EndFieldProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : formatNumber(value, language));
  const set = (frame: number) => {
    if (editor.draft) editor.change(withEnd(editor.draft, end, frame));
  };
  const take = () => {
    const result = typed === null ? null : parseGoTo(typed, index, recorded);
    if (result?.ok) {
      set(result.n);
      onGo(result.n);
    }
    setTyped(null);
  };
  const bad = typed !== null && typed.trim() !== '' && !parseGoTo(typed, index, recorded).ok;
  return (
    <div className={styles.end}>
      <div className={styles.endHead}>
        <span>{label}</span>
        <span className={styles.endTools}>
          <Tooltip label={t(end === 'in' ? 'setInHere' : 'setOutHere')}>
            <ActionIcon size={20} aria-label={t(end === 'in' ? 'setInHere' : 'setOutHere')} onClick={() => set(here())}>
              <IconMapPinDown size={14} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('goThere')}>
            <ActionIcon
              size={20}
              aria-label={t('goThere')}
              disabled={value === null}
              onClick={() => value !== null && onGo(value)}
            >
              <IconCornerDownLeft size={14} />
            </ActionIcon>
          </Tooltip>
          <Kbd keys={keys} />
        </span>
      </div>
      <TextInput
        aria-label={label}
        value={shown}
        error={bad}
        placeholder="–"
        classNames={{ input: styles.endInput ?? '' }}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !bad) event.currentTarget.blur();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      <span className={`mono ${styles.endTime}`}>{value === null ? '' : timeText(index, recorded, value)}</span>
    </div>
  );
}

/** The recording's clock to tenths, or stream time. */
function timeText(index: FrameIndex, recorded: RecordedAt | null, n: number): string {
  if (!recorded) return ptsText(index.pts[n] ?? 0, index.timeBase);
  return wallClockOf(recorded, index, n).time;
}
