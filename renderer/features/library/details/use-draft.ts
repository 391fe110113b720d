import { useCallback, useEffect, useRef, useState } from 'react';

export interface Draft {
  /** What the control shows: what is typed, else what is kept. */
  readonly text: string;
  readonly changed: boolean;
  type(text: string): void;
  /** Forgets what was typed. */
  revert(): void;
  /** Saves what was typed, or `text` instead of it. Called when the control is left. */
  leave(text?: string): void;
}

/**
 * Text of a control that is saved when it is left, also when that happens because the control goes away. What the
 * library says shows through until something is typed, so an undo is seen at once and nothing typed is overwritten.
 * @param save answers false when the text was not taken; then it stays in the control
 */
export function useDraft(kept: string, save: (text: string) => Promise<boolean>): Draft {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef({ typed, kept, save });
  // Text whose saving is under way: leaving twice must not write it twice.
  const saving = useRef<string | null>(null);
  useEffect(() => {
    latest.current = { typed, kept, save };
  });
  const leave = useCallback(async (chosen?: string) => {
    const now = latest.current;
    const text = chosen ?? now.typed;
    if (text === null || saving.current === text) return;
    saving.current = text;
    const taken = text === now.kept || (await now.save(text));
    saving.current = null;
    if (taken) setTyped((present) => (present === text ? null : present));
  }, []);
  useEffect(() => () => void leave(), [leave]);
  return {
    text: typed ?? kept,
    changed: typed !== null && typed !== kept,
    type: setTyped,
    revert: () => setTyped(null),
    leave: (text) => void leave(text),
  };
}
