import { seededRandom } from '../../e2e/support/seeded-random.ts';

/** Choices that are the same for the same seed on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number;
  pick<T>(from: readonly T[]): T;
  bytes(length: number): Buffer;
}

export function seeded(seed: number): Random {
  const below = seededRandom(seed);
  return {
    next: () => below(2 ** 32) / 2 ** 32,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    bytes: (length) => Buffer.from(Uint8Array.from({ length }, () => below(256))),
  };
}
