import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DecodedIndex } from './decoded-index.ts';
import { PicturePrints } from './index-prints.ts';

/** A frame index with what windows of pictures need to know. */
export interface KeptIndex extends DecodedIndex {
  /** Size of the upright decoded picture, before its pixels are made square. */
  readonly width: number;
  readonly height: number;
}

/** Above any count that a decode can give: pictures of a month at sixty a second. */
const MOST_FRAMES = 160_000_000;
const size = z.int().min(0).max(1_000_000);

/** The seal of an index shows accidents. Whoever may write the library can seal what they like, so nothing is believed. */
const Header = z.object({
  version: z.literal(2),
  source: z.enum(['decoder', 'container']),
  count: z.int().min(0).max(MOST_FRAMES),
  timeBase: z.tuple([z.int().positive(), z.int().positive()]),
  width: size,
  height: size,
  fieldOrder: z.enum(['progressive', 'top', 'bottom']),
  shapes: z.array(z.object({ from: z.int().min(0), shape: z.string() })).optional(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});
type Header = z.infer<typeof Header>;

/** Version 1 knew no field order and no list by the container; such a file is made anew. */
const MAGIC = Buffer.from('AGQIDX2\n');
const CHECK_BYTES = 32;

/**
 * Index as bytes: magic, length of a JSON header, the header, PTS differences as zigzag variable-length integers,
 * one bit per frame for key frames, 16 bytes of MD5 per frame (none while only the container has listed them), SHA-256 of
 * all before.
 */
export function encodeIndex(index: KeptIndex): Buffer {
  const { timeBase, width, height, source, fieldOrder, shapes, warnings, pts } = index;
  const plain = { timeBase, width, height, source, fieldOrder, shapes, warnings };
  const header = { version: 2, count: pts.length, ...plain };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  const times = encodeTimes(pts);
  length.writeUInt32BE(json.length, 0);
  length.writeUInt32BE(times.length, 4);
  const body = Buffer.concat([
    MAGIC,
    length,
    json,
    times,
    encodeKeys(index.keys, pts.length),
    index.md5?.bytes ?? new Uint8Array(0),
  ]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/** The inverse. Null for bytes that are no whole index of this version, so that the caller builds it anew. */
export function decodeIndex(data: Buffer): KeptIndex | null {
  const end = data.length - CHECK_BYTES;
  if (end < MAGIC.length + 8 || !data.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  if (!createHash('sha256').update(data.subarray(0, end)).digest().equals(data.subarray(end))) return null;
  const jsonLength = data.readUInt32BE(MAGIC.length);
  const timesLength = data.readUInt32BE(MAGIC.length + 4);
  const jsonAt = MAGIC.length + 8;
  const header = headerFrom(data.toString('utf8', jsonAt, jsonAt + jsonLength));
  if (header === null) return null;
  const timesAt = jsonAt + jsonLength;
  const keysAt = timesAt + timesLength;
  const md5At = keysAt + Math.ceil(header.count / 8);
  const md5Bytes = header.source === 'decoder' ? header.count * 16 : 0;
  if (md5At + md5Bytes !== end) return null;
  const pts = decodeTimes(data.subarray(timesAt, keysAt), header.count);
  if (pts === null) return null;
  return {
    timeBase: header.timeBase,
    width: header.width,
    height: header.height,
    source: header.source,
    fieldOrder: header.fieldOrder,
    shapes: header.shapes,
    warnings: header.warnings,
    pts,
    keys: decodeKeys(data.subarray(keysAt, md5At), header.count),
    md5: header.source === 'decoder' ? new PicturePrints(data.subarray(md5At, end)) : null,
  };
}

function headerFrom(text: string): Header | null {
  try {
    return Header.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Seven bits a byte of a number below 2^53: at most eight bytes. */
const LONGEST = 8;

function encodeTimes(pts: readonly number[]): Buffer {
  const bytes = Buffer.alloc(pts.length * LONGEST);
  let used = 0;
  let before = 0;
  for (const at of pts) {
    let rest = at - before < 0 ? (before - at) * 2 - 1 : (at - before) * 2;
    before = at;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes[used++] = (rest % 128) | 128;
    bytes[used++] = rest;
  }
  return bytes.subarray(0, used);
}

/** Null where the bytes are not exactly so many times. */
function decodeTimes(data: Buffer, count: number): number[] | null {
  // Each time takes a byte at least: a false count must not reserve memory.
  if (count > data.length) return null;
  const pts = new Array<number>(count);
  let offset = 0;
  let before = 0;
  for (let n = 0; n < count; n++) {
    let value = 0;
    let unit = 1;
    for (let byte = data[offset++] ?? 0; ; byte = data[offset++] ?? 0) {
      value += (byte & 127) * unit;
      if (byte < 128) break;
      unit *= 128;
    }
    before += value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    if (!Number.isSafeInteger(before)) return null;
    pts[n] = before;
  }
  return offset === data.length ? pts : null;
}

function encodeKeys(keys: readonly number[], count: number): Buffer {
  const bits = Buffer.alloc(Math.ceil(count / 8));
  for (const n of keys) bits[n >> 3] = (bits[n >> 3] ?? 0) | (1 << (n & 7));
  return bits;
}

function decodeKeys(bits: Buffer, count: number): number[] {
  const keys: number[] = [];
  for (let n = 0; n < count; n++) if ((bits[n >> 3] ?? 0) & (1 << (n & 7))) keys.push(n);
  return keys;
}
