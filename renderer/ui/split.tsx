import { Children, Fragment, isValidElement, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import styles from './ui.module.css';

interface SplitPanelProps {
  readonly id: string;
  /** Starting size: a number of pixels or a share like `"25%"`. */
  readonly size?: number | string;
  readonly min?: number | string;
  readonly max?: number | string;
  /** Keeps its pixels when the window changes; give it to side panels, not to the one that should grow. */
  readonly fixed?: boolean;
  readonly children: ReactNode;
}

/** What changes in one part, thirty times a second while a recording runs, has the others neither measured nor painted anew. */
const CONTAINED = { overflow: 'hidden', contain: 'strict' } as const;

/** One part of a {@link Split}. */
export function SplitPanel({ id, size, min, max, fixed = false, children }: SplitPanelProps) {
  return (
    <Panel
      id={id}
      defaultSize={size}
      minSize={min}
      maxSize={max}
      groupResizeBehavior={fixed ? 'preserve-pixel-size' : 'preserve-relative-size'}
      style={CONTAINED}
    >
      {children}
    </Panel>
  );
}

interface SplitProps {
  /** Name under which the sizes are kept on this machine. */
  readonly name: string;
  readonly direction?: 'horizontal' | 'vertical';
  /** Says what the handles between the parts do, for people who do not see them. */
  readonly handleLabel: string;
  /** {@link SplitPanel}s; `false` leaves one out. */
  readonly children: ReactNode;
}

/** Panels side by side (or stacked) with hairlines that can be dragged or moved by arrow keys. */
export function Split({ name, direction = 'horizontal', handleLabel, children }: SplitProps) {
  const parts = Children.toArray(children).filter(isValidElement<SplitPanelProps>);
  const layout = useDefaultLayout({
    id: `aigaq.split.${name}`,
    panelIds: parts.map((part) => part.props.id),
    storage: localStorage,
    onlySaveAfterUserInteractions: true,
  });
  return (
    <Group
      orientation={direction}
      defaultLayout={layout.defaultLayout}
      onLayoutChanged={layout.onLayoutChanged}
      style={{ height: '100%' }}
    >
      {parts.map((part, n) => (
        <Fragment key={part.props.id}>
          {n > 0 && <Separator className={styles.separator} data-orientation={direction} aria-label={handleLabel} />}
          {part}
        </Fragment>
      ))}
    </Group>
  );
}
