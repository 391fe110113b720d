import { describe, expect, test } from 'vitest';
import { cellCaption } from '../../electron/core/features/exhibits/print/cell-caption.ts';
import { loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import { RESOURCES } from '../support/case-library.ts';

const source = { id: 'ev-1', sha256: 'ab'.repeat(32), originalName: 'IMG_1.heic', bytes: 10 };
const part = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 };

describe('what stands beside a picture', () => {
  test.each([
    ['en', 'image 1', 'image 1, part of it', 'page 1'],
    ['ru', 'изображение 1', 'изображение 1, часть', 'страница 1'],
    ['kk', '1-сурет', '1-сурет, бөлігі', '1-бет'],
  ] as const)('is an image or a page, as it is on a sheet of its own, in %s', (lang, image, ofImage, page) => {
    const text = loadSheetText(RESOURCES, lang);
    const caption = (isImage: boolean, region: typeof part | null) =>
      cellCaption({ source, isImage, page: 1, region }, text);
    expect(caption(true, null)).toBe(`IMG_1.heic, ${image}`);
    expect(caption(true, part)).toBe(`IMG_1.heic, ${ofImage}`);
    expect(caption(false, null)).toBe(`IMG_1.heic, ${page}`);
  });
});
