import { bitsOf } from './sample-table-bits.ts';
import { unsure } from './sample-table-boxes.ts';
import type { Coding } from './sample-table-codec.ts';

const SPS = 33;
const PPS = 34;
const IDR_W_RADL = 19;
const IDR_N_LP = 20;
const CRA = 21;
/** Pictures that need others: trailing, of other temporal layers, and leading ones. */
const LAST_DEPENDENT = 9;
/** VPS, SPS, PPS, delimiter, filler, SEI before the picture. */
const BEFORE_SLICE = new Set([32, SPS, PPS, 35, 38, 39]);

const typeOf = (first: number): number => (first >> 1) & 63;

/** H.265 in length-prefixed NAL units (ISO/IEC 14496-15, 8). @param record the content of hvcC */
export function hevcCoding(record: Buffer): Coding {
  if (record.length < 23 || record[0] !== 1) unsure('hvcC is cut short');
  let reordering = Number.POSITIVE_INFINITY;
  const take = (unit: Buffer): void => {
    const type = typeOf(unit[0] ?? 0);
    if (type === SPS) reordering = Math.min(reordering, reorderingOf(unit));
    if (type === PPS) assertAllShown(unit);
  };
  for (const unit of unitsOf(record)) take(unit);
  return {
    lengthBytes: ((record[21] ?? 0) & 3) + 1,
    get maxReordering() {
      return Number.isFinite(reordering) ? reordering : unsure('no sequence parameters');
    },
    inOrder: true,
    closedGroups: false,
    look(unit, isFirst) {
      const type = typeOf(unit[0] ?? 0);
      if (BEFORE_SLICE.has(type)) {
        take(unit);
        return 'go on';
      }
      // Bits behind the header of two bytes: first slice of the picture; pictures still waiting are thrown away.
      const [opens, drops] = [((unit[2] ?? 0) & 0x80) !== 0, ((unit[2] ?? 0) & 0x40) !== 0];
      if (!opens) return 'other';
      if ((type === IDR_W_RADL || type === IDR_N_LP) && !(drops && !isFirst)) return 'key';
      // Pictures that lead an open GOP decode once what is before has been decoded; at the very start they would not.
      if (type === CRA && !isFirst && !drops) return 'key';
      return type <= LAST_DEPENDENT ? 'no key' : 'other';
    },
    wholeUnit: (first) => [SPS, PPS].includes(typeOf(first)),
  };
}

function unitsOf(record: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let at = 23;
  for (let array = 0; array < (record[22] ?? 0); array++) {
    if (at + 3 > record.length) unsure('hvcC is cut short');
    const count = record.readUInt16BE(at + 1);
    at += 3;
    for (let n = 0; n < count; n++) {
      if (at + 2 > record.length) unsure('hvcC is cut short');
      const end = at + 2 + record.readUInt16BE(at);
      if (end > record.length) unsure('hvcC is cut short');
      units.push(record.subarray(at + 2, end));
      at = end;
    }
  }
  return units;
}

/** sps_max_num_reorder_pics of the highest layer (ITU-T H.265, 7.3.2.2). Throws for interlaced sources. */
function reorderingOf(unit: Buffer): number {
  const bits = bitsOf(unit.subarray(2));
  bits.skip(4);
  const layers = bits.u(3);
  bits.skip(1 + 8 + 32 + 1);
  if (bits.flag()) unsure('pictures may be coded as fields');
  bits.skip(46);
  skipSubLayers(bits, layers);
  bits.ue();
  if (bits.ue() === 3) bits.skip(1);
  bits.ue();
  bits.ue();
  if (bits.flag()) for (let n = 0; n < 4; n++) bits.ue();
  for (let n = 0; n < 3; n++) bits.ue();
  const all = bits.flag();
  let reordering = 0;
  for (let n = all ? 0 : layers; n <= layers; n++) {
    bits.ue();
    reordering = bits.ue();
    bits.ue();
  }
  return reordering;
}

/** The rest of profile_tier_level() (7.3.3). */
function skipSubLayers(bits: ReturnType<typeof bitsOf>, layers: number): void {
  bits.skip(8);
  const present: boolean[][] = [];
  for (let n = 0; n < layers; n++) present.push([bits.flag(), bits.flag()]);
  if (layers > 0) bits.skip(2 * (8 - layers));
  for (const [profile, level] of present) bits.skip((profile ? 88 : 0) + (level ? 8 : 0));
}

/** output_flag_present_flag of a PPS (7.3.2.3): with it, single pictures can be hidden. */
function assertAllShown(unit: Buffer): void {
  const bits = bitsOf(unit.subarray(2));
  bits.ue();
  bits.ue();
  bits.skip(1);
  if (bits.flag()) unsure('pictures may be hidden');
}
