import type { Caller } from '../../handlers.ts';
import type { Change } from './history-service.ts';

/** A step that takes its caller along and answers nothing. */
export const act =
  (call: (caller: Caller) => unknown): Change['undo'] =>
  async (caller) => {
    await call(caller);
  };

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
export const quoted = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
