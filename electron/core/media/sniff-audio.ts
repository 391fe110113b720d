import { FAMILIES, type Family } from './file-families.ts';

const found = (family: Family) => ({ family, mime: family.mime });
const at = (head: Buffer, offset: number, text: string) =>
  head.toString('latin1', offset, offset + text.length) === text;

/** Sound files with a header of their own, and MP3 and AAC by their frames. */
export function sniffAudio(head: Buffer): { family: Family; mime: string } | null {
  if ((at(head, 0, 'RIFF') || at(head, 0, 'RF64') || at(head, 0, 'RIFX')) && at(head, 8, 'WAVE'))
    return found(FAMILIES.wav);
  if (at(head, 0, 'riff\x2e\x91\xcf\x11')) return found(FAMILIES.w64);
  if (at(head, 0, 'fLaC')) return found(FAMILIES.flac);
  if (at(head, 0, '#!AMR')) return found(FAMILIES.amr);
  if (at(head, 0, 'caff')) return found(FAMILIES.caf);
  if (at(head, 0, 'FORM') && (at(head, 8, 'AIFF') || at(head, 8, 'AIFC'))) return found(FAMILIES.aiff);
  if (at(head, 0, '.snd')) return found(FAMILIES.au);
  const start = afterId3(head);
  if (start > 0 && at(head, start, 'fLaC')) return found(FAMILIES.flac);
  if (chain(head, start, mp3FrameLength)) return found(FAMILIES.mp3);
  if (chain(head, start, adtsFrameLength)) return found(FAMILIES.aac);
  if (chain(head, start, ac3FrameLength)) return found(FAMILIES.ac3);
  // A long ID3 tag (cover pictures) reaches beyond the bytes read; only sound carries such a tag.
  if (start > 0 && start + 4 >= head.length) return found(FAMILIES.mp3);
  return null;
}

/** Offset behind ID3v2 tags (https://id3.org/id3v2.4.0-structure, 3.1: size is four 7-bit bytes). */
function afterId3(head: Buffer): number {
  let offset = 0;
  while (at(head, offset, 'ID3') && head.length >= offset + 10) {
    const [a = 0, b = 0, c = 0, d = 0] = head.subarray(offset + 6, offset + 10);
    offset += 10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127);
  }
  return offset;
}

/** True when three frames in a row follow each other exactly, so that random bytes do not count as sound. */
function chain(head: Buffer, start: number, length: (head: Buffer, offset: number) => number): boolean {
  let offset = start;
  let frames = 0;
  for (; frames < 3; frames++) {
    const step = length(head, offset);
    if (step < 8) return false;
    offset += step;
    if (offset === head.length) return true;
    if (offset > head.length) return frames > 0;
  }
  return true;
}

const MPEG1_RATES = [44_100, 48_000, 32_000];
const L3_V1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const L2_V1 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
const L23_V2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Length of an MPEG audio layer II or III frame (ISO/IEC 11172-3, 2.4.1.3); 0 when there is none. */
function mp3FrameLength(head: Buffer, offset: number): number {
  const [a = 0, b = 0, c = 0] = head.subarray(offset, offset + 3);
  if (a !== 0xff || (b & 0xe0) !== 0xe0) return 0;
  const version = (b >> 3) & 3;
  const layer = (b >> 1) & 3;
  const rate = MPEG1_RATES[(c >> 2) & 3];
  if (version === 1 || (layer !== 1 && layer !== 2) || rate === undefined) return 0;
  const table = version === 3 ? (layer === 1 ? L3_V1 : L2_V1) : L23_V2;
  const bits = (table[c >> 4] ?? 0) * 1000;
  const hertz = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
  const samples = layer === 1 && version !== 3 ? 72 : 144;
  return bits === 0 ? 0 : Math.floor((samples * bits) / hertz) + ((c >> 1) & 1);
}

/** Length of an ADTS frame (ISO/IEC 13818-7, 6.2); 0 when there is none. */
function adtsFrameLength(head: Buffer, offset: number): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = head.subarray(offset, offset + 6);
  if (a !== 0xff || (b & 0xf6) !== 0xf0 || ((c >> 2) & 15) > 12) return 0;
  return ((d & 3) << 11) | (e << 3) | (f >> 5);
}

const AC3_KBITS = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];

/** Length of an AC-3 frame (ETSI TS 102 366, table 4.13); 0 when there is none. */
function ac3FrameLength(head: Buffer, offset: number): number {
  if (head[offset] !== 0x0b || head[offset + 1] !== 0x77) return 0;
  const code = head[offset + 4] ?? 0xff;
  const kbits = AC3_KBITS[(code & 63) >> 1];
  const rate = [48_000, 44_100, 32_000][code >> 6];
  if (kbits === undefined || rate === undefined) return 0;
  const words = Math.floor((kbits * 96_000) / rate) + (rate === 44_100 ? code & 1 : 0);
  return words * 2;
}
