import { useEffect, useEffectEvent } from 'react';

/** Calls when a key that moves something is let go: however long it was held, what it moved is one step. */
export function useKeyRelease(onRelease: () => void): void {
  const release = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End') onRelease();
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
