import { useEffect, useState } from 'react';
import { useStableActions } from '../../ui/viewer/use-stable-actions.ts';
import { HeldSteps } from './held-steps.ts';

/**
 * Makes a step at once when a key is pressed, and goes on by {@link HeldSteps} while it is held. `ready` says whether the
 * picture of the last step is on screen.
 */
export function useHeldSteps(ready: () => boolean): (step: () => void) => void {
  const latest = useStableActions({ ready });
  const [keys] = useState(() => ({ repeated: false, held: new HeldSteps(latest.ready) }));
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    const release = () => keys.held.release();
    // Commands are not told whether a press repeats a held key.
    const note = (event: KeyboardEvent) => {
      keys.repeated = event.repeat;
      if (!event.repeat) release();
    };
    window.addEventListener('keydown', note, { capture: true, signal });
    window.addEventListener('keyup', release, { capture: true, signal });
    window.addEventListener('blur', release, { signal });
    return () => {
      control.abort();
      release();
    };
  }, [keys]);
  return (step) => {
    if (keys.repeated) keys.held.hold(step);
    else step();
  };
}
