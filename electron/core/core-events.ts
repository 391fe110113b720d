import type { AppEvent, Topic } from '../../shared/api.ts';

/** Several changes within this time are told as one event: an import of many files must not flood its listeners. */
const GATHER_MS = 50;

export interface EventHub {
  on(listener: (event: AppEvent) => void): () => void;
  emit(event: AppEvent): void;
  /** Tells soon, once, of everything that changed meanwhile. */
  changed(topics: readonly Topic[]): void;
  /** Tells what is still waiting and forgets all listeners. */
  close(): void;
}

export function createEventHub(): EventHub {
  const listeners = new Set<(event: AppEvent) => void>();
  const waiting = new Set<Topic>();
  let timer: NodeJS.Timeout | null = null;

  const emit = (event: AppEvent) => {
    for (const listener of listeners) listener(event);
  };
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting.size === 0) return;
    const topics = [...waiting];
    waiting.clear();
    emit({ type: 'changed', topics });
  };

  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit,
    changed(topics) {
      for (const topic of topics) waiting.add(topic);
      timer ??= setTimeout(flush, GATHER_MS).unref();
    },
    close() {
      flush();
      listeners.clear();
    },
  };
}
