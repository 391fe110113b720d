import { Button } from '@mantine/core';
import type { Zoom } from './zoom-geometry.ts';

interface ZoomModesProps<M extends Zoom['mode']> {
  readonly modes: readonly { readonly mode: M; readonly label: string }[];
  readonly current: Zoom['mode'];
  readonly onChoose: (mode: M) => void;
}

/** Sizes to choose from, the current one pressed. The focus stays with the picture. */
export function ZoomModes<M extends Zoom['mode']>({ modes, current, onChoose }: ZoomModesProps<M>) {
  return modes.map(({ mode, label }) => (
    <Button
      key={mode}
      size="compact-xs"
      variant={current === mode ? 'default' : 'subtle'}
      color="gray"
      aria-pressed={current === mode}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(mode)}
    >
      {label}
    </Button>
  ));
}
