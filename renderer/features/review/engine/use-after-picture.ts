import { startTransition, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ExactStage } from './exact-stage.ts';

/** Longer than this the rest of the screen does not wait for a picture. */
const MOST_MS = 400;

/**
 * True from the first exact picture on, or once that takes long. Laying out what is around it keeps the page from showing
 * a picture that has come, and a player that reads a long recording's table keeps the core from making one.
 */
export function useAfterPicture(stage: ExactStage): boolean {
  const [after, setAfter] = useState(false);
  useEffect(() => {
    const end = () => startTransition(() => setAfter(true));
    const look = () => stage.state.drawn !== null && end();
    const timer = setTimeout(end, MOST_MS);
    const leave = stage.subscribe(look);
    // What is typed may be meant for a field that is not there yet.
    const control = new AbortController();
    const now = () => flushSync(() => setAfter(true));
    window.addEventListener('keydown', now, { capture: true, once: true, signal: control.signal });
    look();
    return () => {
      clearTimeout(timer);
      leave();
      control.abort();
    };
  }, [stage]);
  return after;
}
