import { useRef, useState } from 'react';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import type { Position } from '../use-position.ts';

/** A position that no address follows: that of a recording which is shown beside the open one. */
export function useFreePosition(count: number): Position {
  const [{ n, direction }, setPlace] = useState<{ n: number; direction: 1 | -1 }>({ n: 0, direction: 1 });
  const ref = useRef(0);
  const { goTo } = useStableActions<Pick<Position, 'goTo'>>({
    goTo: (wanted) => {
      const next = Math.min(Math.max(0, count - 1), Math.max(0, wanted));
      if (next === ref.current) return;
      const back = next < ref.current;
      ref.current = next;
      setPlace({ n: next, direction: back ? -1 : 1 });
    },
  });
  return { n, direction, ref, goTo };
}
