import { avcReordering } from './sample-table-avc-vui.ts';
import { bitsOf } from './sample-table-bits.ts';
import { unsure } from './sample-table-boxes.ts';
import type { Coding } from './sample-table-codec.ts';

const SPS = 7;
const IDR = 5;
const SLICE = 1;
/** Units that may stand before the first slice: SEI, SPS, PPS, delimiter, filler, SPS extension, prefix, subset SPS. */
const BEFORE_SLICE = new Set([6, SPS, 8, 9, 12, 13, 14, 15]);
/** Profiles whose SPS tells of chroma format and scaling (ITU-T H.264, 7.3.2.1.1). */
const HIGH = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/** H.264 in length-prefixed NAL units (ISO/IEC 14496-15, 5). @param record the content of avcC */
export function avcCoding(record: Buffer): Coding {
  if (record.length < 7 || record[0] !== 1) unsure('avcC is cut short');
  const count = (record[5] ?? 0) & 31;
  let at = 6;
  let inOrder = count > 0;
  for (let n = 0; n < count; n++) {
    const end = at + 2 + record.readUInt16BE(at);
    if (end > record.length) unsure('avcC is cut short');
    inOrder = assertFrames(record.subarray(at + 2, end)) && inOrder;
    at = end;
  }
  return {
    lengthBytes: ((record[4] ?? 0) & 3) + 1,
    maxReordering: null,
    closedGroups: true,
    inOrder,
    look(unit) {
      const type = (unit[0] ?? 0) & 31;
      if (type === SPS) assertFrames(unit);
      if (BEFORE_SLICE.has(type)) return 'go on';
      // first_mb_in_slice is 0 where the picture begins; its code is a single 1.
      const opens = ((unit[1] ?? 0) & 0x80) !== 0;
      if (!opens || (type !== IDR && type !== SLICE)) return 'other';
      return type === IDR ? 'key' : 'no key';
    },
    wholeUnit: (first) => (first & 31) === SPS,
  };
}

/**
 * Throws unless all pictures are coded as frames: a field could be a sample of its own.
 * @returns true when the parameters alone say that pictures are presented in the order of decoding
 */
function assertFrames(unit: Buffer): boolean {
  const bits = bitsOf(unit.subarray(1));
  const profile = bits.u(8);
  const constraints = bits.u(8);
  bits.skip(8);
  bits.ue();
  if (HIGH.has(profile)) skipHigh(bits);
  bits.ue();
  const orderType = bits.ue();
  if (orderType === 0) bits.ue();
  else if (orderType === 1) {
    bits.skip(1);
    bits.ue();
    bits.ue();
    const cycle = bits.ue();
    if (cycle > 255) unsure('a header that makes no sense');
    for (let n = 0; n < cycle; n++) bits.ue();
  }
  bits.ue();
  bits.skip(1);
  bits.ue();
  bits.ue();
  if (!bits.flag()) unsure('pictures may be coded as fields');
  const baseline = profile === 66 || (profile === 77 && (constraints & 0x80) !== 0);
  if (orderType === 2 || baseline) return true;
  bits.skip(1);
  if (bits.flag()) for (let n = 0; n < 4; n++) bits.ue();
  return bits.flag() && avcReordering(bits) === 0;
}

function skipHigh(bits: ReturnType<typeof bitsOf>): void {
  const chroma = bits.ue();
  if (chroma === 3) bits.skip(1);
  bits.ue();
  bits.ue();
  bits.skip(1);
  if (!bits.flag()) return;
  for (let n = 0; n < (chroma === 3 ? 12 : 8); n++) if (bits.flag()) skipScaling(bits, n < 6 ? 16 : 64);
}

/** scaling_list() of 7.3.2.1.1.1; a signed code is as long as an unsigned one. */
function skipScaling(bits: ReturnType<typeof bitsOf>, size: number): void {
  let next = 8;
  for (let n = 0; n < size && next !== 0; n++) {
    const code = bits.ue();
    const delta = code % 2 === 1 ? (code + 1) / 2 : -code / 2;
    next = (next + delta + 256) & 255;
  }
}
