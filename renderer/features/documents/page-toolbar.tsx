import { NumberInput } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconHandStop,
  IconRotateClockwise2,
  IconSquareDashed,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../app/commands/commands.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { ToolButton } from '../../ui/tool-button.tsx';
import type { Turn } from '../../ui/viewer/region-geometry.ts';
import type { ZoomPan } from '../../ui/viewer/use-zoom-pan.ts';
import { ZoomModes } from '../../ui/viewer/zoom-modes.tsx';
import styles from './documents.module.css';
import { isChanged, type Light } from './light.ts';
import { LightMenu } from './light-menu.tsx';

interface PageToolbarProps {
  readonly page: number;
  readonly count: number;
  readonly onGo: (page: number) => void;
  readonly zoomPan: ZoomPan;
  readonly turn: Turn;
  readonly light: Light;
  readonly onLight: (light: Light) => void;
  readonly moving: boolean;
  readonly warnings: ReactNode;
}

interface ToolProps {
  readonly command: string;
  readonly label: string;
  readonly keys: string;
  readonly on?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** A button that runs a command. */
function Tool({ command, on = false, ...tool }: ToolProps) {
  return <ToolButton {...tool} on={on} onPress={() => runCommand(command)} />;
}

/** Page, tool, zoom, turn, light. */
export function PageToolbar(props: PageToolbarProps) {
  const { t } = useTranslation('documents');
  const language = useLanguage();
  const { page, count, onGo, zoomPan, turn, light, moving } = props;
  return (
    <div className={styles.toolbar}>
      <Tool command="documents.previous" label={t('command.previous')} keys="PageUp" disabled={page <= 1}>
        <IconChevronLeft size={18} />
      </Tool>
      <NumberInput
        className={styles.pageNumber}
        aria-label={t('page')}
        hideControls
        min={1}
        max={count}
        clampBehavior="strict"
        allowDecimal={false}
        value={page}
        onChange={(value) => typeof value === 'number' && onGo(value)}
      />
      <span className="dim">/ {formatNumber(count, language)}</span>
      <Tool command="documents.next" label={t('command.next')} keys="PageDown" disabled={page >= count}>
        <IconChevronRight size={18} />
      </Tool>
      <span className={styles.rule} />
      <Tool command="documents.draw" label={t('command.draw')} keys="D" on={!moving}>
        <IconSquareDashed size={17} />
      </Tool>
      <Tool command="documents.move" label={t('command.move')} keys="H" on={moving}>
        <IconHandStop size={17} />
      </Tool>
      <span className={styles.rule} />
      {props.warnings}
      {(turn !== 0 || isChanged(light)) && <span className={styles.viewNote}>{t('viewChanged')}</span>}
      <div className={styles.right}>
        <Tool command="documents.rotate" label={t('command.rotate')} keys="Shift+R" on={turn !== 0}>
          <IconRotateClockwise2 size={17} />
        </Tool>
        <LightMenu light={light} onChange={props.onLight} />
        <span className={styles.rule} />
        <FitButtons zoomPan={zoomPan} />
        <Tool command="documents.zoom-out" label={t('command.zoomOut')} keys="-">
          <IconZoomOut size={17} />
        </Tool>
        <span className={`mono ${styles.percent}`}>{Math.round(zoomPan.placement.scale * 100)}%</span>
        <Tool command="documents.zoom-in" label={t('command.zoomIn')} keys="+">
          <IconZoomIn size={17} />
        </Tool>
      </div>
    </div>
  );
}

function FitButtons({ zoomPan }: { zoomPan: ZoomPan }) {
  const { t } = useTranslation('documents');
  const modes = (['page', 'width', 'actual'] as const).map((mode) => ({ mode, label: t(`fit.${mode}`) }));
  return <ZoomModes modes={modes} current={zoomPan.zoom.mode} onChoose={zoomPan.setMode} />;
}
