/** The part of WebAssembly's interface that is used here; Node has it, its types do not. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
const { Memory, RuntimeError } = (
  globalThis as unknown as {
    WebAssembly: { Memory: { prototype: WasmMemory }; RuntimeError: new () => Error };
  }
).WebAssembly;

const PAGE_BYTES = 65_536;
/** What pages and pictures may take in the memory of a WebAssembly decoder, beside the file itself. */
const ROOM_BYTES = 384 << 20;

let most = ROOM_BYTES;
let isWatched = false;

/**
 * Bounds what WebAssembly decoders of this thread may grow to while they work on a file: a PDF of a few kilobytes can
 * unpack to gigabytes (measured: 2.2), and PDFium's own limit is two. Their memory only grows through
 * `WebAssembly.Memory.grow`; where that fails they abort, which ends this thread and nothing else.
 * @param fileBytes length of the file, which PDFium and libheif copy into their memory
 */
export function allowMemoryFor(fileBytes: number): void {
  most = ROOM_BYTES + 2 * fileBytes;
  if (isWatched) return;
  isWatched = true;
  const { grow } = Memory.prototype;
  Memory.prototype.grow = function (this: WasmMemory, pages: number): number {
    const wanted = this.buffer.byteLength + pages * PAGE_BYTES;
    if (wanted > most) throw new RangeError('more memory than one document may have');
    return grow.call(this, pages);
  };
}

/** True for what a decoder throws when it has aborted: nothing of it can be used any more. */
export const hasAborted = (error: unknown): boolean => error instanceof RuntimeError;
