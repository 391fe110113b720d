import { useEffect, useRef, useState } from 'react';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import { between, type View } from './timeline-scale.ts';

/** Long enough to be followed by the eye, too short to be waited for. */
const GLIDE_MS = 100;

export interface ViewMotion {
  readonly view: View;
  /** Where the view is going, or is: what the next change starts from. */
  target(): View;
  /** Shows a view at once: what is dragged sticks to the pointer. */
  jump(to: View): void;
  /** Goes there quickly but visibly; at once where the person wants no motion. */
  glide(to: View): void;
}

const still = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A view that can be moved at once or smoothly. */
export function useViewMotion(first: () => View): ViewMotion {
  const [view, setView] = useState(first);
  const target = useRef(view);
  const shown = useRef(view);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const show = (next: View) => {
    shown.current = next;
    setView(next);
  };
  const actions = useStableActions<Omit<ViewMotion, 'view'>>({
    target: () => target.current,
    jump: (to) => {
      cancelAnimationFrame(frame.current);
      target.current = to;
      show(to);
    },
    glide: (to) => {
      cancelAnimationFrame(frame.current);
      target.current = to;
      if (still()) return show(to);
      const from = shown.current;
      const began = performance.now();
      const step = (now: number) => {
        const share = Math.min(1, Math.max(0, now - began) / GLIDE_MS);
        // Slows down towards the end, as everything that is pushed does.
        show(between(from, to, 1 - (1 - share) ** 3));
        if (share < 1) frame.current = requestAnimationFrame(step);
      };
      frame.current = requestAnimationFrame(step);
    },
  });
  return { ...actions, view };
}
