import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import { u32 } from './iso-boxes.ts';

/** A picture of 8 bits a sample and no stride: grey (1 channel) or RGBA (4), not multiplied by alpha. */
export interface PlainPicture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 4;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colour types of PNG (ISO/IEC 15948, 11.2.2) by number of channels. */
const COLOUR_TYPE = { 1: 0, 4: 6 } as const;
const squeeze = promisify(deflate);

/** The picture as PNG: the same pixels give the same bytes. Meant for masks and drawings, which are mostly even. */
export async function pngOf({ pixels, width, height, channels }: PlainPicture): Promise<Buffer> {
  const stride = width * channels;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  const head = Buffer.concat([u32(width, height), Buffer.from([8, COLOUR_TYPE[channels], 0, 0, 0])]);
  const data = (await squeeze(rows, { level: 6 })) as Buffer;
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([u32(data.length), content, u32(crc32(content))]);
}
