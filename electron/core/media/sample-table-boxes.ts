/**
 * Boxes of ISO/IEC 14496-12 and QuickTime, read with hard bounds. Whatever does not fit ends the reading: the recording
 * is then listed by decoding it.
 */

/** Thrown inside the reader where its rule does not hold; says why. Never leaves sample-table.ts. */
export class Unsure extends Error {}

export function unsure(why: string): never {
  throw new Unsure(why);
}

/** A box inside a buffer: its type and where its content stands. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const MAX_CHILDREN = 4096;

/** The boxes directly inside data[start, end). Zero bytes at the end are padding (QuickTime ends user data so). */
export function boxesIn(data: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  let at = start;
  while (at + 8 <= end) {
    if (boxes.length >= MAX_CHILDREN) unsure('too many boxes');
    const size32 = data.readUInt32BE(at);
    const type = data.toString('latin1', at + 4, at + 8);
    if (size32 === 0) break;
    const header = size32 === 1 ? 16 : 8;
    if (size32 === 1 && at + 16 > end) unsure('a box is cut short');
    const size = size32 === 1 ? Number(data.readBigUInt64BE(at + 8)) : size32;
    if (size < header || at + size > end) unsure(`box ${printable(type)} does not fit`);
    boxes.push({ type, start: at + header, end: at + size });
    at += size;
  }
  return boxes;
}

/** Box types are shown in reasons; a hostile one must not break a line. */
const printable = (type: string): string => type.replace(/[^\x20-\x7e]/g, '?');

/** The one box of this type, or null. Two of a kind leave open which one a player takes. */
export function onlyBox(boxes: readonly Box[], type: string): Box | null {
  const found = boxes.filter((box) => box.type === type);
  if (found.length > 1) unsure(`two ${type} boxes`);
  return found[0] ?? null;
}

export function needBox(boxes: readonly Box[], type: string): Box {
  return onlyBox(boxes, type) ?? unsure(`no ${type} box`);
}

/** A table of fixed-size entries behind version, flags and count: where its entries stand and how many they are. */
export interface Table {
  readonly data: Buffer;
  readonly version: number;
  readonly at: number;
  readonly count: number;
}

/**
 * @param entryBytes size of an entry. The count must fill the box exactly: a false one allocates nothing, and players
 * differ about which of the two to believe
 */
export function tableOf(data: Buffer, box: Box, entryBytes: number): Table {
  if (box.end - box.start < 8) unsure(`${box.type} is cut short`);
  const count = data.readUInt32BE(box.start + 4);
  const at = box.start + 8;
  if (count * entryBytes !== box.end - at) unsure(`${box.type} claims another number of entries than it holds`);
  return { data, version: data[box.start] ?? 0, at, count };
}
