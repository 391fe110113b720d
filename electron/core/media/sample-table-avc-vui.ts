import type { Bits } from './sample-table-bits.ts';
import { unsure } from './sample-table-boxes.ts';

/**
 * max_num_reorder_frames of H.264's video usability information (ITU-T H.264, E.1.1): how many pictures may wait for one
 * that is decoded after them. Null where it is not stated. @param bits at the beginning of vui_parameters()
 */
export function avcReordering(bits: Bits): number | null {
  const EXTENDED_SAR = 255;
  if (bits.flag() && bits.u(8) === EXTENDED_SAR) bits.skip(32);
  if (bits.flag()) bits.skip(1);
  if (bits.flag()) {
    bits.skip(4);
    if (bits.flag()) bits.skip(24);
  }
  if (bits.flag()) skipCodes(bits, 2);
  if (bits.flag()) bits.skip(65);
  const [nal, vcl] = [skipBuffering(bits), skipBuffering(bits)];
  if (nal || vcl) bits.skip(1);
  bits.skip(1);
  if (!bits.flag()) return null;
  bits.skip(1);
  skipCodes(bits, 4);
  return bits.ue();
}

function skipCodes(bits: Bits, count: number): void {
  for (let n = 0; n < count; n++) bits.ue();
}

/** hrd_parameters() behind its flag (E.1.2). */
function skipBuffering(bits: Bits): boolean {
  if (!bits.flag()) return false;
  const count = bits.ue() + 1;
  if (count > 32) unsure('a header that makes no sense');
  bits.skip(8);
  for (let n = 0; n < count; n++) {
    skipCodes(bits, 2);
    bits.skip(1);
  }
  bits.skip(20);
  return true;
}
