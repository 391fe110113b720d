import { useCallback, useSyncExternalStore } from 'react';
import type { Preparation } from '../../../../shared/preparation.ts';
import { onAppEvent } from '../../../host/event-hub.ts';

/** What is known of a file that the core derives from an original. `missing`: it is not made yet, or never will be. */
export type DerivedFile<T> =
  | { readonly state: 'loading' | 'missing' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'ready'; readonly value: T };

/** One kind of derived file: where it is, how it is read, and when it is worth asking for it again. */
export interface DerivedKind<T> {
  url(sha256: string): string;
  /** Throws for bytes that are no such file. */
  read(bytes: Uint8Array): T;
  made(preparation: Preparation): boolean;
  dispose?(value: T): void;
}

interface Entry<T> {
  known: DerivedFile<T>;
  readonly listeners: Set<() => void>;
  readonly control: AbortController;
}

const LOADING: DerivedFile<never> = { state: 'loading' };

/** A hook that loads such a file once for everybody who shows it, and again when the core says that it has been made. */
export function derivedFileHook<T>(kind: DerivedKind<T>): (sha256: string) => DerivedFile<T> {
  const entries = new Map<string, Entry<T>>();

  const put = (entry: Entry<T>, known: DerivedFile<T>) => {
    if (entry.control.signal.aborted) {
      if (known.state === 'ready') kind.dispose?.(known.value);
      return;
    }
    entry.known = known;
    for (const listener of [...entry.listeners]) listener();
  };

  const load = async (sha256: string, entry: Entry<T>) => {
    try {
      const response = await fetch(kind.url(sha256), { signal: entry.control.signal });
      if (response.status === 404) return put(entry, { state: 'missing' });
      if (!response.ok) throw new Error(await response.text());
      put(entry, { state: 'ready', value: kind.read(new Uint8Array(await response.arrayBuffer())) });
    } catch (error) {
      put(entry, { state: 'failed', error });
    }
  };

  const open = (sha256: string): Entry<T> => {
    const entry: Entry<T> = { known: LOADING, listeners: new Set(), control: new AbortController() };
    entries.set(sha256, entry);
    const stop = onAppEvent((event) => {
      // Events name items and files are named by content: whoever waits looks whether it was his.
      const again = event.type === 'prepared' && kind.made(event.preparation);
      if (again && (entry.known.state === 'missing' || entry.known.state === 'failed')) void load(sha256, entry);
    });
    entry.control.signal.addEventListener('abort', stop, { once: true });
    // Deliberately not awaited: what comes of it is the entry's state.
    void load(sha256, entry);
    return entry;
  };

  const hold = (sha256: string, listener: () => void) => {
    const entry = entries.get(sha256) ?? open(sha256);
    entry.listeners.add(listener);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size > 0) return;
      entries.delete(sha256);
      entry.control.abort();
      if (entry.known.state === 'ready') kind.dispose?.(entry.known.value);
    };
  };

  return function useDerivedFile(sha256) {
    const subscribe = useCallback((listener: () => void) => hold(sha256, listener), [sha256]);
    return useSyncExternalStore(subscribe, () => entries.get(sha256)?.known ?? LOADING);
  };
}
