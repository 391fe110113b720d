/** One holder per hash at a time, so that two imports of the same bytes cannot get in each other's way. */
export interface HashLocks {
  /** Waits for the current holder; the result lets the next one in. */
  take(sha256: string): Promise<() => void>;
}

export function hashLocks(): HashLocks {
  const tails = new Map<string, Promise<void>>();
  return {
    async take(sha256) {
      const before = tails.get(sha256) ?? Promise.resolve();
      const { promise: mine, resolve: release } = Promise.withResolvers<void>();
      const tail = before.then(() => mine);
      tails.set(sha256, tail);
      await before;
      return () => {
        release();
        if (tails.get(sha256) === tail) tails.delete(sha256);
      };
    },
  };
}
