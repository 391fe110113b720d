/**
 * The filmstrip of a recording: small JPEGs of some of its frames (mostly key frames) in one file. Derived, and made
 * anew when it is missing or of another version. All numbers are little-endian.
 *
 * | bytes | what |
 * |---|---|
 * | 8 | `AIGAQFS1` |
 * | 4 | count of pictures |
 * | 8 × count | frame number, length of its JPEG in bytes |
 * | … | the JPEGs, in the same order, without gaps |
 */
export interface Filmstrip {
  /** Numbers of the frames that have a picture, ascending. */
  readonly frames: readonly number[];
  /** JPEG of the i-th of them, 160 pixels wide, upright, square pixels. A view into the file's bytes, not a copy. */
  jpeg(i: number): Uint8Array;
}

/** Width of a filmstrip's pictures in pixels. */
export const FILMSTRIP_WIDTH = 160;

const MAGIC = 'AIGAQFS1';
const HEAD = 12;
const ENTRY = 8;

/** Writes a filmstrip file of pictures in ascending order of frames. */
export function encodeFilmstrip(pictures: readonly { readonly n: number; readonly jpeg: Uint8Array }[]): Uint8Array {
  const data = HEAD + ENTRY * pictures.length;
  const bytes = new Uint8Array(pictures.reduce((sum, { jpeg }) => sum + jpeg.byteLength, data));
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < MAGIC.length; i++) view.setUint8(i, MAGIC.charCodeAt(i));
  view.setUint32(8, pictures.length, true);
  let at = data;
  for (const [i, { n, jpeg }] of pictures.entries()) {
    view.setUint32(HEAD + ENTRY * i, n, true);
    view.setUint32(HEAD + ENTRY * i + 4, jpeg.byteLength, true);
    bytes.set(jpeg, at);
    at += jpeg.byteLength;
  }
  return bytes;
}

/** Reads a filmstrip file. Throws an Error for bytes that are none, are cut short, or whose frames do not ascend. */
export function decodeFilmstrip(bytes: Uint8Array): Filmstrip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = bytes.byteLength < HEAD ? '' : String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw new Error('These bytes are no filmstrip.');
  const count = view.getUint32(8, true);
  const data = HEAD + ENTRY * count;
  if (data > bytes.byteLength) throw new Error('The filmstrip is cut short.');
  const frames: number[] = [];
  const starts: number[] = [data];
  let at = data;
  for (let i = 0; i < count; i++) {
    const n = view.getUint32(HEAD + ENTRY * i, true);
    if (n <= (frames[i - 1] ?? -1)) throw new Error('The filmstrip names frames out of order.');
    at += view.getUint32(HEAD + ENTRY * i + 4, true);
    frames.push(n);
    starts.push(at);
  }
  if (at > bytes.byteLength) throw new Error('The filmstrip is cut short.');
  return { frames, jpeg: (i) => bytes.subarray(starts[i] ?? at, starts[i + 1] ?? at) };
}
