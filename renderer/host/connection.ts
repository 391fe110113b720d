import { useSyncExternalStore } from 'react';

/** `opening` until the first sign of life; `lost` while the host's process does not answer. */
export type Connection = 'opening' | 'open' | 'lost';

let state: Connection = 'opening';
const listeners = new Set<() => void>();

/** Transports say what they saw; screens learn it through {@link useConnection}. */
export function reportConnection(next: Connection): void {
  if (next === state) return;
  state = next;
  for (const listener of [...listeners]) listener();
}

/** Calls back on every change; the result ends the subscription. */
export function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const connection = (): Connection => state;

export const useConnection = (): Connection => useSyncExternalStore(onConnection, connection);
