/** Numbers in [0, 1) that look random and are the same on every machine (mulberry32). */
export function sampleRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Roughly normal numbers with mean 0 and deviation 1: the sum of four even ones. */
export function sampleNoise(seed: number): () => number {
  const next = sampleRandom(seed);
  return () => (next() + next() + next() + next() - 2) * 1.732;
}
