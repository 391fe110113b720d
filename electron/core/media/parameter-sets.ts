import { createHash } from 'node:crypto';

/** Which of a stream's parameter sets; `video` exists in HEVC only. */
export type ParameterKind = 'video' | 'sequence' | 'picture';

/** One parameter set of a packet. Two with the same `hash` are the same, byte for byte. */
export interface ParameterSet {
  readonly kind: ParameterKind;
  /** The set's own number inside the stream, where it is easy to read. */
  readonly id: number;
  readonly hash: string;
  /** Profile and level in the standard's words; only of H.264's sequence sets. */
  readonly words: string | null;
}

/** What the packet says about the encoder, apart from pictures. */
export interface PacketParameters {
  readonly sets: readonly ParameterSet[];
  /** Texts that the encoder left about itself (SEI user data, H.264 clause D.1.7, HEVC clause D.2.7). */
  readonly texts: readonly string[];
}

export type ParameterCodec = 'h264' | 'hevc';

/** Bitstream filters that leave of a packet only its parameter sets and its supplemental information. */
export const PARAMETER_FILTERS: Readonly<Record<ParameterCodec, string>> = {
  h264: 'h264_mp4toannexb,filter_units=pass_types=6-8',
  hevc: 'hevc_mp4toannexb,filter_units=pass_types=32-34|39',
};

const H264_KINDS: Readonly<Record<number, ParameterKind>> = { 7: 'sequence', 8: 'picture' };
const HEVC_KINDS: Readonly<Record<number, ParameterKind>> = { 32: 'video', 33: 'sequence', 34: 'picture' };
const MOST_UNITS = 200;

/** Reads a packet in Annex B form that holds nothing but these units. */
export function readParameters(codec: ParameterCodec, packet: Buffer): PacketParameters {
  const sets: ParameterSet[] = [];
  const texts: string[] = [];
  for (const unit of unitsOf(packet)) {
    const first = unit[0] ?? 0;
    const type = codec === 'h264' ? first & 31 : (first >> 1) & 63;
    const kind = (codec === 'h264' ? H264_KINDS : HEVC_KINDS)[type];
    const body = unescaped(unit.subarray(codec === 'h264' ? 1 : 2));
    if (kind !== undefined) sets.push(setOf(codec, kind, unit, body));
    else if (type === (codec === 'h264' ? 6 : 39)) texts.push(...userTexts(body));
  }
  return { sets, texts };
}

function setOf(codec: ParameterCodec, kind: ParameterKind, unit: Buffer, body: Buffer): ParameterSet {
  const hash = createHash('sha256').update(unit).digest('hex').slice(0, 16);
  const sequence = codec === 'h264' && kind === 'sequence';
  const id = kind === 'picture' ? firstNumber(body) : sequence ? firstNumber(body.subarray(3)) : 0;
  return { kind, id, hash, words: sequence ? profileWords(body) : null };
}

/** H.264 clause A.2: the profiles that cameras and encoders use. */
const PROFILES: Readonly<Record<number, string>> = {
  66: 'Baseline',
  77: 'Main',
  88: 'Extended',
  100: 'High',
  110: 'High 10',
  122: 'High 4:2:2',
  244: 'High 4:4:4',
};

function profileWords(body: Buffer): string | null {
  const [profile = 0, , level = 0] = body;
  return level === 0 ? null : `${PROFILES[profile] ?? `profile ${profile}`} ${(level / 10).toFixed(1)}`;
}

/** The units between start codes (00 00 01), without them and without the zeros that may stand before the next one. */
function unitsOf(packet: Buffer): Buffer[] {
  const units: Buffer[] = [];
  const code = Buffer.of(0, 0, 1);
  let at = packet.indexOf(code);
  while (at >= 0 && units.length < MOST_UNITS) {
    const next = packet.indexOf(code, at + 3);
    let end = next < 0 ? packet.length : next;
    while (end > at + 3 && packet[end - 1] === 0) end--;
    if (end > at + 3) units.push(packet.subarray(at + 3, end));
    at = next;
  }
  return units;
}

/** Without the bytes that keep start codes from appearing inside a unit (00 00 03 stands for 00 00). */
function unescaped(unit: Buffer): Buffer {
  const out = Buffer.alloc(unit.length);
  let length = 0;
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

/** The first number of an Exp-Golomb coded text (H.264 clause 9.1); -1 when it does not fit into four bytes. */
function firstNumber(body: Buffer): number {
  const bit = (at: number) => ((body[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
  let zeros = 0;
  while (zeros < 16 && bit(zeros) === 0) zeros++;
  if (zeros === 16) return -1;
  let value = 1;
  for (let at = zeros + 1; at <= 2 * zeros; at++) value = value * 2 + bit(at);
  return value - 1;
}

const UNREGISTERED = 5;
const UUID_BYTES = 16;
const LEAST_TEXT = 6;
const LONGEST_TEXT = 300;

/** Readable user data of a supplemental unit: a run of printable ASCII after the identifier. */
function userTexts(body: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at + 2 < body.length; ) {
    const type = longNumber(body, at);
    const size = longNumber(body, type.next);
    const end = size.next + size.value;
    if (type.value === UNREGISTERED && size.value > UUID_BYTES && end <= body.length) {
      const text = /^[\x20-\x7e]*/.exec(body.toString('latin1', size.next + UUID_BYTES, end))?.[0].trim() ?? '';
      if (text.length >= LEAST_TEXT) texts.push(text.slice(0, LONGEST_TEXT));
    }
    at = end;
  }
  return texts;
}

/** A number that is stored as bytes of 255 and a last smaller one. */
function longNumber(body: Buffer, from: number): { value: number; next: number } {
  let value = 0;
  let at = from;
  for (; body[at] === 255; at++) value += 255;
  return { value: value + (body[at] ?? 0), next: at + 1 };
}
