import { deflateSync } from 'node:zlib';
import {
  ascii,
  box,
  falseBox,
  full,
  hostileMovie,
  selfContained,
  stsd,
  u8,
  u16,
  u32,
  u64,
  videoEntry,
} from './hostile-boxes.ts';
import type { HostileFile, Lures } from './hostile-corpus.ts';

const BILLION = 1_000_000_000;

/** QuickTime alias of a data reference (Inside Macintosh: Files, alias record): volume, file and an absolute path. */
function alias(path: string): Buffer {
  const pascal = (text: string, room: number) =>
    Buffer.concat([
      u8(Math.min(text.length, room)),
      ascii(text).subarray(0, room),
      Buffer.alloc(Math.max(0, room - text.length)),
    ]);
  const record = Buffer.concat([u16(2, path.length), ascii(path), Buffer.alloc(path.length % 2), u16(0xffff, 0)]);
  return Buffer.concat([
    ...[u32(0), u16(150 + record.length, 2, 0), pascal('disk', 27), Buffer.alloc(12), pascal('film.ts', 63)],
    ...[Buffer.alloc(16), u16(0, 0), Buffer.alloc(16), record],
  ]);
}

const reference = (...content: Buffer[]) =>
  box('dinf', full('dref', 0, 0, u32(1), box(...(['alis'] as const), u32(0), ...content)));
const edits = (count: number, line: Buffer, claimed = count) =>
  box('edts', full('elst', 0, 0, u32(claimed), Buffer.concat(Array<Buffer>(count).fill(line))));

function nested(type: string, depth: number): Buffer {
  let inner: Buffer = Buffer.alloc(0);
  const heads: Buffer[] = [];
  for (let n = 0; n < depth; n++) {
    heads.push(u32(8 + n * 8), ascii(type));
    inner = Buffer.concat([u32(8 + inner.length), ascii(type), inner]);
  }
  return inner;
}

/** Tables of ISO base media and QuickTime that lie, repeat, point outside or never end. */
export function hostileMovies({ film, http }: Lures): HostileFile[] {
  const url = (address: string, flags = 0) => full('url ', 0, flags, ascii(`${address}\0`));
  const movies: Record<string, Buffer> = {
    'dref-alias.mov': hostileMovie({ dinf: reference(alias(film)) }),
    'dref-alias-up.mov': hostileMovie({ dinf: reference(alias(`../../../..${film}`)) }),
    'dref-url-file.mov': hostileMovie({ dinf: box('dinf', full('dref', 0, 0, u32(1), url(`file://${film}`))) }),
    'dref-url-http.mp4': hostileMovie({ dinf: box('dinf', full('dref', 0, 0, u32(1), url(`${http}/a.mov`))) }),
    'dref-billion.mp4': hostileMovie({ dinf: box('dinf', full('dref', 0, 0, u32(BILLION), url(film))) }),
    'reference-movie.mov': Buffer.concat([
      box('ftyp', ascii('qt  '), u32(0)),
      box(
        'moov',
        box('rmra', box('rmda', full('rdrf', 0, 0, ascii('url '), u32(film.length + 1), ascii(`${film}\0`)))),
      ),
    ]),
    'stts-claims-billion.mp4': hostileMovie({ stts: full('stts', 0, 0, u32(BILLION, 4, 1)) }),
    'stts-billion-samples.mp4': hostileMovie({
      stts: full('stts', 0, 0, u32(1, BILLION, 1)),
      stsz: full('stsz', 0, 0, u32(1, BILLION)),
      stsc: full('stsc', 0, 0, u32(1, 1, BILLION, 1)),
    }),
    'stsz-many-samples.mp4': hostileMovie({
      stts: full('stts', 0, 0, u32(1, 6_000_000, 1)),
      stsz: full('stsz', 0, 0, u32(1, 6_000_000)),
      stsc: full('stsc', 0, 0, u32(1, 1, 6_000_000, 1)),
    }),
    'stsz-claims-all.mp4': hostileMovie({ stsz: full('stsz', 0, 0, u32(0, 0xffffffff)) }),
    'stco-claims-billion.mp4': hostileMovie({ stco: full('stco', 0, 0, u32(BILLION, 48)) }),
    'co64-far-away.mp4': hostileMovie({ stco: full('co64', 0, 0, u32(1), u64((1n << 63n) - 1n)) }),
    'ctts-claims-all.mp4': hostileMovie({ more: { stbl: full('ctts', 0, 0, u32(0x7fffffff, 4, 0)) } }),
    'ctts-far-away.mp4': hostileMovie({ more: { stbl: full('ctts', 1, 0, u32(1, 4, 0x80000000)) } }),
    'stsc-zero.mp4': hostileMovie({ stsc: full('stsc', 0, 0, u32(1, 0, 0, 0)) }),
    'stsc-claims-billion.mp4': hostileMovie({ stsc: full('stsc', 0, 0, u32(BILLION, 1, 4, 1)) }),
    'stsd-many-entries.mov': hostileMovie({ stsd: stsd(...Array<Buffer>(2000).fill(videoEntry('raw ', 16, 16))) }),
    'stsd-claims-billion.mov': hostileMovie({ stsd: full('stsd', 0, 0, u32(BILLION), videoEntry('raw ', 16, 16)) }),
    'pixel-bomb-raw.mov': hostileMovie({ stsd: stsd(videoEntry('raw ', 0xffff, 0xffff)) }),
    'pixel-bomb-png.mov': hostileMovie({ stsd: stsd(videoEntry('png ', 16_384, 16_384)) }),
    'pixel-bomb-jpeg2000.mov': hostileMovie({ stsd: stsd(videoEntry('mjp2', 32_767, 32_767)) }),
    'rare-codec-targa.mov': hostileMovie({ stsd: stsd(videoEntry('tga ', 16, 16)) }),
    'edits-over-and-over.mov': hostileMovie({ edts: edits(60_000, u32(4, 0, 0x10000)) }),
    'edits-claim-billion.mov': hostileMovie({ edts: edits(2, u32(4, 0, 0x10000), BILLION) }),
    'edits-without-end.mov': hostileMovie({ edts: edits(1, u32(0xffffffff, 0xffffffff, 0x10000)) }),
    'edits-at-rate-zero.mov': hostileMovie({ edts: edits(5, u32(0x7fffffff, 0, 0)) }),
    'edits-empty-for-ages.mov': hostileMovie({ edts: edits(1000, u32(0x7fffffff, 0xffffffff, 0x10000)) }),
    'negative-durations.mov': hostileMovie({
      mdhd: full('mdhd', 1, 0, u64(0n, 0n), u32(25), u64(-1n), u16(0, 0)),
      stts: full('stts', 0, 0, u32(1, 4, 0xffffffff)),
    }),
    'timescale-zero.mov': hostileMovie({ mdhd: full('mdhd', 0, 0, u32(0, 0, 0, 4), u16(0, 0)) }),
    'many-tracks.mov': hostileMovie({ tracks: 3000 }),
    'chapters-of-itself.mov': hostileMovie({ more: { trak: box('tref', box('chap', u32(1, 1, 1, 1))) } }),
    'nested-deep.mp4': Buffer.concat([box('ftyp', ascii('isom'), u32(0)), nested('moov', 3000)]),
    'nested-tracks.mp4': Buffer.concat([box('ftyp', ascii('isom'), u32(0)), box('moov', nested('trak', 3000))]),
    'nested-metadata.mov': hostileMovie({ more: { moov: nested('udta', 2000) } }),
    'boxes-of-no-size.mp4': Buffer.concat([
      box('ftyp', ascii('isom'), u32(0)),
      ...Array<Buffer>(5000).fill(falseBox(1, 'free', u64(0n))),
    ]),
    'box-larger-than-all.mp4': Buffer.concat([
      box('ftyp', ascii('isom'), u32(0)),
      falseBox(1, 'moov', u64((1n << 63n) - 1n), Buffer.alloc(64)),
    ]),
    'boxes-by-the-million.mp4': Buffer.concat([
      box('ftyp', ascii('isom'), u32(0)),
      Buffer.alloc(2_000_000, box('free')),
    ]),
    'compressed-tables.mov': Buffer.concat([
      box('ftyp', ascii('qt  '), u32(0)),
      box(
        'moov',
        box('cmov', box('dcom', ascii('zlib')), box('cmvd', u32(0xf0000000), deflateSync(Buffer.alloc(40_000_000)))),
      ),
    ]),
    'fragments-billion.mp4': Buffer.concat([
      hostileMovie({ more: { moov: box('mvex', full('trex', 0, 0, u32(1, 1, 1, 768, 0))) } }),
      ...Array.from({ length: 200 }, (_, n) =>
        box(
          'moof',
          full('mfhd', 0, 0, u32(n)),
          box('traf', full('tfhd', 0, 0x20000, u32(1)), full('trun', 0, 1, u32(BILLION, 8))),
        ),
      ),
    ]),
    'sidx-of-itself.mp4': Buffer.concat([
      box('ftyp', ascii('iso5'), u32(0)),
      full('sidx', 0, 0, u32(1, 1, 0, 0), u16(0, 0xffff), Buffer.alloc(0xffff * 12, u32(0x80000000, 0xffffffff, 0))),
      hostileMovie(),
    ]),
    'keys-claim-billion.mov': hostileMovie({
      more: {
        moov: box(
          'meta',
          full('hdlr', 0, 0, u32(0), ascii('mdta'), Buffer.alloc(13)),
          full('keys', 0, 0, u32(BILLION)),
        ),
      },
    }),
    'cover-of-four-gigabytes.m4a': hostileMovie({
      more: {
        moov: box('udta', full('meta', 0, 0, box('ilst', box('covr', falseBox(0xffffffff, 'data', u32(13, 0)))))),
      },
    }),
    'encryption-tables.mp4': hostileMovie({
      dinf: selfContained,
      more: {
        stbl: Buffer.concat([
          full('saiz', 0, 0, u8(0), u32(0xffffffff)),
          full('saio', 0, 0, u32(0xffffffff)),
          full('senc', 0, 2, u32(0xffffffff)),
        ]),
      },
    }),
  };
  return Object.entries(movies).map(([name, bytes]) => ({ name, bytes }));
}
