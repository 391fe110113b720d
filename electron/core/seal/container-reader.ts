import { type ChunkProof, chunkProof } from './chunk-proof.ts';
import {
  CHUNK,
  chunkAt,
  chunksOf,
  HEAD,
  type Identity,
  notAsSealed,
  openChunk,
  openHead,
  sealedSize,
} from './container-format.ts';
import type { SharedBytes } from './library-keys.ts';

/** The sealed bytes as they lie on the disk. Fewer than asked for only where the file ends. */
export interface SealedBytes {
  readonly size: number;
  read(position: number, length: number): Promise<Buffer>;
  readSync(position: number, length: number): Buffer;
}

/** Chunks that are read from the disk at a time. */
const RUN = 4;

/** Plain bytes of a sealed file, from any place. Every chunk is proven before a byte of it is given. */
export interface SealedReader {
  readonly size: number;
  read(position: number, length: number): Promise<Buffer>;
  /** As `read`, into memory that is there already. @returns how many bytes; after an error the memory holds none */
  fill(target: Uint8Array, position: number): Promise<number>;
  readSync(position: number, length: number): Buffer;
  readonly chunks: number;
  /** Proves chunks `first` to before `end` and gives not a byte of them. @throws AppError verification_failed */
  prove(first: number, end: number): Promise<void>;
  /** Wipes the key of this file. */
  end(): void;
}

/**
 * Opens a sealed file. Its head, its length and its last chunk are proven first, so that the length can be trusted and
 * nothing is missing at the end. @throws AppError verification_failed
 */
export async function openSealed(file: SealedBytes, wrapping: SharedBytes, identity: Identity): Promise<SealedReader> {
  const { fileKey, size } = openHead(wrapping, await file.read(0, HEAD), identity);
  if (file.size !== sealedSize(size)) {
    fileKey.fill(0);
    throw notAsSealed();
  }
  const count = chunksOf(size);
  // The chunk last opened: tables are read in small pieces that lie close together.
  let kept: { k: number; plain: Buffer } | null = null;
  let proof: ChunkProof | null = null;

  /** Chunk k among those that were read from chunk `first` on. */
  const among = (sealed: Buffer, first: number, k: number): Buffer =>
    sealed.subarray(chunkAt(k) - chunkAt(first), chunkAt(k + 1) - chunkAt(first));
  const openOne = (k: number, sealed: Buffer): Buffer => openChunk(fileKey, k, k === count - 1, sealed);
  const proveOne = (k: number, sealed: Buffer): void => {
    proof ??= chunkProof(fileKey);
    // The last one has any length, so it is deciphered; and it is GCM itself that refuses a chunk.
    if (k === count - 1 || !proof.fits(k, sealed)) openOne(k, sealed).fill(0);
  };
  const openRun = (first: number, end: number, sealed: Buffer): Buffer[] => {
    const plain = Array.from({ length: end - first }, (_, n) => openOne(first + n, among(sealed, first, first + n)));
    const last = plain.at(-1);
    if (last !== undefined) kept = { k: end - 1, plain: last };
    return plain;
  };
  const reach = (first: number, end: number) => ({
    position: chunkAt(first),
    length: Math.min(chunkAt(end), file.size) - chunkAt(first),
  });

  /** Which chunks hold these bytes, and what of them is wanted. */
  const plan = (position: number, length: number) => {
    const stop = Math.min(size, position + length);
    if (position < 0 || stop <= position) return null;
    const first = Math.floor(position / CHUNK);
    return { first, end: Math.floor((stop - 1) / CHUNK) + 1, from: position - first * CHUNK, length: stop - position };
  };
  /** Copied, because the chunk that is kept is wiped at the end. @param at where the first part begins; may be negative */
  const put = (parts: readonly Buffer[], target: Uint8Array, at: number): void => {
    let to = at;
    for (const part of parts) {
      const piece = part.subarray(Math.max(0, -to), Math.max(0, target.length - to));
      target.set(piece, Math.max(0, to));
      to += part.length;
    }
  };
  const fromKept = (first: number, end: number): Buffer[] | null =>
    end === first + 1 && kept?.k === first ? [kept.plain] : null;

  const reader: SealedReader = {
    size,
    async read(position, length) {
      const target = Buffer.allocUnsafe(plan(position, length)?.length ?? 0);
      await reader.fill(target, position);
      return target;
    },
    async fill(target, position) {
      const wanted = plan(position, target.length);
      if (wanted === null) return 0;
      const { first, from, length } = wanted;
      const kept = fromKept(first, wanted.end);
      if (kept !== null) put(kept, target, -from);
      try {
        for (let k = first; kept === null && k < wanted.end; k += RUN) {
          const end = Math.min(wanted.end, k + RUN);
          const { position: at, length: much } = reach(k, end);
          put(openRun(k, end, await file.read(at, much)), target, (k - first) * CHUNK - from);
        }
        return length;
      } catch (error) {
        target.fill(0);
        throw error;
      }
    },
    readSync(position, length) {
      const wanted = plan(position, length);
      if (wanted === null) return Buffer.alloc(0);
      const { position: at, length: much } = reach(wanted.first, wanted.end);
      const kept = fromKept(wanted.first, wanted.end);
      const target = Buffer.allocUnsafe(wanted.length);
      put(kept ?? openRun(wanted.first, wanted.end, file.readSync(at, much)), target, -wanted.from);
      return target;
    },
    chunks: count,
    async prove(first, end) {
      const { position, length } = reach(first, end);
      const sealed = await file.read(position, length);
      for (let k = first; k < end; k++) proveOne(k, among(sealed, first, k));
    },
    end() {
      fileKey.fill(0);
      proof?.end();
      kept?.plain.fill(0);
      kept = null;
    },
  };
  try {
    const { position, length } = reach(count - 1, count);
    openRun(count - 1, count, await file.read(position, length));
    return reader;
  } catch (error) {
    reader.end();
    throw error;
  }
}
