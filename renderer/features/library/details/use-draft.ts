import { useState } from 'react';

export interface Draft {
  /** What the control shows: what is typed, else what is kept. */
  readonly text: string;
  readonly changed: boolean;
  type(text: string): void;
  /** Forgets what was typed. */
  revert(): void;
}

/**
 * Text of a control that is saved when it is left. What the library says shows through until something is typed, so
 * an undo is seen at once and nothing typed is overwritten.
 */
export function useDraft(kept: string): Draft {
  const [typed, setTyped] = useState<string | null>(null);
  return {
    text: typed ?? kept,
    changed: typed !== null && typed !== kept,
    type: setTyped,
    revert: () => setTyped(null),
  };
}
