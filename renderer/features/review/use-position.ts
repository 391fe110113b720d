import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useStableActions } from '../../ui/viewer/use-stable-actions.ts';
import { rememberedFrame, rememberPosition } from './position-memory.ts';

export interface Position {
  readonly n: number;
  /** The way the reader moves; pictures are loaded ahead that way. */
  readonly direction: 1 | -1;
  /** The same number for code that runs later than this render. */
  readonly ref: RefObject<number>;
  /** Goes to a frame; numbers outside the recording go to its end. */
  goTo(n: number): void;
}

/** How long the reader must stand still before the address says where. */
const ADDRESS_MS = 150;

/**
 * The frame that the reader stands on. `start` is what the address said; the address follows, so that a reload comes
 * back to the same frame.
 */
export function usePosition(count: number, start: number | null, evidenceId: string): Position {
  const navigate = useNavigate();
  const clamp = (n: number) => Math.min(Math.max(0, count - 1), Math.max(0, n));
  const [{ n, direction }, setPlace] = useState<{ n: number; direction: 1 | -1 }>(() => ({
    n: clamp(rememberedFrame(sessionStorage, evidenceId, start) ?? 0),
    direction: 1,
  }));
  const ref = useRef(n);
  /** The address as it was seen last, and frames that it was told and has not shown yet. */
  const seen = useRef(start);
  const told = useRef<readonly number[]>([]);
  const { goTo } = useStableActions<Pick<Position, 'goTo'>>({
    goTo: (wanted) => {
      const next = clamp(wanted);
      const from = ref.current;
      if (next === from) return;
      ref.current = next;
      setPlace({ n: next, direction: next < from ? -1 : 1 });
    },
  });

  if (start !== seen.current) {
    seen.current = start;
    const echo = start === null ? -1 : told.current.indexOf(start);
    told.current = echo < 0 ? [] : told.current.slice(echo + 1);
    // Not an echo of our own: the palette, the exhibits screen, the browser's back button.
    if (echo < 0 && start !== null && clamp(start) !== n) {
      ref.current = clamp(start);
      setPlace({ n: clamp(start), direction: 1 });
    }
  }

  useEffect(() => {
    rememberPosition(sessionStorage, { evidenceId, addresses: [start, ...told.current], frame: n });
  }, [evidenceId, start, n]);

  useEffect(() => {
    const timer = setTimeout(() => {
      if ((told.current.at(-1) ?? seen.current) === n) return;
      told.current = [...told.current, n];
      rememberPosition(sessionStorage, { evidenceId, addresses: [seen.current, ...told.current], frame: n });
      void navigate({
        to: '/review/$evidenceId',
        params: { evidenceId },
        search: (before) => ({ ...before, frame: n }),
        replace: true,
      });
    }, ADDRESS_MS);
    return () => clearTimeout(timer);
  }, [n, navigate, evidenceId]);

  return { n, direction, ref, goTo };
}
