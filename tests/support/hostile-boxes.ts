/** Builds boxes, elements and chunks byte by byte, true or false, for files that no honest program writes. */

export const u8 = (...values: number[]): Buffer => Buffer.from(values);

export function u16(...values: number[]): Buffer {
  const out = Buffer.alloc(values.length * 2);
  for (const [i, value] of values.entries()) out.writeUInt16BE(value & 0xffff, i * 2);
  return out;
}

export function u32(...values: number[]): Buffer {
  const out = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) out.writeUInt32BE(value >>> 0, i * 4);
  return out;
}

export function le32(...values: number[]): Buffer {
  const out = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) out.writeUInt32LE(value >>> 0, i * 4);
  return out;
}

export function u64(...values: bigint[]): Buffer {
  const out = Buffer.alloc(values.length * 8);
  for (const [i, value] of values.entries()) out.writeBigUInt64BE(BigInt.asUintN(64, value), i * 8);
  return out;
}

export const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A box of ISO base media (ISO/IEC 14496-12, 4.2). */
export function box(type: string, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(8 + body.length), ascii(type), body]);
}

/** A box whose size is what one claims. */
export const falseBox = (size: number, type: string, ...content: Uint8Array[]): Buffer =>
  Buffer.concat([u32(size), ascii(type), ...content]);

/** A box with version and flags. */
export const full = (type: string, version: number, flags: number, ...content: Uint8Array[]): Buffer =>
  box(type, u32(version * 0x1000000 + flags), ...content);

/** Tables and headers of a film that differ from those of an honest one. */
export interface MovieParts {
  readonly before?: Buffer;
  readonly mvhd?: Buffer;
  readonly mdhd?: Buffer;
  readonly edts?: Buffer;
  readonly dinf?: Buffer;
  readonly stsd?: Buffer;
  readonly stts?: Buffer;
  readonly stsc?: Buffer;
  readonly stsz?: Buffer;
  readonly stco?: Buffer;
  /** Further boxes of the sample table, the track and the film. */
  readonly more?: { readonly stbl?: Buffer; readonly trak?: Buffer; readonly moov?: Buffer };
  readonly tracks?: number;
}

const SIDE = 16;
const SAMPLE = SIDE * SIDE * 3;
const SAMPLES = 4;
const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** A sample entry of 78 bytes (12.1.3) for pictures of this size. */
export const videoEntry = (format: string, width: number, height: number, ...boxes: Buffer[]): Buffer =>
  box(
    format,
    ...[Buffer.alloc(6), u16(1), Buffer.alloc(16), u16(width, height), u32(0x480000, 0x480000, 0), u16(1)],
    ...[Buffer.alloc(32), u16(24, 0xffff), ...boxes],
  );

export const stsd = (...entries: Buffer[]): Buffer => full('stsd', 0, 0, u32(entries.length), ...entries);
export const selfContained = box('dinf', full('dref', 0, 0, u32(1), full('url ', 0, 1)));

/** A QuickTime film of four raw pictures of 16 × 16, or what the parts make of it. */
export function hostileMovie(parts: MovieParts = {}): Buffer {
  const before = Buffer.concat([box('ftyp', ascii('qt  '), u32(0), ascii('qt  ')), parts.before ?? Buffer.alloc(0)]);
  const data = box('mdat', Buffer.alloc(SAMPLE * SAMPLES, 0x55));
  const at = before.length + 8;
  const trak = (id: number) =>
    box(
      'trak',
      full('tkhd', 0, 7, u32(0, 0, id, 0, SAMPLES, 0, 0, 0, 0), MATRIX, u32(SIDE << 16, SIDE << 16)),
      parts.edts ?? Buffer.alloc(0),
      box(
        'mdia',
        parts.mdhd ?? full('mdhd', 0, 0, u32(0, 0, 25, SAMPLES), u16(0, 0)),
        full('hdlr', 0, 0, ascii('mhlr'), ascii('vide'), Buffer.alloc(12), u8(0)),
        box('minf', full('vmhd', 0, 1, Buffer.alloc(8)), parts.dinf ?? selfContained, tables(parts, at)),
      ),
      parts.more?.trak ?? Buffer.alloc(0),
    );
  const tracks = Array.from({ length: parts.tracks ?? 1 }, (_, n) => trak(n + 1));
  const mvhd =
    parts.mvhd ??
    full(
      'mvhd',
      0,
      0,
      u32(0, 0, 25, SAMPLES, 0x10000),
      u16(0x100, 0),
      Buffer.alloc(8),
      MATRIX,
      Buffer.alloc(24),
      u32(2),
    );
  return Buffer.concat([before, data, box('moov', mvhd, ...tracks, parts.more?.moov ?? Buffer.alloc(0))]);
}

function tables(parts: MovieParts, at: number): Buffer {
  return box(
    'stbl',
    parts.stsd ?? stsd(videoEntry('raw ', SIDE, SIDE)),
    parts.stts ?? full('stts', 0, 0, u32(1, SAMPLES, 1)),
    parts.stsc ?? full('stsc', 0, 0, u32(1, 1, SAMPLES, 1)),
    parts.stsz ?? full('stsz', 0, 0, u32(SAMPLE, SAMPLES)),
    parts.stco ?? full('stco', 0, 0, u32(1, at)),
    parts.more?.stbl ?? Buffer.alloc(0),
  );
}

/** An EBML element (RFC 8794) with its size in eight bytes. */
export function element(id: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([idBytes(id), u64((1n << 56n) | BigInt(body.length)), body]);
}

/** An element whose eight bytes of size are what one claims. */
export const falseElement = (id: number, size: bigint, ...content: Uint8Array[]): Buffer =>
  Buffer.concat([idBytes(id), u64(size), ...content]);

function idBytes(id: number): Buffer {
  const hex = id.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

/** A chunk of RIFF with its true size. */
export function chunk(type: string, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([ascii(type), le32(body.length), body, Buffer.alloc(body.length % 2)]);
}

export const list = (type: string, ...content: Uint8Array[]): Buffer => chunk('LIST', ascii(type), ...content);
