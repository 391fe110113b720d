import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconCamera,
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../app/commands/commands.ts';
import { ToolButton } from '../../ui/tool-button.tsx';
import type { ZoomPan } from '../../ui/viewer/use-zoom-pan.ts';
import type { Zoom } from '../../ui/viewer/zoom-geometry.ts';
import { ZoomModes } from '../../ui/viewer/zoom-modes.tsx';
import { SLOW_SPEEDS, SPEEDS, type Speed, speedText } from './engine/shuttle.ts';
import styles from './review.module.css';

interface TransportProps {
  readonly speed: Speed;
  readonly rate: number | null;
  /** Only every so many pictures are shown; 1 for all. */
  readonly stride: number;
  readonly onSpeed: (speed: Speed) => void;
  /** Rate and codec of the recording, in a few words. */
  readonly facts: string;
  readonly hasSound: boolean;
  readonly muted: boolean;
  readonly onMute: () => void;
  readonly saving: boolean;
  readonly zoom: Zoom['mode'];
  /** Size of the picture on the screen's pixels. */
  readonly percent: number;
  readonly onZoom: ZoomPan['setMode'];
  readonly goTo: ReactNode;
  readonly warnings: ReactNode;
}

interface KeyProps {
  readonly command: string;
  readonly label: string;
  readonly keys: string;
  readonly loading?: boolean;
  readonly strong?: boolean;
  readonly children: ReactNode;
}

/** A button that runs a command. */
function CommandButton({ command, strong = false, ...tool }: KeyProps) {
  return <ToolButton {...tool} strong={strong} width={strong ? 40 : 32} onPress={() => runCommand(command)} />;
}

/** Step, run, speed, zoom, still. */
export const Transport = memo(function Transport(props: TransportProps) {
  const { t } = useTranslation('review');
  const running = props.speed !== 0;
  return (
    <div className={styles.transport}>
      <div className={styles.keys}>
        <CommandButton command="review.previous-key" label={t('command.previousKey')} keys="Mod+ArrowLeft">
          <IconPlayerSkipBackFilled size={15} />
        </CommandButton>
        <CommandButton command="review.back" label={t('command.back')} keys="ArrowLeft">
          <IconChevronLeft size={18} />
        </CommandButton>
        <CommandButton command="review.play" label={t(running ? 'command.pause' : 'command.play')} keys="Space" strong>
          {running ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
        </CommandButton>
        <CommandButton command="review.forward" label={t('command.forward')} keys="ArrowRight">
          <IconChevronRight size={18} />
        </CommandButton>
        <CommandButton command="review.next-key" label={t('command.nextKey')} keys="Mod+ArrowRight">
          <IconPlayerSkipForwardFilled size={15} />
        </CommandButton>
      </div>
      {props.goTo}
      <SpeedMenu speed={props.speed} rate={props.rate} stride={props.stride} onSpeed={props.onSpeed} />
      <span className={`ellipsis ${styles.facts}`} title={props.facts}>
        {props.facts}
      </span>
      {props.warnings}
      <div className={styles.right}>
        {props.hasSound && (
          <Tooltip label={t(props.muted ? 'soundOn' : 'soundOff')}>
            <ActionIcon
              aria-label={t(props.muted ? 'soundOn' : 'soundOff')}
              onMouseDown={(event) => event.preventDefault()}
              onClick={props.onMute}
            >
              {props.muted ? <IconVolumeOff size={16} /> : <IconVolume size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
        <CommandButton command="review.still" label={t('command.still')} keys="Mod+S" loading={props.saving}>
          <IconCamera size={16} />
        </CommandButton>
        <ZoomButtons zoom={props.zoom} percent={props.percent} onZoom={props.onZoom} />
      </div>
    </div>
  );
});

function ZoomButtons({ zoom, percent, onZoom }: Pick<TransportProps, 'zoom' | 'percent' | 'onZoom'>) {
  const { t } = useTranslation('review');
  const modes = [
    { mode: 'page', label: t('fit') },
    { mode: 'actual', label: t('actual') },
  ] as const;
  return (
    <div className={styles.zoom}>
      <ZoomModes modes={modes} current={zoom} onChoose={onZoom} />
      <span className={`mono ${styles.percent}`}>{percent}%</span>
    </div>
  );
}

function SpeedMenu({ speed, rate, stride, onSpeed }: Pick<TransportProps, 'speed' | 'rate' | 'stride' | 'onSpeed'>) {
  const { t } = useTranslation('review');
  const shown = speed === 0 ? speedText(1) : speedText(speed);
  // Two hundredths are within what a clock tick explains.
  const slower = rate !== null && Math.abs(rate - Math.abs(speed)) > 0.02 * Math.abs(speed) + 0.02;
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Tooltip label={t('speedHint')} multiline maw={300}>
          <Button variant="subtle" color="gray" className={styles.speed} onMouseDown={(e) => e.preventDefault()}>
            <span className="mono" data-running={speed !== 0 || undefined}>
              {shown}
            </span>
            <span className={`mono ${styles.rate}`} data-testid="true-speed">
              {slower ? t('reached', { rate: rate.toFixed(2) }) : ''}
              {stride > 1 ? t('everyNth', { count: stride }) : ''}
            </span>
          </Button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('speed')}</Menu.Label>
        {[...SLOW_SPEEDS, ...SPEEDS].map((each) => (
          <Menu.Item key={each} onClick={() => onSpeed(each)}>
            <span className="mono">{speedText(each)}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        {SPEEDS.map((each) => (
          <Menu.Item key={-each} onClick={() => onSpeed(-each)}>
            <span className="mono">{speedText(-each)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
