import { useEffect } from 'react';

/**
 * Gives the keys back to the screen after a button or a choice was clicked with a pointer: the next Space plays and does
 * not press that one again. What is pressed by key keeps the focus, and so do buttons that open something.
 */
export function useReleaseFocus(): void {
  useEffect(() => {
    const release = (event: MouseEvent) => {
      if (event.detail === 0 || !(event.target instanceof Element)) return;
      const button = event.target.closest('main button');
      if (button instanceof HTMLElement) releaseButton(button);
      // The choice itself gets the focus only after its label's click.
      else if (event.target.closest('main label') !== null) setTimeout(releaseRadio);
    };
    window.addEventListener('click', release);
    return () => window.removeEventListener('click', release);
  }, []);
}

function releaseButton(button: HTMLElement): void {
  if (button.ariaHasPopup || document.activeElement !== button || 'region' in button.dataset) return;
  button.blur();
}

function releaseRadio(): void {
  const at = document.activeElement;
  if (at instanceof HTMLInputElement && at.type === 'radio') at.blur();
}
