import { join, resolve } from 'node:path';
import { openSync } from 'fontkit';
import { describe, expect, test } from 'vitest';
import { loadPictureCanvas, type PictureCanvas } from '../../electron/core/media/picture-canvas.ts';
import type { AnnotationShape } from '../../shared/annotation.ts';
import { drawNotes } from '../../shared/annotation-drawing.ts';
import { drawnText, isDrawn } from '../../shared/annotation-letters.ts';
import type { DrawingContext } from '../../shared/annotation-pen.ts';
import { aBlur, aBox, everyShape } from '../support/made-annotations.ts';

const RESOURCES = resolve(import.meta.dirname, '../../resources');
const openCanvas = loadPictureCanvas(RESOURCES);
const [WIDTH, HEIGHT] = [320, 180];
const GREY = [128, 128, 128, 255];
const RED = [229, 56, 59, 255];

/** A grey picture with a blue patch at 0.1..0.2 of either side. */
function picture(): PictureCanvas {
  const canvas = openCanvas(WIDTH, HEIGHT);
  const rgba = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let at = 0; at < rgba.length; at += 4) {
    const [x, y] = [(at / 4) % WIDTH, Math.floor(at / 4 / WIDTH)];
    const isPatch = x >= WIDTH * 0.1 && x < WIDTH * 0.2 && y >= HEIGHT * 0.1 && y < HEIGHT * 0.2;
    rgba.set(isPatch ? [0, 0, 255, 255] : GREY, at);
  }
  canvas.put(rgba);
  return canvas;
}

/** Holds when it compiles: the page's context has all that the drawing uses. */
const onPage = (ctx: CanvasRenderingContext2D): DrawingContext<CanvasImageSource> => ctx;

interface Drawn {
  /** The pixel at this place, in fractions of the picture. */
  at(x: number, y: number): number[];
  readonly rgba: Uint8Array;
}

function draw(shapes: readonly AnnotationShape[], n = 5, ptsOf = (at: number) => at * 100): Drawn {
  const canvas = picture();
  const source = { image: picture().image, width: WIDTH, height: HEIGHT };
  drawNotes(canvas.ctx, {
    ...{ shapes, n, ptsOf, width: WIDTH, height: HEIGHT, picture: source },
  });
  const rgba = canvas.pixels();
  const at = (x: number, y: number) => {
    const pixel = Math.floor(y * HEIGHT) * WIDTH + Math.floor(x * WIDTH);
    return [...rgba.subarray(pixel * 4, pixel * 4 + 4)];
  };
  return { at, rgba };
}
const one = (kind: string, some: object = {}): AnnotationShape[] =>
  everyShape(0, 9)
    .filter((shape) => shape.kind === kind)
    .map((shape) => ({ ...shape, style: { colour: 'red', width: 20, filled: false }, ...some }) as AnnotationShape);
/** How many pixels are not what the picture is. */
function changed({ rgba }: Drawn): number {
  const before = picture().pixels();
  let count = 0;
  for (let at = 0; at < rgba.length; at += 4) if (before[at] !== rgba[at] || before[at + 2] !== rgba[at + 2]) count++;
  return count;
}

describe('the canvas of the core', () => {
  test('is drawn on by the same routine as that of the page', () => {
    expect(onPage).toBeTypeOf('function');
  });

  test('gives back the pixels that were put on it', () => {
    const rgba = Uint8Array.from({ length: 4 * 4 * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 7) % 256));
    const canvas = openCanvas(4, 4);
    canvas.put(rgba);
    expect([...canvas.pixels()]).toEqual([...rgba]);
  });

  test('says what is wrong where a font is missing', () => {
    expect(() => loadPictureCanvas(join(RESOURCES, 'nowhere'))).toThrow(/Inter-Regular\.ttf cannot be read/);
  });
});

describe('notes', () => {
  test.each([
    ['line', 0.25, 0.2],
    ['arrow', 0.25, 0.2],
    ['arrow', 0.395, 0.297],
    ['box', 0.1, 0.4],
    ['box', 0.25, 0.2],
    ['ellipse', 0.1, 0.4],
    ['ellipse', 0.25, 0.2],
    ['freehand', 0.15, 0.2],
    ['callout', 0.6, 0.55],
    ['magnifier', 0.6, 0.7],
  ])('%s is drawn at %f, %f', (kind, x, y) => {
    expect(draw(one(kind)).at(x, y)).toEqual(RED);
  });

  test('a shape that is not shown at the frame, and one that hides, leave no trace', () => {
    expect(changed(draw([]))).toBe(0);
    expect(changed(draw(one('box', { from: 6, to: 9 })))).toBe(0);
    expect(changed(draw([aBlur('b', 0, 9)]))).toBe(0);
  });

  test('a box is hollow unless it is filled, and has a rim', () => {
    expect(draw(one('box')).at(0.25, 0.5)).toEqual(GREY);
    const [r = 0, g = 0] = draw(one('box', { style: { colour: 'red', width: 20, filled: true } })).at(0.25, 0.5);
    expect(r).toBeGreaterThan(g + 20);
    const [rim = 0] = draw(one('box')).at(0.1, 0.2 - 0.014);
    expect(rim).toBeGreaterThan(150);
  });

  test('a shape that moves is where its keys say, in time', () => {
    const keys = [
      [0, 0.1],
      [10, 0.8],
    ] as const;
    const box = aBox('a', keys, { style: { colour: 'red', width: 30, filled: false } });
    expect(draw([box], 5).at(0.45, 0.1)).toEqual(RED);
    const late = (n: number) => (n < 5 ? n : n * 100);
    expect(draw([box], 4, late).at(0.103, 0.1)).toEqual(RED);
  });

  test('spotlights darken all but what any of them shows', () => {
    const key = (x: number) => [{ n: 0, x, y: 0.3, width: 0.2, height: 0.4 }];
    const lights = [
      ...one('spotlight', { id: 'a', form: 'box', keys: key(0.2), dim: 50 }),
      ...one('spotlight', { id: 'b', form: 'ellipse', keys: key(0.3), dim: 50 }),
    ];
    const drawn = draw(lights);
    for (const x of [0.25, 0.35, 0.45]) expect(drawn.at(x, 0.5), `at ${x}`).toEqual(GREY);
    expect(drawn.at(0.8, 0.5)).toEqual([64, 64, 64, 255]);
    expect(drawn.at(0.49, 0.31)).toEqual([64, 64, 64, 255]);
  });

  test('a magnifier shows its region larger, of the picture and not of what was drawn over it', () => {
    const drawn = draw([
      ...one('line', { keys: [{ n: 0, x1: 0.1, y1: 0.15, x2: 0.2, y2: 0.15 }] }),
      ...one('magnifier'),
    ]);
    expect(drawn.at(0.7, 0.7)).toEqual([0, 0, 255, 255]);
    expect(drawn.at(0.77, 0.77)).toEqual([0, 0, 255, 255]);
    expect(drawn.at(0.84, 0.7)).toEqual(GREY);
  });

  test('a point, a line of no length and frames of one pixel are drawn without an error', () => {
    for (const kind of ['line', 'arrow']) draw(one(kind, { keys: [{ n: 0, x1: 0.5, y1: 0.5, x2: 0.5, y2: 0.5 }] }));
    const { ctx, image } = openCanvas(1, 1);
    const source = { image, width: 1, height: 1 };
    const frame = { shapes: everyShape(0, 9), n: 0, ptsOf: (n: number) => n, width: 1, height: 1, picture: source };
    drawNotes(ctx, frame);
    drawNotes(ctx, { ...frame, picture: null });
  });

  test('the context is left as it was', () => {
    const { ctx } = openCanvas(WIDTH, HEIGHT);
    const state = () => [ctx.globalAlpha, ctx.fillStyle, ctx.lineWidth, ctx.font, ctx.textAlign];
    const before = state();
    const frame = { n: 0, ptsOf: (n: number) => n, width: WIDTH, height: HEIGHT, picture: null };
    drawNotes(ctx, { ...frame, shapes: everyShape(0, 9) });
    expect(state()).toEqual(before);
  });
});

describe('letters', () => {
  const text = (content: string, some: object = {}) => draw(one('text', { text: content, size: 100, ...some }));

  test('all that are drawn as they are stand in both bundled fonts, every Kazakh one among them', () => {
    for (const file of ['Inter-Regular.ttf', 'Inter-SemiBold.ttf']) {
      const font = openSync(join(RESOURCES, 'fonts', file));
      const known = new Set('characterSet' in font ? font.characterSet : []);
      for (let code = 0; code < 0x11_0000; code++) {
        if (code >= 0xd800 && code <= 0xdfff) continue;
        if (isDrawn(String.fromCodePoint(code))) expect(known.has(code), `U+${code.toString(16)}`).toBe(true);
      }
    }
    for (const letter of 'әғқңөұүһіӘҒҚҢӨҰҮҺІ₸№«»') expect(isDrawn(letter), letter).toBe(true);
  });

  test('Kazakh letters look like themselves, not like one another', () => {
    const pictures = [...'әғқңөұүһі□'].map((letter) => Buffer.from(text(letter).rgba).toString('base64'));
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  test('others are told by their number, so that no font of the machine is asked', () => {
    expect(drawnText('Жәшік 😀 中 \u202ea')).toBe('Жәшік ‹U+1F600› ‹U+4E2D› ‹U+202E›a');
    expect(drawnText('и\u0306')).toBe('й');
    expect(drawnText('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
  });

  test('lines are broken as written and where the picture ends', () => {
    const rows = ({ rgba }: Drawn, from: number, to: number) => {
      const [first, last] = [Math.floor(from * HEIGHT) * WIDTH * 4, Math.floor(to * HEIGHT) * WIDTH * 4];
      return rgba.subarray(first, last).some((value, at) => at % 4 === 0 && value === RED[0]);
    };
    const plain = { keys: [{ n: 0, x: 0.5, y: 0.3 }] };
    expect(rows(text('A', plain), 0.45, 0.9)).toBe(false);
    expect(rows(text('A\nA', plain), 0.45, 0.9)).toBe(true);
    expect(rows(text('AAAAAAAA AAAAAAAA', plain), 0.45, 0.9)).toBe(true);
    expect(rows(text('AAAAAAAAAAAAAAAA', plain), 0.45, 0.9)).toBe(true);
    expect(changed(text('A'.repeat(2000), { keys: [{ n: 0, x: 1, y: 1 }] }))).toBeGreaterThanOrEqual(0);
  });

  test('a filled text stands on a plate', () => {
    const drawn = text('i', { style: { colour: 'red', width: 4, filled: true }, keys: [{ n: 0, x: 0.5, y: 0.5 }] });
    expect(drawn.at(0.492, 0.56)).toEqual([255, 255, 255, 255]);
  });
});
