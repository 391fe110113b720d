import type { ReactNode } from 'react';
import styles from './ui.module.css';

interface RowProps {
  readonly selected?: boolean;
  readonly onClick?: () => void;
  readonly onDoubleClick?: () => void;
  readonly title?: string;
  /** Height in pixels; 28 unless stated. */
  readonly height?: number;
  readonly children: ReactNode;
}

/** One line of a list, 28 px high; a button when it can be pressed. */
export function Row({ selected = false, onClick, onDoubleClick, title, height, children }: RowProps) {
  const shared = {
    className: styles.row,
    'data-selected': selected || undefined,
    title,
    style: height === undefined ? undefined : { minHeight: height },
  };
  if (onClick === undefined) return <div {...shared}>{children}</div>;
  return (
    <button
      {...shared}
      type="button"
      data-clickable
      aria-pressed={selected}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
    >
      {children}
    </button>
  );
}
