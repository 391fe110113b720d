import { Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconArrowBarRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrameIndex } from '../../../shared/frames.ts';
import { clockText, ptsText } from '../../../shared/time.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { KeyLabel } from '../../ui/kbd.tsx';
import { type RecordedAt, wallClockOf } from '../../ui/marks/wall-clock.ts';
import { type GoToProblem, type GoToResult, parseGoTo } from './goto-parser.ts';
import styles from './review.module.css';
import { boundsOf } from './timeline/timeline-scale.ts';

interface GoToBoxProps {
  readonly index: FrameIndex;
  readonly recorded: RecordedAt | null;
  readonly onGo: (n: number) => void;
}

/** Type a frame, a PTS, a time or a clock time; what it means is said before one goes there. */
export const GoToBox = memo(function GoToBox(props: GoToBoxProps) {
  const { t } = useTranslation('review');
  // Its own state, not that of the screen: going somewhere must not wait until all else was rendered.
  const [opened, setOpened] = useState(false);
  const open = () => setOpened(true);
  useCommands([{ id: 'review.go-to', title: t('command.goTo'), keys: ['G'], group: t('group'), run: open }]);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top-start"
      width={320}
      trapFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Tooltip label={<KeyLabel label={t('command.goTo')} keys="G" />}>
          <Button
            variant="subtle"
            color="gray"
            px={6}
            aria-label={t('command.goTo')}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setOpened(!opened)}
          >
            <IconArrowBarRight size={16} />
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={8}>{opened && <GoToForm {...props} onDone={() => setOpened(false)} />}</Popover.Dropdown>
    </Popover>
  );
});

function GoToForm({ index, recorded, onGo, onDone }: GoToBoxProps & { readonly onDone: () => void }) {
  const { t } = useTranslation('review');
  const [text, setText] = useState('');
  const result = text.trim() === '' ? null : parseGoTo(text, index, recorded);
  const meaning = useMeaning(result, index, recorded);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!result?.ok) return;
        onGo(result.n);
        onDone();
      }}
    >
      <TextInput
        autoFocus
        data-autofocus
        aria-label={t('command.goTo')}
        placeholder={t('goToPlaceholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        classNames={{ input: styles.goToInput ?? '' }}
      />
      <p className={styles.goToMeaning} data-bad={(result !== null && !result.ok) || undefined} aria-live="polite">
        {meaning}
      </p>
    </form>
  );
}

function useMeaning(result: GoToResult | null, index: FrameIndex, recorded: RecordedAt | null): string {
  const { t } = useTranslation('review');
  const language = useLanguage();
  if (result === null) return t('goToForms');
  if (result.ok) {
    const clock = recorded && wallClockOf(recorded, index, result.n).time;
    const where = [ptsText(index.pts[result.n] ?? 0, index.timeBase), clock].filter(Boolean).join(' · ');
    return t(`goToAs.${result.as}`, { frame: formatNumber(result.n, language), where });
  }
  const { start, end } = boundsOf(index);
  const values: Record<GoToProblem, Record<string, string>> = {
    unreadable: {},
    'frame-range': { last: formatNumber(index.pts.length - 1, language) },
    'pts-range': {
      first: formatNumber(index.pts[0] ?? 0, language),
      last: formatNumber(index.pts[index.pts.length - 1] ?? 0, language),
    },
    'time-range': { start: clockText(start), end: clockText(end) },
    'clock-unknown': {},
    'clock-range': {
      start: recorded ? wallClockOf(recorded, index, 0).time : '',
      end: recorded ? wallClockOf(recorded, index, index.pts.length - 1).time : '',
    },
  };
  return t(`goToProblem.${result.problem}`, values[result.problem]);
}
