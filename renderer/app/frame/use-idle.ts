import { useEffect, useEffectEvent } from 'react';

/** What a person does, and what plays while a person looks on. */
const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'timeupdate'];
/** How often it is looked at the time: an hour asleep with the lid closed counts as an hour, too. */
const LOOK_EVERY_MS = 1000;

/** Calls `onIdle` once nothing has moved for so many milliseconds; null for never. */
export function useIdle(afterMs: number | null, onIdle: () => void): void {
  const tell = useEffectEvent(onIdle);
  useEffect(() => {
    if (afterMs === null) return;
    const control = new AbortController();
    let last = Date.now();
    const live = () => {
      last = Date.now();
    };
    // Captured, because playing says so at the element alone.
    for (const sign of SIGNS_OF_LIFE) {
      document.addEventListener(sign, live, { capture: true, passive: true, signal: control.signal });
    }
    const timer = setInterval(() => {
      if (Date.now() - last < afterMs) return;
      live();
      tell();
    }, LOOK_EVERY_MS);
    return () => {
      control.abort();
      clearInterval(timer);
    };
  }, [afterMs]);
}
