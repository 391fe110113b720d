import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';

/** A place where a canary was found. */
export interface CanaryHit {
  readonly canary: string;
  readonly file: string;
  /** How it was written there. */
  readonly form: string;
}

const LEAST_PACKED = 8;

/** Every way in which a text may stand in a file: encodings, hex, and base64 at each of its three offsets. */
export function formsOf(canary: string): [form: string, bytes: Buffer][] {
  const utf8 = Buffer.from(canary);
  const wide = Buffer.from(canary, 'utf16le');
  const big = Buffer.from(wide).swap16();
  const plain: [string, Buffer][] = [
    ['UTF-8', utf8],
    ['UTF-16LE', wide],
    ['UTF-16BE', big],
    ['URL', Buffer.from(encodeURIComponent(canary))],
    [
      'JSON',
      Buffer.from(
        JSON.stringify(canary)
          .slice(1, -1)
          .replace(/[^ -~]/g, escaped),
      ),
    ],
  ];
  const packed = plain
    .slice(0, 3)
    .flatMap(([name, bytes]): [string, Buffer][] => [
      [`${name}, hex`, Buffer.from(bytes.toString('hex'))],
      [`${name}, HEX`, Buffer.from(bytes.toString('hex').toUpperCase())],
      ...[0, 1, 2].map((offset): [string, Buffer] => [`${name}, base64 at ${offset}`, base64At(bytes, offset)]),
    ]);
  // The middle of a short word in base64 is two or three letters, which stand in every picture by chance.
  return [...plain, ...packed.filter(([, bytes]) => bytes.length >= LEAST_PACKED)];
}

const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** What base64 of anything holds that has these bytes at this offset modulo 3; its ends depend on what stands beside. */
function base64At(bytes: Buffer, offset: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  return Buffer.from(text.slice(offset === 0 ? 0 : 4, text.length - (text.length % 4 === 0 ? 4 : text.length % 4)));
}

/** Looks for canaries in all files below `dir`, in their names, and in whatever is packed inside them. */
export function searchFolder(dir: string, canaries: readonly string[]): CanaryHit[] {
  const forms = canaries.flatMap((canary) => formsOf(canary).map(([form, bytes]) => ({ canary, form, bytes })));
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const file = path.slice(dir.length + 1);
    const contents = [Buffer.from(file), ...contentsOf(path)];
    return forms
      .filter(({ bytes }) => contents.some((content) => content.includes(bytes)))
      .map(({ canary, form }) => ({ canary, file, form }));
  });
}

/** A file as it is, and everything that can be unpacked from it. */
export function contentsOf(path: string): Buffer[] {
  const whole = readFileSync(path);
  const found = [whole, ...packedIn(whole)];
  // The text of a page stands in its file as numbers of glyphs: only a reader of PDF can tell it.
  if (whole.subarray(0, 5).toString('latin1') === '%PDF-') {
    found.push(execFileSync('pdftotext', ['-layout', path, '-'], { maxBuffer: 1 << 28 }));
    found.push(execFileSync('qpdf', ['--qdf', '--object-streams=disable', path, '-'], { maxBuffer: 1 << 28 }));
  }
  return found;
}

/** Streams of PDF, compressed texts of PNG, entries of zip; each unpacked, whatever the file is called. */
export function packedIn(bytes: Buffer): Buffer[] {
  return [...pdfStreams(bytes), ...pngTexts(bytes), ...zipEntries(bytes)].filter((each) => each.length > 0);
}

function* pdfStreams(bytes: Buffer): Generator<Buffer> {
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return;
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const start = at + (bytes[at + 6] === 13 ? 8 : 7);
    yield unpacked(() => inflateSync(bytes.subarray(start), { finishFlush: 2 }));
  }
}

function* pngTexts(bytes: Buffer): Generator<Buffer> {
  for (const type of ['zTXt', 'iTXt', 'iCCP']) {
    for (let at = bytes.indexOf(type); at >= 4; at = bytes.indexOf(type, at + 4)) {
      const chunk = bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4));
      for (let from = 0; from < Math.min(chunk.length, 200); from++) {
        if (chunk[from] === 0x78) yield unpacked(() => inflateSync(chunk.subarray(from)));
      }
    }
  }
}

function* zipEntries(bytes: Buffer): Generator<Buffer> {
  for (let at = bytes.indexOf('PK\x03\x04'); at >= 0; at = bytes.indexOf('PK\x03\x04', at + 4)) {
    if (bytes.readUInt16LE(at + 8) !== 8) continue;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    yield unpacked(() => inflateRawSync(bytes.subarray(start), { finishFlush: 2 }));
  }
}

/** Bytes that only look packed unpack to nothing. */
function unpacked(unpack: () => Buffer): Buffer {
  try {
    return unpack();
  } catch {
    return Buffer.alloc(0);
  }
}
