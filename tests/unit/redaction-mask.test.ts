import { describe, expect, test } from 'vitest';
import type { RedactionShape } from '../../shared/annotation.ts';
import { hidePixels } from '../../shared/hide-pixels.ts';
import { lookOf, redactionLayers } from '../../shared/redaction-look.ts';
import { type HiddenRegion, redactionMask } from '../../shared/redaction-mask.ts';
import { hiding, WAYS_OF_HIDING } from '../support/burnt-clip.ts';

/** Numbers from 0 to 1 that are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const isInside = ({ form, x, y, width, height }: HiddenRegion, u: number, v: number): boolean => {
  const [a, b] = [(u - x - width / 2) / (width / 2), (v - y - height / 2) / (height / 2)];
  return form === 'box' ? Math.abs(a) <= 1 && Math.abs(b) <= 1 : a * a + b * b <= 1;
};

/** What is wrong with one pixel of a mask; null when nothing is. */
function faultAt(mask: Uint8Array, [w, h]: readonly [number, number], region: HiddenRegion, px: number, py: number) {
  const { x, y, width, height } = region;
  const value = mask[py * w + px];
  const places = [0.001, 0.5, 0.999].flatMap((a) => [0.001, 0.5, 0.999].map((b) => [px + a, py + b] as const));
  if (places.some(([u, v]) => isInside(region, u / w, v / h)) && value !== 255) return 'seen';
  if (value !== mask[(py - (py % 4)) * w + px - (px % 4)]) return 'torn';
  const far = px < x * w - 4 || py < y * h - 4 || px > (x + width) * w + 4 || py > (y + height) * h + 4;
  return far && value !== 0 ? 'too much' : null;
}

describe('a mask', () => {
  test.each(['box', 'ellipse'] as const)(
    'covers every pixel that a %s touches, in whole blocks and no more',
    (form) => {
      const next = numbers(7);
      const wrong: string[] = [];
      for (let round = 0; round < 120; round++) {
        const [w, h] = [16 + Math.floor(next() * 90), 16 + Math.floor(next() * 90)];
        const [x, y] = [next() * 0.9, next() * 0.9];
        const region = {
          form,
          x,
          y,
          width: (1 - x) * (0.02 + next() * 0.98),
          height: (1 - y) * (0.02 + next() * 0.98),
        };
        const mask = redactionMask([region], w, h);
        for (let i = 0; i < w * h; i++) {
          const fault = faultAt(mask, [w, h], region, i % w, Math.floor(i / w));
          if (fault !== null) wrong.push(`${fault} in round ${round}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test('is empty without regions, and full with the whole picture', () => {
    expect(redactionMask([], 10, 10).every((value) => value === 0)).toBe(true);
    const all = redactionMask([{ form: 'box', x: 0, y: 0, width: 1, height: 1 }], 13, 11);
    expect(all.every((value) => value === 255)).toBe(true);
  });
});

describe('what stands in the place of what is hidden', () => {
  const REGION = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
  const shape = (kind: (typeof WAYS_OF_HIDING)[number]) => hiding(kind, [0, 0], { 0: REGION }) as RedactionShape;

  test.each(WAYS_OF_HIDING)('by %s tells nothing of it but the average colour of the whole picture', (kind) => {
    const [width, height] = [64, 48];
    const next = numbers(3);
    const own = Uint8Array.from({ length: width * height * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : Math.floor(next() * 256),
    );
    const turned = own.slice();
    for (let y = 12; y < 36; y++) {
      for (let x = 16; x < 48; x++) {
        for (let c = 0; c < 4; c++) turned[(y * width + x) * 4 + c] = own[(y * width + 63 - x) * 4 + c] ?? 0;
      }
    }
    expect(turned).not.toEqual(own);
    for (const pixels of [own, turned]) hidePixels({ pixels, width, height }, [shape(kind)], 0, (n) => n);
    expect(turned).toEqual(own);
  });

  test('is a pattern of many cells, however large the cells or small the region that were asked for', () => {
    const size = { width: 1000, height: 1000 };
    expect(lookOf(shape('pixelate'), size)).toEqual({ kind: 'pixelate', cell: 40 });
    expect(
      lookOf(hiding('blur', [0, 0], { 0: { x: 0, y: 0, width: 0.12, height: 0.4 } }) as RedactionShape, size),
    ).toEqual({
      kind: 'blur',
      cell: 10,
    });
    const tiny = hiding('blur', [0, 0], { 0: { x: 0, y: 0, width: 0.01, height: 0.4 } }) as RedactionShape;
    expect(lookOf(tiny, size)).toEqual({ kind: 'blur', cell: 4 });
  });

  test('is one layer for all that look alike, solid ones first', () => {
    const shapes = (['blur', 'solid', 'pixelate', 'solid'] as const).map(shape);
    const layers = redactionLayers(shapes, { width: 320, height: 240 });
    expect(layers.map(({ look, shapes: all }) => [look.kind, all.length])).toEqual([
      ['solid', 2],
      ['pixelate', 1],
      ['blur', 1],
    ]);
  });
});
