import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowsExchange, IconChevronLeft, IconChevronRight, IconLink, IconLinkOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type CommonClock, clockOf } from '../../../../shared/common-clock.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { toastError } from '../../../app/toast.ts';
import { useMutationCall } from '../../../host/query-call.ts';
import { referenceClock } from '../clock/reference-clock.ts';
import type { Position } from '../position.ts';
import type { Leader } from './leader.ts';

interface CompanionToolsProps {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly position: Position;
  readonly leader: Leader;
  readonly clock: CommonClock | null;
  /** It does not follow: it has no clock, or is being aligned by hand. */
  readonly alone: boolean;
  readonly onAlone: (alone: boolean) => void;
  readonly onSwap: () => void;
}

/** Follow or go alone, step alone, say that two pictures show the same moment, change places. */
export function CompanionTools(props: CompanionToolsProps) {
  const { item, index, position, leader, clock, alone, onAlone, onSwap } = props;
  const { t } = useTranslation('review-beside');
  const set = useMutationCall('evidence.set');
  const leaderClock = clockOf(leader.item, leader.index.pts[0] ?? 0);
  const align = () => {
    if (leaderClock === null) return;
    const { n: frame } = leader.position;
    const timing = referenceClock(
      { index: leader.index, frame, clock: leaderClock },
      { index, frame: position.n },
      t('measured', { frame, hash: leader.item.sha256.slice(0, 16) }),
    );
    if (timing === null) {
      toastError(t('notAligned'), t('noLeaderClock'));
      return;
    }
    set.mutate(
      { ids: [item.id], details: { timing } },
      { onSuccess: () => onAlone(false), onError: (error) => toastError(t('notAligned'), error.message) },
    );
  };
  const step = (by: number, label: string, icon: ReactNode) => (
    <Tooltip label={label}>
      <ActionIcon
        size={24}
        aria-label={label}
        onClick={(event) => position.goTo(position.n + (event.shiftKey ? by * 10 : by))}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <>
      {alone && step(-1, t('back'), <IconChevronLeft size={16} />)}
      {alone && step(1, t('forward'), <IconChevronRight size={16} />)}
      {alone && (
        <Tooltip label={t(leaderClock === null ? 'noLeaderClock' : 'sameMomentHint')} multiline maw={280}>
          <Button size="compact-xs" disabled={leaderClock === null} loading={set.isPending} onClick={align}>
            {t('sameMoment')}
          </Button>
        </Tooltip>
      )}
      {clock !== null && (
        <Tooltip label={t(alone ? 'follow' : 'goAlone')}>
          <ActionIcon
            size={24}
            aria-pressed={!alone}
            aria-label={t(alone ? 'follow' : 'goAlone')}
            onClick={() => onAlone(!alone)}
          >
            {alone ? <IconLinkOff size={14} /> : <IconLink size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t('swap')}>
        <ActionIcon size={24} aria-label={t('swap')} onClick={onSwap}>
          <IconArrowsExchange size={14} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
