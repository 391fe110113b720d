import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './inspector-tabs.module.css';

/** One side of the inspector. */
export interface InspectorTab {
  readonly id: string;
  readonly label: string;
  /** A small figure behind the label, such as how many findings there are. */
  readonly count?: number | undefined;
  readonly content: ReactNode;
}

interface InspectorTabsProps {
  readonly label: string;
  readonly tabs: readonly InspectorTab[];
  readonly current: string;
  readonly onChoose: (id: string) => void;
}

/** Mark, clock and course of the recording share one panel. All stay mounted, so that nothing typed is lost. */
export function InspectorTabs({ label, tabs, current, onChoose }: InspectorTabsProps) {
  const base = useId();
  const row = useRef<HTMLDivElement>(null);
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[(tabs.findIndex(({ id }) => id === current) + step + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.id);
    row.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div className={styles.inspector}>
      <div ref={row} className={styles.tabs} role="tablist" aria-label={label} onKeyDown={onKey}>
        {tabs.map(({ id, label: name, count }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${base}-${id}-tab`}
            data-tab={id}
            aria-selected={id === current}
            aria-controls={`${base}-${id}`}
            tabIndex={id === current ? 0 : -1}
            className={styles.tab}
            onClick={() => onChoose(id)}
          >
            {name}
            {count !== undefined && count > 0 && <span className={styles.count}>{count}</span>}
          </button>
        ))}
      </div>
      {tabs.map(({ id, content }) => (
        <div
          key={id}
          role="tabpanel"
          id={`${base}-${id}`}
          aria-labelledby={`${base}-${id}-tab`}
          hidden={id !== current}
          className={styles.content}
        >
          {content}
        </div>
      ))}
    </div>
  );
}
