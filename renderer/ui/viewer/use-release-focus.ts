import { useEffect } from 'react';

/**
 * Gives the keys back to the screen after a button was clicked with a pointer: the next Space plays and does not press
 * that button again. Buttons pressed by key keep the focus, and so do those that open something.
 */
export function useReleaseFocus(): void {
  useEffect(() => {
    const release = (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest('main button') : null;
      if (event.detail === 0 || !(button instanceof HTMLElement) || button.ariaHasPopup) return;
      if (document.activeElement === button && !('region' in button.dataset)) button.blur();
    };
    window.addEventListener('click', release);
    return () => window.removeEventListener('click', release);
  }, []);
}
