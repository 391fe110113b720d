import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRaster } from '../../electron/core/media/raster.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { type MediaRoom, openMediaRoom } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('media-documents');
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

async function takeBytes(bytes: Uint8Array, name: string) {
  const path = join(newDir(), name);
  writeFileSync(path, bytes);
  const sha = await room.take(path);
  return { sha, probe: await room.media.probe(sha, name, unwatched) };
}

/** A PDF whose page n is n hundred points wide and has a black box in its top left corner. */
function madePdf(pages: number, options: PDFKit.PDFDocumentOptions = {}, turned = 0): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, ...options });
  for (let n = 1; n <= pages; n++) {
    const { page } = document
      .addPage({ size: [n * 100, 200], margin: 0 })
      .rect(0, 0, 50, 50)
      .fill('black');
    Object.assign((page.dictionary as unknown as { data: object }).data, { Rotate: turned });
  }
  document.end();
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}

/** Half red on the left, half blue on the right. */
const twoHalves = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#ff0000' } }).composite([
    { input: { create: { width: 30, height: 40, channels: 3, background: '#0000ff' } }, left: 30, top: 0 },
  ]);

async function pixel(png: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray((y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3)];
}

describe('PDF', () => {
  test('pages are counted, measured and drawn', async () => {
    const { sha, probe } = await takeBytes(await madePdf(3), 'three.pdf');
    expect(probe).toMatchObject({ kind: 'document', mime: 'application/pdf', review: 'proxy', pages: 3, warnings: [] });
    expect(await room.media.pages(sha)).toEqual([100, 200, 300].map((width) => ({ width, height: 200 })));
    const png = await room.media.page(sha, 2, 400);
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 400, height: 400 });
    expect(await pixel(png, 20, 20)).toEqual([0, 0, 0]);
    expect(await pixel(png, 300, 300)).toEqual([255, 255, 255]);
    for (const page of [0, 4])
      await expect(room.media.page(sha, page, 100)).rejects.toMatchObject({ code: 'page_out_of_range' });
    expect((await room.media.thumbnail(sha, 'document'))?.mime).toBe('image/webp');
  });

  test('one of our own making is counted and drawn from memory', async () => {
    const pdf = new Uint8Array(await madePdf(2));
    expect(await room.media.pdfPageCount(pdf)).toBe(2);
    expect(await sharp(await room.media.pdfPage(pdf, 1, 150)).metadata()).toMatchObject({ width: 150, height: 300 });
  });

  test('a page that is turned is shown upright', async () => {
    const { sha } = await takeBytes(await madePdf(1, {}, 90), 'turned.pdf');
    expect(await room.media.pages(sha)).toEqual([{ width: 200, height: 100 }]);
    expect(await pixel(await room.media.page(sha, 1, 200), 190, 10)).toEqual([0, 0, 0]);
  });

  test('locked, cut short and garbled ones are kept and say what is wrong', async () => {
    const locked = await takeBytes(await madePdf(1, { userPassword: 'secret' }), 'locked.pdf');
    expect(locked.probe).toMatchObject({ kind: 'document', review: 'none', pages: null });
    expect(locked.probe.warnings.map(({ code }) => code)).toEqual(['password_needed']);
    const whole = await madePdf(5);
    const cut = await takeBytes(whole.subarray(0, Math.floor(whole.length * 0.5)), 'cut.pdf');
    expect(cut.probe.warnings.map(({ code }) => code)).toContain('damaged');
    const garbled = await takeBytes(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 0xff)]), 'bad.pdf');
    expect(garbled.probe).toMatchObject({ review: 'none' });
    expect(garbled.probe.warnings.map(({ code }) => code)).toEqual(['damaged']);
    await expect(room.media.page(garbled.sha, 1, 100)).rejects.toMatchObject({ code: 'not_reviewable' });
  });
});

describe('pictures', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i is obeyed', async (orientation) => {
    const { sha, probe } = await takeBytes(
      await twoHalves().withMetadata({ orientation }).jpeg({ quality: 100 }).toBuffer(),
      'photo.jpg',
    );
    const lying = orientation > 4;
    expect(probe).toMatchObject({
      kind: 'image',
      review: 'direct',
      pages: 1,
      width: lying ? 40 : 60,
      height: lying ? 60 : 40,
      warnings: [],
    });
    const png = await room.media.page(sha, 1, lying ? 40 : 60);
    const redAt =
      { 1: [5, 20], 2: [55, 20], 3: [55, 20], 4: [5, 20], 5: [20, 5], 6: [20, 5], 7: [20, 55], 8: [20, 55] }[
        orientation
      ] ?? [];
    const [red = 0, , blue = 255] = await pixel(png, redAt[0] ?? 0, redAt[1] ?? 0);
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
  });

  test('a TIFF of several pages', async () => {
    const raw = { width: 30, height: 40, channels: 3, pageHeight: 20 } as const;
    const tiff = await sharp(Buffer.alloc(30 * 40 * 3, 90), { raw })
      .tiff()
      .toBuffer();
    const { sha, probe } = await takeBytes(tiff, 'both.tif');
    expect(probe).toMatchObject({ kind: 'image', pages: 2, review: 'proxy' });
    const size = { width: 30, height: 20 };
    expect(await room.media.pages(sha)).toEqual([size, size]);
    expect(await sharp(await room.media.page(sha, 2, 60)).metadata()).toMatchObject({ width: 60, height: 40 });
    await expect(room.media.page(sha, 3, 10)).rejects.toMatchObject({ code: 'page_out_of_range' });
  });

  test('one that is cut short is shown as far as it goes, with a warning; a bomb is not opened', async () => {
    const noise = await sharp({
      create: {
        width: 400,
        height: 300,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg()
      .toBuffer();
    const cut = await takeBytes(noise.subarray(0, noise.length >> 1), 'cut.jpg');
    expect(cut.probe).toMatchObject({ kind: 'image', pages: 1 });
    expect(cut.probe.warnings.map(({ code }) => code)).toEqual(['decode_errors']);
    expect((await room.media.page(cut.sha, 1, 100)).length).toBeGreaterThan(100);
    const head = Buffer.from(
      await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
    );
    head.writeUInt32BE(30_000, 16);
    head.writeUInt32BE(30_000, 20);
    const bomb = await takeBytes(head, 'bomb.png');
    expect(bomb.probe.review).toBe('none');
    expect(bomb.probe.warnings.length).toBe(1);
  });

  test('texts, archives and programs are kept without being opened', async () => {
    const text = await takeBytes(Buffer.from('Хаттама\n'), 'note.txt');
    expect(text.probe).toMatchObject({ kind: 'document', review: 'none', pages: null, warnings: [] });
    const svg = await takeBytes(
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
      'x.svg',
    );
    expect(svg.probe).toMatchObject({ kind: 'other', review: 'none', pages: null });
    await expect(room.media.pages(svg.sha)).rejects.toMatchObject({ code: 'not_reviewable' });
    expect(await room.media.thumbnail(svg.sha, 'other')).toBeNull();
  });
});

describe('a drawing thread that breaks', () => {
  const worker = (code: string): URL => {
    const path = join(newDir(), 'worker.mjs');
    writeFileSync(
      path,
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', ({ id, job }) => { ${code} });`,
    );
    return new URL(`file://${path}`);
  };
  const good = `if (job.page === 1) parentPort.postMessage({ id, ok: true, value: new Uint8Array([7]) }); else`;
  const file = { family: 'picture', source: { path: '/x', seal: null } } as const;

  test.each([
    ['hangs', 'for (;;);'],
    ['ends', 'process.exit(3);'],
    ['throws', 'throw new Error("broken");'],
  ])('that %s loses only its job', async (_, bad) => {
    const raster = createRaster(700, worker(`${good} { ${bad} }`));
    const [first, lost, after] = await Promise.allSettled([
      raster.page(file, 1, 10),
      raster.page(file, 2, 10),
      raster.page(file, 1, 10),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'not_reviewable' } });
    expect(after).toMatchObject({ status: 'fulfilled' });
    expect(await raster.page(file, 1, 10)).toEqual(new Uint8Array([7]));
    await raster.close();
    await expect(raster.page(file, 1, 10)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
