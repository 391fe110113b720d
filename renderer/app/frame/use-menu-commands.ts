import { type RefObject, useRef } from 'react';
import { runCommand } from '../commands/command-registry.ts';

/**
 * Runs commands from the items of a menu. The focus goes to the menu's button first: what a command opens gives the focus
 * back to where it was, and the item will not be there any more.
 */
export function useMenuCommands(): {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly run: (id: string) => () => void;
} {
  const button = useRef<HTMLButtonElement>(null);
  const run = (id: string) => () => {
    button.current?.focus();
    runCommand(id);
  };
  return { button, run };
}
