import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { FrameIndex } from '../../../shared/frames.ts';
import { Position } from './position.ts';
import { rememberedFrame, rememberPosition } from './position-memory.ts';
import { samePlace } from './same-place.ts';

/** How long the reader must stand still before the address says where. */
const ADDRESS_MS = 150;
/** How long the address may take to show what it was told. */
const ECHO_MS = 2000;

/**
 * Where the reader stands in the open recording. `start` is what the address says; the address follows, so that a reload
 * comes back to the same frame.
 */
export function usePosition(index: FrameIndex, start: number | null, evidenceId: string): Position {
  const navigate = useNavigate();
  const router = useRouter();
  const [position] = useState(() => new Position(index, rememberedFrame(sessionStorage, evidenceId, start) ?? 0));
  useRenewed(position, index);

  /** The address as it was seen last, and the frames that it was told lately, with the time of telling. */
  const seen = useRef(start);
  const told = useRef<ReadonlyMap<number, number>>(new Map());
  const remember = useEffectEvent(() => {
    // An address without a frame leaves it to us: back to where the reader was.
    const addresses = [null, start, ...told.current.keys()];
    rememberPosition(sessionStorage, { evidenceId, addresses, frame: position.n });
  });
  const tell = useEffectEvent(() => {
    const frame = position.n;
    // On his way to another screen he must not be called back.
    if (start === frame || !router.latestLocation.pathname.endsWith(`/review/${evidenceId}`)) return;
    told.current = withTold(told.current, frame);
    remember();
    void navigate({
      to: '/review/$evidenceId',
      params: { evidenceId },
      search: (before) => ({ ...before, frame }),
      replace: true,
    });
  });
  const asked = useEffectEvent((frame: number | null) => {
    if (frame === seen.current) return;
    seen.current = frame;
    // What we told it ourselves may come back late and out of order. Anything else is somebody's wish: the palette,
    // the exhibits screen, the browser's back button.
    const echo = frame !== null && performance.now() - (told.current.get(frame) ?? -ECHO_MS) < ECHO_MS;
    if (frame !== null && !echo) position.goTo(frame);
  });

  useLayoutEffect(() => asked(start), [start]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moved = () => {
      remember();
      clearTimeout(timer);
      timer = setTimeout(() => tell(), ADDRESS_MS);
    };
    moved();
    const leave = position.subscribe(moved);
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [position]);
  return position;
}

/** A position that no address follows: that of a recording which is shown beside the open one. */
export function useFreePosition(index: FrameIndex): Position {
  const [position] = useState(() => new Position(index));
  useRenewed(position, index);
  return position;
}

/** Keeps the place when the decoder's list of frames takes the place of the container's. */
function useRenewed(position: Position, index: FrameIndex): void {
  useLayoutEffect(() => {
    const { index: before, n } = position;
    if (before !== index) position.renew(index, samePlace(before, index, n));
  }, [position, index]);
}

/** The frames told, with one more; those told long ago are forgotten. */
function withTold(told: ReadonlyMap<number, number>, frame: number): ReadonlyMap<number, number> {
  const now = performance.now();
  return new Map([...[...told].filter(([, at]) => now - at < ECHO_MS), [frame, now]]);
}
