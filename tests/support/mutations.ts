/** Changes to files at random, the same in every run of a seed. */

/** Numbers from 0 to below a limit (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Values at which lengths, counts and signs go wrong. */
const TELLING = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff];
/** Half of all changes hit the beginning or the end, where headers and tables stand. */
const EDGE = 4096;

type Change = (data: Buffer, random: (below: number) => number, at: number) => Buffer;

const CHANGES: readonly Change[] = [
  (data, random, at) => written(data, at, Buffer.from([random(256)])),
  (data, random, at) => written(data, at, Buffer.from([(data[at] ?? 0) ^ (1 << random(8))])),
  (data, random, at) => {
    const value = Buffer.alloc(4);
    if (random(2) === 0) value.writeUInt32BE(TELLING[random(TELLING.length)] ?? 0);
    else value.writeUInt32LE(TELLING[random(TELLING.length)] ?? 0);
    return written(data, at, value);
  },
  (data, random, at) => Buffer.concat([data.subarray(0, at), data.subarray(at + 1 + random(64))]),
  (data, random, at) => Buffer.concat([data.subarray(0, at), data.subarray(Math.max(0, at - random(256)))]),
  (data, random, at) => written(data, at, data.subarray(random(data.length)).subarray(0, 1 + random(32))),
  (data, _, at) => data.subarray(0, Math.max(1, at)),
];

function written(data: Buffer, at: number, bytes: Uint8Array): Buffer {
  const copy = Buffer.from(data);
  copy.set(bytes.subarray(0, copy.length - at), at);
  return copy;
}

/** A copy with one to six changes. */
export function mutated(original: Buffer, seed: number): Buffer {
  const random = randomFrom(seed);
  let data = original;
  for (let left = 1 + random(6); left > 0 && data.length > 8; left--) {
    const edge = Math.min(EDGE, data.length);
    const at = [random(data.length), random(data.length), random(edge), data.length - 1 - random(edge)][random(4)] ?? 0;
    // Cutting the file short would make all the other changes vanish, so it is the rare one.
    const change = CHANGES[random(random(8) === 0 ? CHANGES.length : CHANGES.length - 1)];
    data = change?.(data, random, at) ?? data;
  }
  return data;
}
