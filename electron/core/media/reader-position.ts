/** Where the reader of a recording stands, for work that goes on around him. */
export interface ReaderPosition {
  /** The frame; null while nobody has said. */
  frame(): number | null;
  /** Hears of every move; the result ends it. */
  onMove(listener: () => void): () => void;
}

/** For work that nobody watches. */
export const nowhere: ReaderPosition = { frame: () => null, onMove: () => () => {} };

/** A position that can be moved. */
export function readerPosition(): ReaderPosition & { move(frame: number): void } {
  const listeners = new Set<() => void>();
  let at: number | null = null;
  return {
    frame: () => at,
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    move(frame) {
      at = frame;
      for (const listener of [...listeners]) listener();
    },
  };
}
