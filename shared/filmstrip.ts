/**
 * Small pictures of a recording, for finding one's way in it, as one file. All numbers are unsigned and little-endian:
 *
 * | bytes | what |
 * |---|---|
 * | 8 | `AGQSTR1\n` |
 * | 4 | number of pictures |
 * | 4 | 0 |
 * | 12 × pictures | frame number, offset of the JPEG from the start of the file, its length |
 * | … | the JPEGs |
 *
 * Frame numbers ascend.
 */
export interface Filmstrip {
  /** Numbers of the frames that have a picture, ascending. */
  readonly frames: readonly number[];
  /** JPEG of the i-th of them: upright, square pixels. @throws RangeError */
  jpeg(i: number): Uint8Array;
}

/** One picture of a strip that is being made. */
export interface StripPicture {
  readonly frame: number;
  readonly jpeg: Uint8Array;
}

/** `AGQSTR1\n` in ASCII. */
const MAGIC = [0x41, 0x47, 0x51, 0x53, 0x54, 0x52, 0x31, 0x0a];
const HEAD_BYTES = 16;
const ENTRY_BYTES = 12;
const MOST_PICTURES = 10_000;

/** @throws RangeError unless the frame numbers ascend */
export function encodeFilmstrip(pictures: readonly StripPicture[]): Uint8Array {
  const tableEnd = HEAD_BYTES + ENTRY_BYTES * pictures.length;
  const bytes = new Uint8Array(pictures.reduce((sum, { jpeg }) => sum + jpeg.length, tableEnd));
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(8, pictures.length, true);
  let at = tableEnd;
  for (const [i, { frame, jpeg }] of pictures.entries()) {
    if (i > 0 && frame <= (pictures[i - 1]?.frame ?? 0)) throw new RangeError('frame numbers do not ascend');
    const entry = HEAD_BYTES + ENTRY_BYTES * i;
    view.setUint32(entry, frame, true);
    view.setUint32(entry + 4, at, true);
    view.setUint32(entry + 8, jpeg.length, true);
    bytes.set(jpeg, at);
    at += jpeg.length;
  }
  return bytes;
}

/** The inverse. The pictures share the memory of `bytes`. @throws RangeError for bytes that are no whole filmstrip */
export function decodeFilmstrip(bytes: Uint8Array): Filmstrip {
  if (bytes.length < HEAD_BYTES || MAGIC.some((byte, i) => bytes[i] !== byte)) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint32(8, true);
  if (count > MOST_PICTURES || bytes.length < HEAD_BYTES + ENTRY_BYTES * count) throw damaged();
  const frames: number[] = [];
  const places: { from: number; to: number }[] = [];
  let end = HEAD_BYTES + ENTRY_BYTES * count;
  for (let i = 0; i < count; i++) {
    const entry = HEAD_BYTES + ENTRY_BYTES * i;
    const frame = view.getUint32(entry, true);
    const from = view.getUint32(entry + 4, true);
    const to = from + view.getUint32(entry + 8, true);
    if (from !== end || to > bytes.length || frame <= (frames.at(-1) ?? -1)) throw damaged();
    frames.push(frame);
    places.push({ from, to });
    end = to;
  }
  if (end !== bytes.length) throw damaged();
  return {
    frames,
    jpeg(i) {
      const place = places[i];
      if (place === undefined) throw new RangeError(`there is no picture ${i} in this filmstrip`);
      return bytes.subarray(place.from, place.to);
    },
  };
}

const damaged = (): RangeError => new RangeError('these bytes are no whole filmstrip of version 1');
