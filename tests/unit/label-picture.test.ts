import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { pairLabels, stampedPage } from '../../electron/core/features/exhibits/presented/label-picture.ts';
import { loadPictureCanvas } from '../../electron/core/media/picture-canvas.ts';
import { RESOURCES } from '../support/case-library.ts';

const open = loadPictureCanvas(RESOURCES);
const SHAPE = { width: 480, height: 270, strip: 40 };
const LONG = [
  'W'.repeat(500),
  '\u{1f4e6}'.repeat(200),
  `${'\u202e'.repeat(100)}gpj.exe`,
  'line\n'.repeat(90),
  "%{pts}:'\\".repeat(40),
];

/** The opaque pixels of a picture's part, as a hex text for each colour that is there. */
async function coloursOf(png: Uint8Array, left: number, top: number, width: number, height: number) {
  const raw = await sharp(png).ensureAlpha().extract({ left, top, width, height }).raw().toBuffer();
  return new Set(Array.from({ length: raw.length / 4 }, (_, n) => raw.toString('hex', 4 * n, 4 * n + 3)));
}

describe('names above two recordings', () => {
  const labels = async (own: string, other: string) => (await pairLabels(open, SHAPE, { own, other, none: own })).png;

  test.each(LONG.map((text) => [JSON.stringify(text.slice(0, 12)), text]))('%s… stays in its half', async (_, text) => {
    const png = await labels(text, text);
    const { width, strip, height } = SHAPE;
    for (const left of [0, width - 11, width, 2 * width - 11]) {
      expect([...(await coloursOf(png, left, 0, 11, strip))], `at ${left}`).toEqual(['26282b']);
    }
    // The pictures of the exhibit come where nothing is drawn.
    const { data } = await sharp(png)
      .extract({ left: 0, top: strip, width, height })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data.every((value) => value === 0)).toBe(true);
    expect((await coloursOf(png, 12, 0, width - 24, strip)).size).toBeGreaterThan(1);
  });

  test('tell what is not seen by its number, and never interpret a text', async () => {
    const numbered = await labels("a‹U+202E›b‹U+000A›%{n}:'\\", '‹U+1F4E6›');
    expect((await labels("a\u202eb\n%{n}:'\\", '\u{1f4e6}')).equals(numbered)).toBe(true);
    expect((await labels("ab%{n}:'\\", '\u{1f4e6}')).equals(numbered)).toBe(false);
  });
});

describe('a page with its number in a margin', () => {
  const page = sharp({ create: { width: 400, height: 300, channels: 3, background: '#3070b0' } });
  const stamped = async (label: string, what: string) =>
    stampedPage(open, await page.clone().png().toBuffer(), { label, what });

  test('has the spaces of Russian and Kazakh numbers as spaces', async () => {
    const plain = await stamped('А-1', 'Страница 1 из 2 000');
    expect(Buffer.from(await stamped('А-1', 'Страница 1 из 2\u00a0000')).equals(plain)).toBe(true);
    expect(Buffer.from(await stamped('А-1', 'Страница 1 из 2\u202f000')).equals(plain)).toBe(true);
  });

  test.each([
    ['a long screenshot', 400, 4000, 'Приложение'],
    ['a receipt', 90, 1200, 'Приложение'],
    ['a few pixels', 8, 8, 'Приложение'],
    ['an ordinary page with a long prefix', 400, 300, 'Приложение КОМИССИЯ-00'],
  ])('has the whole number on %s, and the page as it is', async (_, width, height, words) => {
    const narrow = await sharp({ create: { width, height, channels: 3, background: '#3070b0' } })
      .png()
      .toBuffer();
    const numbered = (n: number) => stampedPage(open, narrow, { label: `${words} ${n}`, what: 'Страница 1 из 1' });
    const png = await numbered(17);
    expect(Buffer.from(await numbered(18)).equals(png)).toBe(false);
    const size = await sharp(png).metadata();
    const margin = size.height - height;
    expect(margin).toBeLessThan(Math.max(40, width * 0.1));
    expect([...(await coloursOf(png, 0, margin, width, height))]).toEqual(['3070b0']);
    if (size.width > width) {
      expect([...(await coloursOf(png, width, margin, size.width - width, height))]).toEqual(['ffffff']);
    }
  });

  test.each(LONG.map((text) => [JSON.stringify(text.slice(0, 12)), text]))('%s… stays in it', async (_, text) => {
    const png = await stamped(text, text);
    const { width = 0, height = 0 } = await sharp(png).metadata();
    expect(width).toBe(400);
    const margin = height - 300;
    expect([...(await coloursOf(png, 0, margin, 400, 300))]).toEqual(['3070b0']);
    // Free at both edges and between what it is and its number.
    for (const left of [0, 395]) expect([...(await coloursOf(png, left, 0, 5, margin - 3))]).toEqual(['ffffff']);
    expect([...(await coloursOf(png, 215, 0, 10, margin - 3))]).toEqual(['ffffff']);
  });
});
