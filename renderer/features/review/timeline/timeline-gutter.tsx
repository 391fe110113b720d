import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconArrowsHorizontal, IconChevronDown, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../../app/commands/commands.ts';
import { KeyLabel } from '../../../ui/kbd.tsx';
import type { CoverageStore } from './coverage-store.ts';
import type { LaneHeights } from './lane-heights.ts';
import styles from './timeline.module.css';
import type { RulerKind } from './timeline-ruler.tsx';

interface GutterProps {
  readonly heights: LaneHeights;
  readonly kind: RulerKind;
  readonly withClock: boolean;
  readonly onKind: (kind: RulerKind) => void;
  readonly coverage: CoverageStore;
  readonly percent: number;
}

/** Names of the lanes, what the ruler counts, zoom, and how much was watched. */
export const TimelineGutter = memo(function TimelineGutter(props: GutterProps) {
  const { heights } = props;
  const { t } = useTranslation('review-timeline');
  return (
    <div className={styles.gutter}>
      <div className={styles.gutterRuler} style={{ height: heights.ruler + heights.watched }}>
        <RulerMenu kind={props.kind} withClock={props.withClock} onChange={props.onKind} />
      </div>
      {heights.pictures > 0 && (
        <div className={styles.gutterLane} style={{ height: heights.pictures }}>
          {t('pictures')}
        </div>
      )}
      {heights.sound > 0 && (
        <div className={styles.gutterLane} style={{ height: heights.sound }}>
          {t('sound')}
        </div>
      )}
      <div className={styles.gutterMarks} data-low={heights.marks < 44 || undefined}>
        <span>{t('marks')}</span>
        <ZoomButtons />
      </div>
      {heights.minimap > 0 && (
        <WatchedMenu coverage={props.coverage} percent={props.percent} height={heights.minimap} />
      )}
    </div>
  );
});

function ZoomButtons() {
  const { t } = useTranslation('review-timeline');
  const buttons = [
    { label: t('zoomOut'), keys: '-', icon: <IconZoomOut size={14} />, command: 'timeline.zoom-out' },
    { label: t('zoomIn'), keys: '+', icon: <IconZoomIn size={14} />, command: 'timeline.zoom-in' },
    { label: t('whole'), keys: '0', icon: <IconArrowsHorizontal size={14} />, command: 'timeline.whole' },
  ];
  return (
    <span className={styles.zoom}>
      {buttons.map(({ label, keys, icon, command }) => (
        <Tooltip key={command} label={<KeyLabel label={label} keys={keys} />}>
          <ActionIcon
            size={18}
            aria-label={label}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => runCommand(command)}
          >
            {icon}
          </ActionIcon>
        </Tooltip>
      ))}
    </span>
  );
}

interface RulerMenuProps {
  readonly kind: RulerKind;
  readonly withClock: boolean;
  readonly onChange: (kind: RulerKind) => void;
}

function RulerMenu({ kind, withClock, onChange }: RulerMenuProps) {
  const { t } = useTranslation('review-timeline');
  const kinds: RulerKind[] = withClock ? ['clock', 'time', 'frames'] : ['time', 'frames'];
  return (
    <Menu position="top-start">
      <Menu.Target>
        <button type="button" className={styles.rulerKind} title={t('ruler')}>
          {t(`kind.${kind}`)} <IconChevronDown size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((each) => (
          <Menu.Item key={each} onClick={() => onChange(each)}>
            {t(`kind.${each}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function WatchedMenu({ coverage, percent, height }: Pick<GutterProps, 'coverage' | 'percent'> & { height: number }) {
  const { t } = useTranslation('review-timeline');
  return (
    <Menu position="top-start">
      <Menu.Target>
        <button type="button" className={styles.watchedShare} style={{ height }} title={t('watchedHint')}>
          {t('watched', { percent })}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('watchedHint')}</Menu.Label>
        <Menu.Item disabled={percent === 0 && coverage.runs().length === 0} onClick={() => coverage.clear()}>
          {t('clearWatched')}
        </Menu.Item>
        {coverage.canRestore && <Menu.Item onClick={() => coverage.restore()}>{t('restoreWatched')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
