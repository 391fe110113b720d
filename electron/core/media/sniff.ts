import { type FileSource, withBytes } from '../store/file-source.ts';
import { endingOf, FAMILIES, type Family, familiesOfEnding } from './file-families.ts';
import { sniffAudio } from './sniff-audio.ts';
import { sniffIsoMedia } from './sniff-iso.ts';
import { sniffStreams } from './sniff-streams.ts';
import { sniffText } from './sniff-text.ts';

/** What the first bytes of a file say about it. The name never decides what a binary file is. */
export interface Sniffed {
  readonly family: Family;
  readonly mime: string;
  readonly bytes: number;
}

const HEAD_BYTES = 256 * 1024;

/** Reads the head of a file and decides what it is. @throws when the file cannot be read */
export async function sniffFile(source: FileSource, originalName: string): Promise<Sniffed> {
  return withBytes(source, async (file) => ({
    ...sniff(await file.read(0, HEAD_BYTES), originalName),
    bytes: file.size,
  }));
}

const found = (family: Family, mime: string = family.mime) => ({ family, mime });

/** Decides from magic bytes; only among texts may the name's ending break a tie. */
export function sniff(head: Buffer, originalName: string): { family: Family; mime: string } {
  if (head.length === 0) return found(FAMILIES.empty);
  return (
    sniffPicture(head) ??
    sniffIsoMedia(head) ??
    sniffContainer(head) ??
    sniffAudio(head) ??
    sniffStreams(head) ??
    sniffText(head, endingOf(originalName)) ??
    found(FAMILIES.unknown)
  );
}

const at = (head: Buffer, offset: number, text: string) =>
  head.length >= offset + text.length && head.toString('latin1', offset, offset + text.length) === text;
const hex = (head: Buffer, digits: string) => head.toString('hex', 0, digits.length / 2) === digits;

function sniffPicture(head: Buffer): { family: Family; mime: string } | null {
  if (hex(head, 'ffd8ff')) return found(FAMILIES.jpeg);
  if (hex(head, '89504e470d0a1a0a')) return found(FAMILIES.png);
  if (at(head, 0, 'RIFF') && at(head, 8, 'WEBP')) return found(FAMILIES.webp);
  if (at(head, 0, 'GIF87a') || at(head, 0, 'GIF89a')) return found(FAMILIES.gif);
  if (hex(head, '49492a00') && at(head, 8, 'CR')) return found(FAMILIES.raw, 'image/x-canon-cr2');
  if (hex(head, '49492a00') || hex(head, '4d4d002a')) return found(FAMILIES.tiff);
  if (hex(head, '49492b00') || hex(head, '4d4d002b')) return found(FAMILIES.tiff);
  if (hex(head, '49495500') || at(head, 0, 'IIRO')) return found(FAMILIES.raw);
  if (at(head, 0, 'BM') && head.length > 26 && head.readUInt32LE(14) <= 124) return found(FAMILIES.bmp);
  // ISO 32000 lets readers accept a header within the first 1024 bytes.
  if (head.subarray(0, 1029).includes('%PDF-')) return found(FAMILIES.pdf);
  return null;
}

function sniffContainer(head: Buffer): { family: Family; mime: string } | null {
  if (hex(head, '1a45dfa3')) {
    const webm = head.subarray(0, 128).includes('webm');
    return found(FAMILIES.matroska, webm ? 'video/webm' : 'video/x-matroska');
  }
  if (at(head, 0, 'RIFF') && (at(head, 8, 'AVI ') || at(head, 8, 'AVIX'))) return found(FAMILIES.avi);
  if (hex(head, '3026b2758e66cf11a6d900aa0062ce6c')) return found(FAMILIES.asf);
  if (at(head, 0, 'FLV') && (head[3] ?? 9) < 5) return found(FAMILIES.flv);
  if (at(head, 0, 'DKIF')) return found(FAMILIES.ivf);
  if (at(head, 0, 'OggS')) return found(FAMILIES.ogg);
  if (at(head, 0, '.RMF')) return found(FAMILIES.rm);
  if (at(head, 0, 'DHAV')) return found(FAMILIES.dhav);
  if (at(head, 0, 'YUV4MPEG2')) return found(FAMILIES.y4m);
  // SMPTE ST 377-1: a partition pack key within the 64 KiB that a run-in may take.
  if (head.subarray(0, 65_536).indexOf(Buffer.from('060e2b34020501010d0102010102', 'hex')) >= 0)
    return found(FAMILIES.mxf);
  if (at(head, 0, 'PK\x03\x04') || at(head, 0, 'PK\x05\x06')) return found(FAMILIES.zip);
  if (hex(head, 'd0cf11e0a1b11ae1')) return found(FAMILIES.ole);
  if (hex(head, '7f454c46')) return found(FAMILIES.program);
  return null;
}

/** A sentence when the name's ending promises another type than the content has; null when they agree. */
export function typeMismatch(family: Family, originalName: string): string | null {
  const ending = endingOf(originalName);
  const promised = familiesOfEnding(ending);
  if (promised.length === 0 || promised.includes(family) || family === FAMILIES.empty) return null;
  const isText = family.id === 'text' || family.id === 'json' || family.id === 'xml';
  if (isText && promised.every((one) => ['text', 'json', 'xml', 'svg'].includes(one.id))) return null;
  // Camera raw files are TIFF inside, and some cameras name JPEG-in-TIFF freely.
  if (family.id === 'tiff' && promised.some((one) => one.id === 'raw')) return null;
  return `The name ends in ".${ending}", but the content is ${family.label}. Aigaq goes by the content.`;
}
