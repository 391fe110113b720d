import { useSyncExternalStore } from 'react';

/** A value that outlives the components that show it. */
export interface Store<T> {
  get(): T;
  /** Takes a new value, or a function of the present one. */
  set(next: T | ((now: T) => T)): void;
  subscribe(listener: () => void): () => void;
  /** The value inside a component, which is drawn again when it changes. */
  use(): T;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const get = () => value;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get,
    set(next) {
      const made = typeof next === 'function' ? next(value) : next;
      if (made === value) return;
      value = made;
      for (const listener of [...listeners]) listener();
    },
    subscribe,
    use: () => useSyncExternalStore(subscribe, get),
  };
}
