import { crc32, deflateSync } from 'node:zlib';
import { ascii, box, full, le32, u8, u16, u32, u64 } from './hostile-boxes.ts';
import type { HostileFile } from './hostile-corpus.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([ascii(type), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

/** A PNG that is valid as far as its pixels go: `depth` bits of one channel, or 8 bits of four. */
function png(
  width: number,
  height: number,
  { colour = 0, depth = 1, interlaced = 0, more = [] as Buffer[] } = {},
): Buffer {
  const row = 1 + Math.ceil((width * depth * (colour === 6 ? 4 : 1)) / 8);
  return Buffer.concat([
    PNG,
    pngChunk('IHDR', Buffer.concat([u32(width, height), u8(depth, colour, 0, 0, interlaced)])),
    ...more,
    pngChunk('IDAT', deflateSync(Buffer.alloc(Math.min(row * height, 150_000_000)), { level: 1 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

const segment = (marker: number, data: Buffer) => Buffer.concat([u8(0xff, marker), u16(data.length + 2), data]);
const TABLE = segment(0xc4, Buffer.concat([u8(0x00), Buffer.from([1, ...Array<number>(15).fill(0)]), u8(0)]));
const AC_TABLE = segment(0xc4, Buffer.concat([u8(0x10), Buffer.from([1, ...Array<number>(15).fill(0)]), u8(0)]));
const QUANT = segment(0xdb, Buffer.concat([u8(0), Buffer.alloc(64, 1)]));

/** A JPEG (ITU-T T.81) of one grey channel that claims a size and goes through it in so many scans. */
function jpeg(side: number, scans: number): Buffer {
  const frame = segment(0xc2, Buffer.concat([u8(8), u16(side, side), u8(1, 1, 0x11, 0)]));
  const dc = Buffer.concat([segment(0xda, u8(1, 1, 0x00, 0, 0, 0)), Buffer.alloc(16)]);
  const ac = Buffer.concat([segment(0xda, u8(1, 1, 0x00, 1, 63, 0)), Buffer.alloc(4)]);
  return Buffer.concat([
    u8(0xff, 0xd8),
    QUANT,
    TABLE,
    AC_TABLE,
    frame,
    dc,
    ...Array<Buffer>(scans).fill(ac),
    u8(0xff, 0xd9),
  ]);
}

const entry = (tag: number, type: number, count: number, value: number) => {
  const out = Buffer.alloc(12);
  out.writeUInt16LE(tag, 0);
  out.writeUInt16LE(type, 2);
  out.writeUInt32LE(count >>> 0, 4);
  out.writeUInt32LE(value >>> 0, 8);
  return out;
};
const le16 = (value: number) => Buffer.from([value & 255, value >> 8]);

/** A TIFF whose one directory has these entries and leads on to `next`. */
const tiff = (entries: Buffer[], next: number, ...after: Buffer[]) =>
  Buffer.concat([ascii('II*\0'), le32(8), le16(entries.length), ...entries, le32(next), ...after]);

function tiffs(): Record<string, Buffer> {
  const sized = (width: number, height: number, ...more: Buffer[]) => [
    ...[
      entry(256, 4, 1, width),
      entry(257, 4, 1, height),
      entry(258, 3, 1, 8),
      entry(259, 3, 1, 1),
      entry(262, 3, 1, 1),
    ],
    ...more,
  ];
  return {
    'directory-of-itself.tif': tiff(sized(16, 16, entry(273, 4, 1, 200), entry(279, 4, 1, 256)), 8, Buffer.alloc(600)),
    'pixel-bomb.tif': tiff(sized(0x7fffffff, 0x7fffffff), 0),
    'strips-billion.tif': tiff(
      sized(60_000, 4000, entry(273, 4, 1_000_000_000, 8), entry(279, 4, 1_000_000_000, 8), entry(278, 4, 1, 1)),
      0,
    ),
    'tile-bomb.tif': tiff(
      sized(
        16,
        16,
        entry(322, 4, 1, 0x40000000),
        entry(323, 4, 1, 0x40000000),
        entry(324, 4, 1, 8),
        entry(325, 4, 1, 0xffffffff),
      ),
      0,
    ),
    'tags-far-away.tif': tiff(
      sized(16, 16, entry(270, 2, 0xffffffff, 0xfffffff0), entry(700, 1, 0x7fffffff, 0)),
      0xfffffff0,
    ),
    'directories-5000.tif': Buffer.concat([
      ascii('II*\0'),
      le32(8),
      ...Array.from({ length: 5000 }, (_, n) => Buffer.concat([le16(1), entry(256, 4, 1, 1), le32(8 + (n + 1) * 18)])),
    ]),
    'big-offsets.btf': Buffer.concat([ascii('II+\0'), Buffer.from([8, 0, 0, 0]), Buffer.alloc(8, 0x7f)]),
  };
}

const brand = (name: string) => box('ftyp', ascii(name), u32(0), ascii('mif1'), ascii(name));
const infe = (id: number, type: string) => full('infe', 2, 0, u16(id, 0), ascii(type), u8(0));

/** HEIF (ISO/IEC 23008-12): grids of grids, sizes beyond everything, references in a circle. */
function heif(name: string, width: number, height: number, refs: Buffer[], extents: number): Buffer {
  const meta = full(
    'meta',
    ...([0, 0] as const),
    full('hdlr', 0, 0, u32(0), ascii('pict'), Buffer.alloc(13)),
    full('pitm', 0, 0, u16(1)),
    full('iinf', 0, 0, u16(2), infe(1, 'grid'), infe(2, 'grid')),
    full(
      'iloc',
      1,
      0,
      u16(0x4400, 2),
      u16(1, 1, 0, extents),
      Buffer.alloc(extents * 8, u32(0, 8)),
      u16(2, 1, 0, 1),
      u32(0, 8),
    ),
    full('iref', 0, 0, ...refs),
    box(
      'iprp',
      box('ipco', full('ispe', 0, 0, u32(width, height))),
      full('ipma', 0, 0, u32(2), u16(1), u8(1, 1), u16(2), u8(1, 1)),
    ),
    box('idat', u8(0, 1, 255, 255), u16(0xffff, 0xffff)),
  );
  return Buffer.concat([brand(name), meta]);
}

const webp = (width: number, height: number) =>
  Buffer.concat([
    ascii('RIFF'),
    le32(30),
    ascii('WEBPVP8X'),
    le32(10),
    u8(0x10, 0, 0, 0),
    le32(width).subarray(0, 3),
    le32(height).subarray(0, 3),
    ascii('VP8L'),
    le32(0xffffff),
  ]);

/** Pictures that are small on the disk and large in memory, or whose tables run in circles. */
export function hostilePictures(): HostileFile[] {
  const circle = [box('dimg', u16(1, 2, 2, 1)), box('dimg', u16(2, 2, 1, 2))];
  const pictures: Record<string, Buffer> = {
    'pixel-bomb.png': png(30_000, 30_000),
    'pixel-bomb-allowed.png': png(16_000, 16_000),
    'pixel-bomb-interlaced.png': png(16_000, 16_000, { interlaced: 1 }),
    'pixel-bomb-colours.png': png(6_000, 6_000, { colour: 6, depth: 8, interlaced: 1 }),
    'size-of-four-thousand-millions.png': png(0x7fffffff, 0x7fffffff).subarray(0, 60_000),
    'text-bomb.png': png(16, 16, {
      more: Array<Buffer>(40).fill(
        pngChunk('zTXt', Buffer.concat([ascii('a\0\0'), deflateSync(Buffer.alloc(20_000_000), { level: 9 })])),
      ),
    }),
    'profile-bomb.png': png(16, 16, {
      more: [pngChunk('iCCP', Buffer.concat([ascii('a\0\0'), deflateSync(Buffer.alloc(50_000_000), { level: 9 })]))],
    }),
    'chunk-of-two-gigabytes.png': Buffer.concat([PNG, u32(0x7fffffff), ascii('IHDR'), Buffer.alloc(64)]),
    'pixel-bomb.jpg': jpeg(65_500, 1),
    'pixel-bomb-allowed.jpg': jpeg(16_000, 1),
    'scans-without-end.jpg': jpeg(2000, 20_000),
    'segments-without-end.jpg': Buffer.concat([u8(0xff, 0xd8), Buffer.alloc(3_000_000, u8(0xff, 0xe1, 0, 2))]),
    'frames-without-end.gif': Buffer.concat([
      ascii('GIF89a'),
      Buffer.from([255, 255, 255, 255, 0x80, 0, 0]),
      Buffer.alloc(6),
      Buffer.alloc(1_000_000, Buffer.from([0x2c, 0, 0, 0, 0, 255, 255, 255, 255, 0, 2, 1, 0x44, 0])),
    ]),
    'pixel-bomb.webp': webp(16_383, 16_383),
    ...tiffs(),
    'grid-of-itself.heic': heif('heic', 64, 64, circle, 1),
    'pixel-bomb.heic': heif('heic', 0xffffffff, 0xffffffff, circle, 1),
    'extents.heic': heif('heic', 64, 64, circle, 8000),
    'grid-of-itself.avif': heif('avif', 64, 64, circle, 1),
    'pixel-bomb.avif': heif('avif', 65_536, 65_536, circle, 1),
    'offsets.heic': Buffer.concat([
      brand('heic'),
      full('meta', 0, 0, full('iloc', 2, 0, u16(0x8888), u32(0xffffffff), u64(-1n, -1n))),
    ]),
  };
  return Object.entries(pictures).map(([name, bytes]) => ({ name, bytes }));
}
