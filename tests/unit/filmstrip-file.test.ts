import { describe, expect, test } from 'vitest';
import { decodeFilmstrip, encodeFilmstrip } from '../../shared/filmstrip.ts';

const pictures = [0, 12, 250].map((frame, i) => ({ frame, jpeg: new Uint8Array(i * 5 + 1).fill(i + 1) }));

describe('a filmstrip as a file', () => {
  test('comes back as it was', () => {
    const strip = decodeFilmstrip(encodeFilmstrip(pictures));
    expect(strip.frames).toEqual([0, 12, 250]);
    for (const [i, { jpeg }] of pictures.entries()) expect(strip.jpeg(i)).toEqual(jpeg);
    expect(() => strip.jpeg(3)).toThrow(RangeError);
    expect(() => strip.jpeg(-1)).toThrow(RangeError);
  });

  test('may be empty', () => {
    expect(decodeFilmstrip(encodeFilmstrip([])).frames).toEqual([]);
  });

  test('is not written with frames out of order', () => {
    expect(() => encodeFilmstrip([...pictures, { frame: 250, jpeg: new Uint8Array(1) }])).toThrow(RangeError);
  });

  test('cut short, lengthened or damaged it is refused', () => {
    const bytes = encodeFilmstrip(pictures);
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeFilmstrip(bytes.subarray(0, length)), `${length} bytes`).toThrow(RangeError);
    expect(() => decodeFilmstrip(Uint8Array.from([...bytes, 0]))).toThrow(RangeError);
    // Magic, count, frame numbers that do not ascend, an offset elsewhere, a length beyond the end.
    for (const [at, value] of [
      [0, 0],
      [11, 0xff],
      [28, 0],
      [20, 0],
      [27, 0x7f],
    ] as const) {
      const copy = bytes.slice();
      copy[at] = value;
      expect(() => decodeFilmstrip(copy), `byte ${at}`).toThrow(RangeError);
    }
  });
});
