import sharp from 'sharp';
import { sampleNoise, sampleRandom } from './sample-random.ts';
import { type Drawing, toSvg } from './scene-layers.ts';

interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

const CHANNELS = 3;
const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)));

async function rasterise(drawing: Drawing, paper: string, turn = 0): Promise<Pixels> {
  const page = `<rect width="100%" height="100%" fill="${paper}"/>${drawing.shapes}`;
  const picture = sharp(Buffer.from(toSvg({ ...drawing, shapes: page }))).rotate(turn, { background: '#d8d6d0' });
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Changes every pixel's brightness by what `shade` says: a factor and an amount to add. */
function relight(
  { data, width }: Pixels,
  shade: (x: number, y: number) => readonly [factor: number, add: number],
): void {
  for (let at = 0; at < data.length; at += CHANNELS) {
    const pixel = at / CHANNELS;
    const [factor, add] = shade(pixel % width, Math.floor(pixel / width));
    for (let c = 0; c < CHANNELS; c++) data[at + c] = clamp((data[at + c] ?? 0) * factor + add);
  }
}

const encode = ({ data, width, height }: Pixels, quality: number): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: CHANNELS } })
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();

/** The page as a flat-bed scanner gives it: a little crooked, grey at one edge, grainy. JPEG. */
export async function scanPage(drawing: Drawing, turn: number, seed: number): Promise<Buffer> {
  const pixels = await rasterise(drawing, '#f6f4ee', turn);
  const noise = sampleNoise(seed);
  relight(pixels, (x) => {
    const edge = Math.min(1, x / 60);
    return [0.8 + 0.2 * edge, noise() * 4];
  });
  return encode(pixels, 70);
}

/** Where the page's corners lie in the photograph: top left, top right, bottom right, bottom left. */
const PHOTO = { width: 1500, height: 2000 };
const CORNERS = [
  [212, 176],
  [1296, 118],
  [1410, 1846],
  [104, 1792],
] as const;

/**
 * Maps a point of the unit square's image back into the unit square: the projective map of Heckbert (1989), 2.2.3,
 * inverted by its adjoint.
 */
function pageFinder(corners: typeof CORNERS): (x: number, y: number) => readonly [u: number, v: number] {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners;
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const g = (sx * dy2 - dx2 * sy) / (dx1 * dy2 - dx2 * dy1);
  const h = (dx1 * sy - sx * dy1) / (dx1 * dy2 - dx2 * dy1);
  const [a, b, c] = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0];
  const [d, e, f] = [y1 - y0 + g * y1, y3 - y0 + h * y3, y0];
  return (x, y) => {
    const w = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d);
    return [
      ((e - f * h) * x + (c * h - b) * y + (b * f - c * e)) / w,
      ((f * g - d) * x + (a - c * g) * y + (c * d - a * f)) / w,
    ];
  };
}

/** Colour of `page` at a fraction of its size, mixed from four neighbours, written at `at` of `into`. */
function samplePage(page: Pixels, u: number, v: number, into: Buffer, at: number): void {
  const [x, y] = [u * (page.width - 1.001), v * (page.height - 1.001)];
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  const first = (top * page.width + left) * CHANNELS;
  const below = first + page.width * CHANNELS;
  for (let c = 0; c < CHANNELS; c++) {
    const upper = (page.data[first + c] ?? 0) * (1 - fx) + (page.data[first + CHANNELS + c] ?? 0) * fx;
    const lower = (page.data[below + c] ?? 0) * (1 - fx) + (page.data[below + CHANNELS + c] ?? 0) * fx;
    into[at + c] = clamp(upper * (1 - fy) + lower * fy);
  }
}

/** The table top that shows beside the paper. */
function paintTable(x: number, y: number, grain: number, into: Buffer, at: number): void {
  const wave = Math.sin((y + 14 * Math.sin(x / 130)) / 7) * 7 + grain * 5;
  into[at] = clamp(104 + wave);
  into[at + 1] = clamp(76 + wave * 0.8);
  into[at + 2] = clamp(55 + wave * 0.6);
}

/** Brightness where a lamp stands top right, an arm's shadow lies across, and the lens darkens its corners. */
function lamp(x: number, y: number): number {
  const far = Math.hypot(x - PHOTO.width * 0.78, y - PHOTO.height * 0.18) / PHOTO.height;
  const shadow = 1 / (1 + Math.exp(-(y - x * 0.55 - 1250) / 90));
  const corner = Math.hypot(x / PHOTO.width - 0.5, y / PHOTO.height - 0.5);
  return (1.06 - far * 0.32) * (1 - 0.36 * shadow) * (1 - corner * corner * 0.4);
}

/** The page as somebody photographed it in a hurry: from an angle, under a lamp, with a shadow, grainy. JPEG. */
export async function photographPage(drawing: Drawing, seed: number): Promise<Buffer> {
  const page = await rasterise(drawing, '#f1eee4');
  const find = pageFinder(CORNERS);
  const random = sampleRandom(seed);
  const photo: Pixels = { ...PHOTO, data: Buffer.alloc(PHOTO.width * PHOTO.height * CHANNELS) };
  for (let at = 0; at < photo.data.length; at += CHANNELS) {
    const pixel = at / CHANNELS;
    const [x, y] = [pixel % PHOTO.width, Math.floor(pixel / PHOTO.width)];
    const [u, v] = find(x, y);
    if (u >= 0 && u <= 1 && v >= 0 && v <= 1) samplePage(page, u, v, photo.data, at);
    else paintTable(x, y, random(), photo.data, at);
  }
  const noise = sampleNoise(seed + 1);
  relight(photo, (x, y) => [lamp(x, y), noise() * 5]);
  const soft = await sharp(photo.data, { raw: { ...PHOTO, channels: CHANNELS } })
    .blur(0.7)
    .raw()
    .toBuffer();
  return encode({ ...PHOTO, data: soft }, 76);
}
