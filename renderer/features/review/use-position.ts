import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { FrameIndex } from '../../../shared/frames.ts';
import { useStableActions } from '../../ui/viewer/use-stable-actions.ts';
import { rememberedFrame, rememberPosition } from './position-memory.ts';
import { samePlace } from './same-place.ts';

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
/** How long the address may take to show what it was told. */
const ECHO_MS = 2000;

/**
 * The frame that the reader stands on. `start` is what the address said; the address follows, so that a reload comes
 * back to the same frame.
 */
export function usePosition(index: FrameIndex, start: number | null, evidenceId: string): Position {
  const navigate = useNavigate();
  const count = index.pts.length;
  const clamp = (n: number) => Math.min(Math.max(0, count - 1), Math.max(0, n));
  const [{ n, direction }, setPlace] = useState<{ n: number; direction: 1 | -1 }>(() => ({
    n: clamp(rememberedFrame(sessionStorage, evidenceId, start) ?? 0),
    direction: 1,
  }));
  const ref = useRef(n);
  /** The address as it was seen last, and the frames that it was told lately, with the time of telling. */
  const seen = useRef(start);
  const told = useRef<ReadonlyMap<number, number>>(new Map());
  const { goTo } = useStableActions<Pick<Position, 'goTo'>>({
    goTo: (wanted) => {
      const next = clamp(wanted);
      const from = ref.current;
      if (next === from) return;
      ref.current = next;
      setPlace({ n: next, direction: next < from ? -1 : 1 });
    },
  });

  const [list, renewList] = useState(index);
  if (list !== index) {
    renewList(index);
    const same = samePlace(list, index, n);
    if (same !== n) {
      ref.current = same;
      setPlace({ n: same, direction });
    }
  }

  if (start !== seen.current) {
    seen.current = start;
    // What we told it ourselves may come back late and out of order. Anything else is somebody's wish: the palette,
    // the exhibits screen, the browser's back button.
    const echo = start !== null && performance.now() - (told.current.get(start) ?? -ECHO_MS) < ECHO_MS;
    if (!echo && start !== null && clamp(start) !== n) {
      ref.current = clamp(start);
      setPlace({ n: clamp(start), direction: 1 });
    }
  }

  useEffect(() => {
    const remember = () => {
      // An address without a frame leaves it to us: back to where the reader was.
      const addresses = [null, start, ...told.current.keys()];
      rememberPosition(sessionStorage, { evidenceId, addresses, frame: n });
    };
    remember();
    if (start === n) return;
    const timer = setTimeout(() => {
      told.current = withTold(told.current, n);
      remember();
      void navigate({
        to: '/review/$evidenceId',
        params: { evidenceId },
        search: (before) => ({ ...before, frame: n }),
        replace: true,
      });
    }, ADDRESS_MS);
    return () => clearTimeout(timer);
  }, [n, start, navigate, evidenceId]);

  return { n, direction, ref, goTo };
}

/** The frames told, with one more; those told long ago are forgotten. */
function withTold(told: ReadonlyMap<number, number>, frame: number): ReadonlyMap<number, number> {
  const now = performance.now();
  return new Map([...[...told].filter(([, at]) => now - at < ECHO_MS), [frame, now]]);
}
