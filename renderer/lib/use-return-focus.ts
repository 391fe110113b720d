import { useEffect, useRef } from 'react';

/**
 * Gives the focus back once what a button opened is gone, so that a person at the keyboard does not start over.
 * @param open whether something is open that was opened from here
 * @returns to be called when it is being opened, while the button still has the focus
 */
export function useReturnFocus(open: boolean): () => void {
  const from = useRef<Element | null>(null);
  const before = useRef(open);
  useEffect(() => {
    if (before.current && !open && from.current instanceof HTMLElement) from.current.focus();
    before.current = open;
  }, [open]);
  return () => {
    from.current = document.activeElement;
  };
}
