import { useEffect, useEffectEvent } from 'react';
import type { AppEvent } from '../../shared/api.ts';
import { bridge } from './bridge.ts';

type EventOf<T extends AppEvent['type']> = Extract<AppEvent, { type: T }>;

const listeners = new Set<(event: AppEvent) => void>();
let stop: (() => void) | null = null;

/** One subscription to the host however many listen. The result ends this one. */
export function onAppEvent(listener: (event: AppEvent) => void): () => void {
  listeners.add(listener);
  stop ??= bridge.on((event) => {
    for (const each of [...listeners]) each(event);
  });
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

/** Hears events of one type while the component is mounted; the handler may be a new function every time. */
export function useEvent<T extends AppEvent['type']>(type: T, handler: (event: EventOf<T>) => void): void {
  const hear = useEffectEvent((event: AppEvent) => {
    if (event.type === type) handler(event as EventOf<T>);
  });
  useEffect(() => onAppEvent((event) => hear(event)), []);
}
