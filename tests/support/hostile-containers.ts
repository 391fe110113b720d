import { deflateSync } from 'node:zlib';
import { ascii, chunk, element, falseElement, le32, list, u8, u16, u32, u64 } from './hostile-boxes.ts';
import type { HostileFile, Lures } from './hostile-corpus.ts';

const EBML = element(0x1a45dfa3, element(0x4282, ascii('matroska')), element(0x4287, u8(2)), element(0x4285, u8(2)));
const SEGMENT = 0x18538067;
const UNKNOWN_SIZE = (1n << 57n) - 1n;
const rawTrack = (n: number, ...more: Buffer[]) =>
  element(
    0xae,
    ...[
      element(0xd7, u8(n & 0xff)),
      element(0x73c5, u8(n & 0xff)),
      element(0x83, u8(1)),
      element(0x86, ascii('V_UNCOMPRESSED')),
    ],
    ...[element(0xe0, element(0xb0, u8(16)), element(0xba, u8(16)), element(0x2eb524, ascii('I420'))), ...more],
  );
const tracks = (...all: Buffer[]) => element(0x1654ae6b, ...all);
const cluster = (...blocks: Buffer[]) => element(0x1f43b675, element(0xe7, u8(0)), ...blocks);
const block = (data: Buffer, flags = 0x80) => element(0xa3, u8(0x81), u16(0), u8(flags), data);
const mkv = (...content: Buffer[]) => Buffer.concat([EBML, element(SEGMENT, ...content)]);
const picture = Buffer.alloc(384, 0x80);

function nestedElements(id: number, depth: number): Buffer {
  let inner: Buffer = Buffer.alloc(0);
  for (let n = 0; n < depth; n++) inner = element(id, inner);
  return inner;
}

function matroska({ film, http }: Lures): Record<string, Buffer> {
  const attached = (name: string, mime: string, data: Buffer) =>
    element(
      0x61a7,
      element(0x466e, ascii(name)),
      element(0x4660, ascii(mime)),
      element(0x465c, data),
      element(0x46ae, u8(1)),
    );
  const info = element(
    0x1549a966,
    ...[
      element(0x3e83bb, ascii(film)),
      element(0x3c83ab, ascii(`../..${film}`)),
      element(0x3eb923, Buffer.alloc(16, 1)),
    ],
  );
  const chapters = element(
    0x1043a770,
    element(
      0x45b9,
      element(
        0xb6,
        element(0x91, u8(0)),
        element(0x6e67, Buffer.alloc(16, 1)),
        element(0x80, element(0x85, ascii(film))),
      ),
    ),
  );
  const zlib = element(0x6d80, element(0x6240, element(0x5034, element(0x4254, u8(0)))));
  return {
    'attachments.mkv': mkv(
      tracks(rawTrack(1)),
      element(
        0x1941a469,
        attached(`../../..${film}`, 'application/x-truetype-font', picture),
        attached(`${http}/a`, 'text/html', ascii('<script>')),
      ),
      cluster(block(picture)),
    ),
    'linked-segments.mkv': mkv(info, tracks(rawTrack(1)), chapters, cluster(block(picture))),
    'size-unknown-inside.mkv': Buffer.concat([
      EBML,
      falseElement(SEGMENT, UNKNOWN_SIZE, falseElement(0x1f43b675, UNKNOWN_SIZE, picture)),
    ]),
    'size-overflows.mkv': Buffer.concat([
      EBML,
      falseElement(SEGMENT, (1n << 57n) - 2n, falseElement(0x1654ae6b, (1n << 57n) - 2n, picture)),
    ]),
    'nested-segments.mkv': Buffer.concat([EBML, nestedElements(SEGMENT, 500)]),
    'nested-chapters.mkv': mkv(
      tracks(rawTrack(1)),
      element(0x1043a770, element(0x45b9, nestedElements(0xb6, 500))),
      cluster(block(picture)),
    ),
    'many-tracks.mkv': mkv(tracks(...Array.from({ length: 5000 }, (_, n) => rawTrack(n))), cluster(block(picture))),
    'zip-bomb-block.mkv': mkv(
      tracks(rawTrack(1, zlib)),
      cluster(block(deflateSync(Buffer.alloc(80_000_000), { level: 9 }))),
    ),
    'zip-bomb-private.mkv': mkv(
      tracks(rawTrack(1, zlib, element(0x63a2, deflateSync(Buffer.alloc(40_000_000))))),
      cluster(block(picture)),
    ),
    'seek-head-of-itself.mkv': mkv(
      element(
        0x114d9b74,
        ...Array<Buffer>(2000).fill(element(0x4dbb, element(0x53ab, u32(0x114d9b74)), element(0x53ac, u8(0)))),
      ),
      tracks(rawTrack(1)),
      cluster(block(picture)),
    ),
    'cues-far-away.mkv': mkv(
      tracks(rawTrack(1)),
      element(
        0x1c53bb6b,
        element(0xbb, element(0xb3, u8(0)), element(0xb7, element(0xf7, u8(1)), element(0xf1, u64(-1n)))),
      ),
      cluster(block(picture)),
    ),
    'lacing-255.mkv': mkv(
      tracks(rawTrack(1)),
      cluster(...Array<Buffer>(500).fill(block(Buffer.concat([u8(255), Buffer.alloc(255, 0)]), 0x84))),
    ),
    'pixel-bomb.mkv': mkv(
      tracks(
        element(
          0xae,
          element(0xd7, u8(1)),
          element(0x83, u8(1)),
          element(0x86, ascii('V_VP9')),
          element(0xe0, element(0xb0, u32(0x7fffffff)), element(0xba, u32(0x7fffffff))),
        ),
      ),
      cluster(block(picture)),
    ),
  };
}

const avih = (streams: number) => chunk('avih', le32(40_000, 0, 0, 0x10, 10, 0, streams, 0, 16, 16, 0, 0, 0, 0));
const strh = (kind: string, codec: string, scale = 1, rate = 25, length = 10) =>
  chunk('strh', ascii(kind), ascii(codec), le32(0, 0, 0, scale, rate, 0, length, 0, 0, 0, 0, 0));
const strf = (codec: string, width = 16, height = 16) =>
  chunk('strf', le32(40, width, height), Buffer.from([1, 0, 24, 0]), ascii(codec), le32(768, 0, 0, 0, 0));
const raw = '\0\0\0\0';
const video = () => list('strl', strh('vids', raw), strf(raw));
const avi = (streams: Buffer[], movi: Buffer[], ...after: Buffer[]) =>
  chunk('RIFF', ascii('AVI '), list('hdrl', avih(streams.length), ...streams), list('movi', ...movi), ...after);
const frame = chunk('00db', Buffer.alloc(768, 0x44));

/** Subtitles inside AVI hold a whole file of their own (GAB2), which players probe as any format: the attack of 2017. */
function gab2(text: string): Buffer {
  const name = Buffer.from('x\0', 'utf16le');
  const head = Buffer.concat([
    ascii('GAB2\0'),
    Buffer.from([2, 0]),
    le32(name.length),
    name,
    Buffer.from([4, 0]),
    le32(text.length),
  ]);
  const subtitles = list('strl', strh('txts', raw), chunk('strf', Buffer.alloc(0)));
  return avi([video(), subtitles], [frame, chunk('01tx', head, ascii(text)), frame]);
}

function riff({ film, http }: Lures): Record<string, Buffer> {
  const hls = `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\n${film}\n#EXT-X-ENDLIST\n`;
  const index = (depth: number) =>
    chunk(
      'indx',
      Buffer.from([4, 0, 0, 0]),
      le32(depth),
      ascii('00db'),
      le32(0, 0, 0),
      Buffer.alloc(depth * 16, Buffer.concat([u64(0n), le32(32, 1)])),
    );
  return {
    'gab2-hls.avi': gab2(hls),
    'gab2-concat.avi': gab2(`ffconcat version 1.0\nfile '${film}'\n`),
    'gab2-http.avi': gab2(hls.replace(film, `${http}/a.ts`)),
    'gab2-xbin.avi': gab2(`XBIN\x1a\x20\x00\x0f\x00\x10\x00 ${film}`),
    'riff-size-overflows.avi': Buffer.concat([
      ascii('RIFF'),
      le32(0xffffffff),
      ascii('AVI LIST'),
      le32(0xffffffff),
      ascii('hdrl'),
      avih(1),
      video(),
    ]),
    'lists-of-no-size.avi': Buffer.concat([
      ascii('RIFF'),
      le32(100),
      ascii('AVI '),
      ...Array<Buffer>(5000).fill(Buffer.concat([ascii('LIST'), le32(0)])),
    ]),
    'many-streams.avi': avi(Array.from({ length: 2000 }, video), [frame]),
    'index-of-itself.avi': avi([list('strl', strh('vids', raw), strf(raw), index(1000))], [frame]),
    'index-claims-all.avi': avi(
      [video()],
      [frame],
      Buffer.concat([ascii('idx1'), le32(0xfffffff0), Buffer.alloc(64, 1)]),
    ),
    'rate-zero.avi': avi([list('strl', strh('vids', raw, 0, 0, 0xffffffff), strf(raw))], [frame, frame]),
    'pixel-bomb.avi': avi([list('strl', strh('vids', 'MJPG'), strf('MJPG', 0x7fff, 0x7fff))], [frame]),
    'xbin-codec.avi': avi([list('strl', strh('vids', 'XBIN'), strf('XBIN'))], [frame]),
    'ansi-codec.avi': avi([list('strl', strh('vids', 'ANSI'), strf('ANSI'))], [frame]),
    'channels-65535.wav': chunk(
      'RIFF',
      ascii('WAVE'),
      chunk('fmt ', Buffer.from([1, 0, 255, 255]), le32(0xffffffff, 0xffffffff), Buffer.from([255, 255, 16, 0])),
      chunk('data', picture),
    ),
    'data-of-no-end.wav': Buffer.concat([
      ascii('RIFF'),
      le32(0),
      ascii('WAVEfmt '),
      le32(16),
      Buffer.from([1, 0, 1, 0]),
      le32(8000, 16_000),
      Buffer.from([2, 0, 16, 0]),
      ascii('data'),
      le32(0xffffffff),
      picture,
    ]),
  };
}

/** A transport packet of 188 bytes (ISO/IEC 13818-1, 2.4.3). */
const packet = (pid: number, payload: Buffer) =>
  Buffer.concat([u8(0x47, 0x40 | (pid >> 8), pid & 255, 0x10), payload, Buffer.alloc(188, 0xff)], 188);

function streams({ http }: Lures): Record<string, Buffer> {
  const pat = packet(
    0,
    Buffer.concat([
      u8(0, 0, 0xb0, 173, 0, 1, 0xc1, 0, 0),
      ...Array.from({ length: 41 }, (_, n) => u16(n + 1, 0xe000 | (n + 32))),
    ]),
  );
  const pids = Array.from({ length: 8000 }, (_, n) =>
    packet(n + 16, Buffer.concat([u8(0, 0, 1, 0xe0, 0, 0, 0x80, 0, 0), picture])),
  );
  const asfHead = Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex');
  const object = Buffer.from('a1dcab8c47a9cf118ee400c00c205365', 'hex');
  const flvTag = (size: number) => Buffer.concat([u8(9), u32(size).subarray(1), u32(0), u8(0, 0, 0), u32(0)]);
  return {
    'streams-8000.ts': Buffer.concat([pat, ...pids]),
    'endless-packs.mpg': Buffer.alloc(
      4_000_000,
      Buffer.from('000001ba44000400040100000303f8000001bb0006000000000000', 'hex'),
    ),
    'endless-sequence.m2v': Buffer.alloc(
      200_000,
      Buffer.from('000001b32d024013ffffe018000001b80000000000000100000fffff8', 'hex'),
    ),
    'tags-of-no-size.flv': Buffer.concat([ascii('FLV'), u8(1, 5), u32(9, 0), ...Array<Buffer>(50_000).fill(flvTag(0))]),
    'tag-of-16-megabytes.flv': Buffer.concat([ascii('FLV'), u8(1, 5), u32(9, 0), flvTag(0xffffff), picture]),
    'script-nested.flv': Buffer.concat([
      ascii('FLV'),
      u8(1, 5),
      u32(9, 0),
      u8(18),
      u32(0xffff).subarray(1),
      u32(0),
      u8(0, 0, 0, 2),
      u16(10),
      ascii('onMetaData'),
      Buffer.alloc(60_000, u8(8, 0, 0, 0, 1, 0, 1, 97)),
    ]),
    'object-sizes.asf': Buffer.concat([
      asfHead,
      Buffer.alloc(8, 0xff),
      le32(0xffffffff),
      u8(1, 2),
      ...Array<Buffer>(1000).fill(Buffer.concat([object, Buffer.alloc(8)])),
    ]),
    'script-command.wmv': Buffer.concat([
      asfHead,
      u8(200, 0, 0, 0, 0, 0, 0, 0),
      le32(1),
      u8(1, 2),
      Buffer.from('301afb1e620bd011a39b00a0c90348f6', 'hex'),
      u8(120, 0, 0, 0, 0, 0, 0, 0),
      Buffer.from(`URL\0${http}/a`, 'utf16le'),
    ]),
    'pages-without-end.ogv': Buffer.alloc(
      200_000,
      Buffer.concat([ascii('OggS'), u8(0, 2), u64(-1n), u32(7, 0, 0), u8(1, 7), u8(0x80), ascii('theora')]),
    ),
    'sizes.ivf': Buffer.concat([
      ascii('DKIF'),
      Buffer.from([0, 0, 32, 0]),
      ascii('VP80'),
      Buffer.from([255, 255, 255, 255]),
      le32(0, 0, 0xffffffff, 0),
      Buffer.alloc(12, 0xff),
    ]),
    'pixel-bomb.y4m': Buffer.from('YUV4MPEG2 W65535 H65535 F25:1 Ip A1:1 C420jpeg\nFRAME\n'),
    'line-without-end.y4m': Buffer.concat([ascii('YUV4MPEG2 W16 H16 X'), Buffer.alloc(3_000_000, 0x41)]),
    'picture-block.flac': Buffer.concat([
      ascii('fLaC'),
      u8(6, 0xff, 0xff, 0xff),
      u32(3, 0xffffffff),
      picture,
      u8(0x80, 0, 0, 34),
      Buffer.alloc(34),
    ]),
    'tags-nested.mp3': Buffer.concat([
      ...Array<Buffer>(3000).fill(Buffer.concat([ascii('ID3'), u8(4, 0, 0, 0, 0, 0, 0)])),
      ascii('ID3'),
      u8(4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f),
      ascii('APIC'),
      u32(0x7fffffff),
    ]),
    'keys-without-end.mxf': Buffer.concat([
      Buffer.from('060e2b34020501010d01020101020400', 'hex'),
      u8(0x87),
      Buffer.alloc(7, 0xff),
      Buffer.alloc(400_000, Buffer.from('060e2b34025301010d01020101111000830000', 'hex')),
    ]),
    'blocks-of-no-size.dav': Buffer.alloc(
      1_000_000,
      Buffer.concat([ascii('DHAV'), u8(0xfd, 0, 0, 0), le32(0, 0, 0, 0)]),
    ),
    'chunks.rm': Buffer.concat([
      ascii('.RMF'),
      u32(18),
      u16(0),
      u32(0, 0xffffffff),
      ...Array<Buffer>(5000).fill(Buffer.concat([ascii('MDPR'), u32(0), u16(0)])),
    ]),
    'chunks.caf': Buffer.concat([
      ascii('caff'),
      u16(1, 0),
      ascii('desc'),
      u64(32n),
      u64(-1n),
      ascii('lpcm'),
      u32(0, 0, 0, 0xffffffff, 0),
      ascii('pakt'),
      u64(24n),
      u64(1n << 62n, 0n, 0n),
    ]),
    'chunks.aiff': Buffer.concat([
      ascii('FORM'),
      u32(0xffffffff),
      ascii('AIFFCOMM'),
      u32(18),
      u16(0xffff),
      u32(0xffffffff),
      u16(16),
      Buffer.alloc(10, 0xff),
      ascii('SSND'),
      u32(0xffffffff, 0, 0),
    ]),
  };
}

/** Containers other than QuickTime's: references, sizes that overflow, streams by the thousand, and what never ends. */
export function hostileContainers(lures: Lures): HostileFile[] {
  const all = { ...matroska(lures), ...riff(lures), ...streams(lures) };
  return Object.entries(all).map(([name, bytes]) => ({ name, bytes }));
}
