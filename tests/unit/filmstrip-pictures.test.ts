import { describe, expect, test } from 'vitest';
import { FilmstripPictures, nearestAt } from '../../renderer/features/review/timeline/filmstrip-pictures.ts';
import { decodeFilmstrip, encodeFilmstrip } from '../../shared/filmstrip.ts';

/** A strip whose i-th JPEG is the one byte i. */
const strip = (frames: readonly number[]) =>
  decodeFilmstrip(encodeFilmstrip(frames.map((frame, i) => ({ frame, jpeg: Uint8Array.of(i) }))));

class Drawn {
  closed = false;
  readonly of: number;
  constructor(of: number) {
    this.of = of;
  }
  close(): void {
    this.closed = true;
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

function room(frames: readonly number[], keep?: number) {
  const decoded: number[] = [];
  const decode = async (jpeg: Uint8Array) => {
    decoded.push(jpeg[0] ?? -1);
    if (jpeg[0] === 7) throw new Error('broken');
    return new Drawn(jpeg[0] ?? -1);
  };
  return { decoded, pictures: new FilmstripPictures(strip(frames), decode, keep) };
}

describe('pictures of a strip', () => {
  test('the nearest of ascending numbers', () => {
    expect([-5, 0, 4, 5, 6, 11, 99].map((n) => nearestAt([0, 10, 12], n))).toEqual([0, 0, 0, 0, 1, 1, 2]);
    expect(nearestAt([], 3)).toBe(-1);
  });

  test('are decoded once, in the order they are wanted', async () => {
    const { decoded, pictures } = room([0, 10, 20, 30, 40, 50]);
    pictures.want([5, 1, 3, 0, 2]);
    await settled();
    pictures.want([5, 4]);
    await settled();
    expect(decoded).toEqual([5, 1, 3, 0, 2, 4]);
    expect(pictures.peek(3)?.of).toBe(3);
  });

  test('the nearest at hand says which frame it is while a nearer one is decoded', async () => {
    const { pictures } = room([0, 100, 200]);
    expect(pictures.nearest(190)).toBeNull();
    await settled();
    expect(pictures.nearest(90)).toMatchObject({ n: 200 });
    await settled();
    expect(pictures.nearest(90)).toMatchObject({ n: 100, picture: { of: 1 } });
  });

  test('only the latest used are kept, and those on screen', async () => {
    const { pictures } = room([0, 1, 2, 3, 4, 5], 2);
    pictures.want([0, 1, 2]);
    await settled();
    const first = [0, 1, 2].map((i) => pictures.peek(i));
    expect(first.every((picture) => picture?.closed === false)).toBe(true);
    pictures.want([3]);
    await settled();
    expect(first.map((picture) => picture?.closed)).toEqual([true, true, false]);
    expect(pictures.peek(3)?.of).toBe(3);
  });

  test('a picture that cannot be decoded is not tried again and holds nothing up', async () => {
    const { decoded, pictures } = room([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    pictures.want([7, 8]);
    await settled();
    pictures.want([7, 8]);
    expect(pictures.nearest(7)).toMatchObject({ n: 8 });
    await settled();
    expect(decoded).toEqual([7, 8]);
  });

  test('what comes after the end is given back', async () => {
    const { pictures } = room([0]);
    let told = 0;
    pictures.subscribe(() => told++);
    pictures.want([0]);
    pictures.close();
    await settled();
    expect(told).toBe(0);
    expect(pictures.peek(0)).toBeNull();
  });
});
