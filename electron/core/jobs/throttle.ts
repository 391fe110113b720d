/** Hands on the newest value at most once per `everyMs`, and always the last one. */
export interface Throttle<T> {
  push(value: T): void;
  /** Forgets what waits. */
  stop(): void;
}

export function throttle<T>(everyMs: number, hand: (value: T) => void): Throttle<T> {
  let waiting: { value: T } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let handedAt = Number.NEGATIVE_INFINITY;

  const flush = () => {
    timer = null;
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    handedAt = performance.now();
    hand(value);
  };

  return {
    push(value) {
      waiting = { value };
      if (timer !== null) return;
      const wait = handedAt + everyMs - performance.now();
      if (wait <= 0) flush();
      // Telling progress must not keep the program alive.
      else timer = setTimeout(flush, wait).unref();
    },
    stop() {
      waiting = null;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
