const MD5_BYTES = 16;
const FIRST_ROOM = 4096;

/** MD5s of a recording's pictures, 16 bytes a frame: three hours take 5 MB and load as one block. */
export class PicturePrints {
  /** The MD5 of frame n stands at byte 16 n. */
  readonly bytes: Uint8Array;

  /** @param bytes 16 bytes for every frame */
  constructor(bytes: Uint8Array) {
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength - (bytes.byteLength % MD5_BYTES));
  }

  /** Number of pictures. */
  get length(): number {
    return this.bytes.byteLength / MD5_BYTES;
  }

  /** MD5 of frame n in hexadecimal; undefined where there is no such frame. */
  at(n: number): string | undefined {
    return n >= 0 && n < this.length ? this.slice(n, n + 1)[0] : undefined;
  }

  /** MD5s in hexadecimal of the frames from `start` up to but not including `end`, like Array.slice. */
  slice(start = 0, end = this.length): string[] {
    const [first, last] = [Math.max(0, start), Math.min(this.length, end)];
    if (last <= first) return [];
    const part = this.bytes.subarray(first * MD5_BYTES, last * MD5_BYTES);
    // One long text cut into pieces: much quicker than turning each frame's bytes into a text of its own.
    const text = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('hex');
    return Array.from({ length: last - first }, (_, n) => text.slice(n * 2 * MD5_BYTES, (n + 1) * 2 * MD5_BYTES));
  }

  static of(md5: readonly string[]): PicturePrints {
    return new PicturePrints(Buffer.from(md5.join(''), 'hex'));
  }
}

/** Gathers MD5s one after the other without keeping a text of each. */
export function printsWriter(): { add(md5: string): void; prints(): PicturePrints } {
  let room = Buffer.alloc(FIRST_ROOM * MD5_BYTES);
  let used = 0;
  return {
    add(md5) {
      if (used + MD5_BYTES > room.length) {
        const larger = Buffer.alloc(room.length * 2);
        room.copy(larger, 0, 0, used);
        room = larger;
      }
      room.write(md5, used, MD5_BYTES, 'hex');
      used += MD5_BYTES;
    },
    prints: () => new PicturePrints(Uint8Array.prototype.slice.call(room, 0, used)),
  };
}
