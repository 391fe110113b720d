import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyLabel } from './kbd.tsx';

interface ToolButtonProps {
  readonly label: string;
  readonly keys: string;
  /** In pixels; square unless stated. */
  readonly width?: number;
  /** Has a ground of its own, as the main button of a bar. */
  readonly strong?: boolean;
  /** Whether what it stands for is on; left out for a button that is no switch. */
  readonly on?: boolean;
  readonly disabled?: boolean;
  readonly loading?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** An icon button of a viewer's bar that shows its key. It does not take the focus from the picture when clicked. */
export function ToolButton(props: ToolButtonProps) {
  const { label, keys, width, strong = false, on, disabled = false, loading = false, onPress, children } = props;
  return (
    <Tooltip label={<KeyLabel label={label} keys={keys} />}>
      <ActionIcon
        aria-label={label}
        aria-pressed={on}
        disabled={disabled}
        loading={loading}
        color={on ? 'accent' : 'gray'}
        variant={on ? 'light' : strong ? 'default' : 'subtle'}
        w={width}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPress}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
