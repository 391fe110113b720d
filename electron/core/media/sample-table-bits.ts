import { unsure } from './sample-table-boxes.ts';

/** Reads an RBSP bit by bit: unsigned numbers and Exp-Golomb codes (ITU-T H.264 and H.265, clauses 7.2 and 9). */
export interface Bits {
  u(count: number): number;
  flag(): boolean;
  ue(): number;
  skip(count: number): void;
}

/** @param unit a NAL unit without its header; emulation prevention bytes are taken out here */
export function bitsOf(unit: Buffer): Bits {
  const data = withoutEmulation(unit);
  let at = 0;
  const bit = (): number => {
    const byte = data[at >> 3];
    if (byte === undefined) unsure('a header is cut short');
    return (byte >> (7 - (at++ & 7))) & 1;
  };
  const u = (count: number): number => {
    let value = 0;
    for (let n = 0; n < count; n++) value = value * 2 + bit();
    return value;
  };
  return {
    u,
    flag: () => bit() === 1,
    ue() {
      let zeros = 0;
      while (bit() === 0) if (++zeros > 31) unsure('a header that makes no sense');
      return 2 ** zeros - 1 + u(zeros);
    },
    skip: (count) => {
      at += count;
    },
  };
}

function withoutEmulation(unit: Buffer): Buffer {
  const out = Buffer.alloc(unit.length);
  let used = 0;
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    out[used++] = byte;
  }
  return out.subarray(0, used);
}
