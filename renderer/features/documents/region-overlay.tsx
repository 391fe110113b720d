import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mark, Region } from '../../../shared/mark.ts';
import {
  HANDLES,
  moveRegion,
  regionInView,
  resizeRegion,
  type Turn,
  turnedHandle,
  viewMoveToPage,
} from '../../ui/viewer/region-geometry.ts';
import styles from './documents.module.css';

const percent = (region: Region, turn: Turn) => {
  const { x, y, width, height } = regionInView(region, turn);
  return { left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` };
};

interface MarkRegionProps {
  readonly mark: Mark;
  readonly turn: Turn;
  readonly onOpen: (mark: Mark) => void;
}

/** A saved mark of this page that is not selected. */
export function MarkRegion({ mark, turn, onOpen }: MarkRegionProps) {
  if (!mark.region) return null;
  return (
    <button
      type="button"
      className={styles.markRegion}
      data-region="other"
      data-group={mark.violations[0]?.charAt(0)}
      style={percent(mark.region, turn)}
      title={mark.title}
      aria-label={mark.title}
      onClick={() => onOpen(mark)}
    >
      <span>{mark.violations[0] ?? mark.title}</span>
    </button>
  );
}

interface ShownRegionProps {
  readonly region: Region;
  readonly turn: Turn;
  readonly label: string;
  readonly onChange: (region: Region) => void;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const NUDGE = 0.002;
const BIG_NUDGE = 0.02;

/** The region of the selected mark: drag it or its handles, or focus it and use arrow keys (with Alt for its size). */
export function ShownRegion({ region, turn, label, onChange }: ShownRegionProps) {
  const { t } = useTranslation('documents');
  const onKey = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    const size = event.shiftKey ? BIG_NUDGE : NUDGE;
    const by = viewMoveToPage(arrow[0] * size, arrow[1] * size, turn);
    onChange(event.altKey ? resizeRegion(region, 'se', by.x, by.y) : moveRegion(region, by.x, by.y));
  };
  return (
    <div className={styles.shownRegion} style={percent(region, turn)}>
      <button
        type="button"
        className={styles.regionBody}
        data-region="shown"
        aria-label={t('regionKeys', { title: label })}
        onKeyDown={onKey}
      />
      {HANDLES.map((handle) => (
        <span key={handle} className={styles.handle} data-handle={turnedHandle(handle, turn)} data-at={handle} />
      ))}
    </div>
  );
}

export function DrawnRegion({ region, turn }: { region: Region; turn: Turn }) {
  return <span className={styles.drawnRegion} style={percent(region, turn)} />;
}
