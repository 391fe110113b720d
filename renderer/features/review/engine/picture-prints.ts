import { md5 } from './md5-planes.ts';
import type { Turn } from './picture-desk.ts';
import { layoutOf, uprightPlanes } from './plane-layout.ts';

const PRINT_BYTES = 16;

/** The MD5 of every picture of a recording, as the decode of the whole stream gave them. */
export class PicturePrints {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly count: number;

  /** `bytes` are 16 a frame, in order of frames. */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.count = Math.floor(bytes.byteLength / PRINT_BYTES);
  }

  /** True when picture n has this MD5. */
  is(n: number, print: Uint8Array): boolean {
    if (n < 0 || n >= this.count) return false;
    const at = n * PRINT_BYTES;
    for (let i = 0; i < PRINT_BYTES; i++) if (this.#bytes[at + i] !== print[i]) return false;
    return true;
  }

  /** The frame nearest to n, at most `reach` away, that has this MD5; n itself first. Null when none has. */
  near(n: number, print: Uint8Array, reach: number): number | null {
    for (let away = 0; away <= reach; away++) {
      if (this.is(n + away, print)) return n + away;
      if (this.is(n - away, print)) return n - away;
    }
    return null;
  }

  /** The first frames that have this MD5, at most `most`: in a still scene there are several. */
  all(print: Uint8Array, most: number): number[] {
    const found: number[] = [];
    for (let n = 0; n < this.count && found.length < most; n++) if (this.is(n, print)) found.push(n);
    return found;
  }
}

/**
 * MD5 of a picture's planes after turning it upright: what `ffmpeg -f framemd5` prints for it. Null for pixel formats
 * that have no counterpart.
 */
export async function printOf(frame: VideoFrame, turn: Turn): Promise<Uint8Array<ArrayBuffer> | null> {
  const layout = layoutOf(frame.format);
  const visible = frame.visibleRect;
  if (layout === null || visible === null) return null;
  const coded = new Uint8Array(frame.allocationSize());
  await frame.copyTo(coded);
  const planes = uprightPlanes(coded, visible.width, visible.height, layout, turn);
  return planes && md5(planes);
}
