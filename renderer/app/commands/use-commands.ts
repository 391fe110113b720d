import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Command } from './command.ts';
import { listedCommands, onCommands, register, unregister } from './command-registry.ts';

/** Offers commands while the component is mounted. New closures every render are fine. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useRef({});
  useEffect(() => register(owner.current, commands));
  useEffect(() => {
    const mine = owner.current;
    return () => unregister(mine);
  }, []);
}

/** Every command that can be had now, for the palette and the list of keys. */
export const useListedCommands = (): readonly Command[] => useSyncExternalStore(onCommands, listedCommands);
