/** One box of ISO/IEC 14496-12. */
export function box(type: string, ...content: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0));
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...content]);
}

/** A box that begins with a version and flags, given together as one number. */
export const fullBox = (type: string, flags: number, ...content: readonly Buffer[]): Buffer =>
  box(type, u32(flags), ...content);

export const u64 = (...values: readonly number[]): Buffer => longWords(values);
export const u32 = (...values: readonly number[]): Buffer => words(values);

/** Tables may have more entries than a call may have arguments. */
export function longWords(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [i, value] of values.entries()) bytes.writeBigUInt64BE(BigInt(value), i * 8);
  return bytes;
}

export function words(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, i * 4);
  return bytes;
}

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [i, value] of values.entries()) bytes.writeUInt16BE(value, i * 2);
  return bytes;
}

/** The head of a box of media data that holds `length` bytes. */
export function mediaDataHead(length: number): Buffer {
  const head = u32(8 + length, 0);
  head.write('mdat', 4, 'latin1');
  return head;
}

/** The transformation of a track or a movie that changes nothing. */
export const UNITY = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** A data reference to the file itself. */
export const ownData = (): Buffer => box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1)));
