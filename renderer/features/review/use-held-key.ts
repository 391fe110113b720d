import { type RefObject, useEffect, useRef } from 'react';

/** True while the last key press was a repetition of a held key; commands themselves are not told. */
export function useHeldKey(): RefObject<boolean> {
  const held = useRef(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      held.current = event.repeat;
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
  return held;
}
