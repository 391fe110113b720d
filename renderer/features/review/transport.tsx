import {
  IconCamera,
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
} from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../app/commands/commands.ts';
import { ToolButton } from '../../ui/tool-button.tsx';
import type { ZoomPan } from '../../ui/viewer/use-zoom-pan.ts';
import type { Zoom } from '../../ui/viewer/zoom-geometry.ts';
import { ZoomModes } from '../../ui/viewer/zoom-modes.tsx';
import { CopyState } from './copy-state.tsx';
import type { RunReport } from './engine/run-tally.ts';
import type { Speed } from './engine/shuttle.ts';
import type { PreparationState } from './engine/use-preparation.ts';
import type { FieldView } from './fields/field-steps.ts';
import { FieldSwitch } from './fields/field-switch.tsx';
import styles from './review.module.css';
import { type SoundLevel, SoundTools } from './sound-tools.tsx';
import { SpeedMenu } from './speed-menu.tsx';
import ownStyles from './transport.module.css';

interface TransportProps {
  readonly speed: Speed;
  /** How it really runs; null while nothing else can be told than what was asked for. */
  readonly report: RunReport | null;
  readonly onSpeed: (speed: Speed) => void;
  /** Rate and codec of the recording, in a few words. */
  readonly facts: string;
  /** Null for a recording without sound. */
  readonly sound: SoundLevel | null;
  readonly preparation: PreparationState;
  /** What of an interlaced recording is in view; null for a progressive one. */
  readonly fieldView: FieldView | null;
  readonly onFieldView: (view: FieldView) => void;
  readonly saving: boolean;
  readonly zoom: Zoom['mode'];
  /** Size of the picture on the screen's pixels. */
  readonly percent: number;
  readonly onZoom: ZoomPan['setMode'];
  readonly goTo: ReactNode;
  readonly warnings: ReactNode;
  /** Chooses recordings to show beside this one. */
  readonly beside: ReactNode;
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
    <div className={styles.transport} data-fields={props.fieldView !== null || undefined}>
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
      <span className={ownStyles.goTo}>{props.goTo}</span>
      <SpeedMenu speed={props.speed} report={props.report} onSpeed={props.onSpeed} />
      <span className={`ellipsis ${styles.facts} ${ownStyles.facts}`} title={props.facts}>
        {props.facts}
      </span>
      <CopyState state={props.preparation} />
      {props.warnings}
      {props.fieldView !== null && <FieldSwitch view={props.fieldView} onChoose={props.onFieldView} />}
      <div className={styles.right}>
        {props.beside}
        {props.sound && <SoundTools {...props.sound} />}
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
      <span className={`mono ${styles.percent} ${ownStyles.percent}`}>{percent}%</span>
    </div>
  );
}
