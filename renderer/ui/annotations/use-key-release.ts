import { useEffect, useEffectEvent } from 'react';

/** Calls when an arrow key is let go: however long it was held, what it moved is one step. */
export function useKeyRelease(onRelease: () => void): void {
  const release = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.startsWith('Arrow')) onRelease();
  });
  const end = useEffectEvent(() => onRelease());
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    window.addEventListener('keyup', (event) => release(event), { signal });
    // A window that lost the keyboard never hears that a key was let go.
    window.addEventListener('blur', () => end(), { signal });
    return () => control.abort();
  }, []);
}
