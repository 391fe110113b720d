import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import { assertLive, type SharedBytes } from './library-keys.ts';

/** How a sealed file is laid out; `data-format.md` describes it for other readers. */
export const MAGIC = Buffer.from('AGQSEAL1', 'latin1');
/** Larger ones cost less to begin (OpenSSL takes as long to begin as to encipher 128 KiB), smaller ones less to look into. */
export const CHUNK = 256 * 1024;
export const TAG = 16;
/** Enciphered at a time: what comes of it is copied while it still lies in the processor's cache. */
const PIECE = 32 * 1024;
export const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const FILE_KEY = 32;
/** Magic, length of the plain file (64 bits), nonce, wrapped file key, tag. */
const OPEN_HEAD = MAGIC.length + 8;
export const HEAD = OPEN_HEAD + NONCE + FILE_KEY + TAG;

/**
 * What a file is, as the key that wraps its own key binds it: a sealed file that is put in another one's place does not
 * open there.
 */
export type Identity = `original\n${string}` | `derived\n${string}\n${string}` | `upload\n${string}`;

/** Chunks of a plain file: at least one, so that an empty file is proven to be empty. */
export const chunksOf = (plainSize: number): number => Math.max(1, Math.ceil(plainSize / CHUNK));

export const sealedSize = (plainSize: number): number => HEAD + plainSize + chunksOf(plainSize) * TAG;

/** Where chunk k begins in the sealed file. */
export const chunkAt = (k: number): number => HEAD + k * (CHUNK + TAG);

export const newFileKey = (): Buffer => randomBytes(FILE_KEY);

/** The file's first bytes: its length and its key, bound to each other and to its identity. */
export function sealHead(wrapping: SharedBytes, fileKey: Uint8Array, plainSize: number, identity: Identity): Buffer {
  assertLive(wrapping);
  const open = Buffer.alloc(OPEN_HEAD);
  MAGIC.copy(open);
  open.writeBigUInt64BE(BigInt(plainSize), MAGIC.length);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, wrapping, nonce).setAAD(Buffer.concat([open, Buffer.from(identity)]));
  const wrapped = Buffer.concat([cipher.update(fileKey), cipher.final()]);
  return Buffer.concat([open, nonce, wrapped, cipher.getAuthTag()]);
}

/** Length and key of a file of this identity. The key is to be wiped after use. @throws AppError verification_failed */
export function openHead(wrapping: SharedBytes, head: Buffer, identity: Identity): { fileKey: Buffer; size: number } {
  if (head.length !== HEAD || !head.subarray(0, MAGIC.length).equals(MAGIC)) throw notAsSealed();
  const size = head.readBigUInt64BE(MAGIC.length);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw notAsSealed();
  const nonce = head.subarray(OPEN_HEAD, OPEN_HEAD + NONCE);
  const cipher = createDecipheriv(CIPHER, wrapping, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.concat([head.subarray(0, OPEN_HEAD), Buffer.from(identity)]));
  cipher.setAuthTag(head.subarray(HEAD - TAG));
  const fileKey = cipher.update(head.subarray(OPEN_HEAD + NONCE, HEAD - TAG));
  assertFinal(cipher, fileKey);
  return { fileKey, size: Number(size) };
}

/** Puts chunk k into `target` as it is written: the enciphered bytes and their tag. @returns how many bytes those are */
export function sealChunk(
  fileKey: Uint8Array,
  k: number,
  last: boolean,
  plain: Uint8Array,
  target: Uint8Array,
): number {
  const cipher = withoutStacks(() => createCipheriv(CIPHER, fileKey, chunkNonce(k, last))).setAAD(MAGIC);
  for (let at = 0; at < plain.length; at += PIECE) {
    const sealed = cipher.update(plain.subarray(at, at + PIECE));
    target.set(sealed, at);
    release(sealed);
  }
  cipher.final();
  target.set(cipher.getAuthTag(), plain.length);
  return plain.length + TAG;
}

/**
 * Gives memory back at once. Node enciphers into fresh memory every time; left to the garbage collector, each piece
 * would come from pages that the system has to clear first, which takes longer than the enciphering.
 */
function release(bytes: Buffer<ArrayBuffer>): void {
  if (bytes.buffer.byteLength === bytes.length) bytes.buffer.transfer(0);
}

/** The plain bytes of chunk k, never a part of a chunk that is not whole and in its place. @throws verification_failed */
export function openChunk(fileKey: Uint8Array, k: number, last: boolean, sealed: Uint8Array): Buffer {
  if (sealed.length < TAG) throw notAsSealed();
  const nonce = chunkNonce(k, last);
  const cipher = withoutStacks(() => createDecipheriv(CIPHER, fileKey, nonce, { authTagLength: TAG }));
  cipher.setAAD(MAGIC).setAuthTag(sealed.subarray(sealed.length - TAG));
  const plain = cipher.update(sealed.subarray(0, sealed.length - TAG));
  assertFinal(cipher, plain);
  return plain;
}

/**
 * Node finds out by two exceptions, which it catches itself, that a key is made of bytes. Taking down their stacks takes
 * longer than beginning the cipher.
 */
export function withoutStacks<T>(begin: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return begin();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/**
 * The nonce of chunk k: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015; as in age), an 11-byte counter and a byte that
 * is 1 for the last chunk. The file key is used for this one file only, so no nonce ever comes twice under it.
 */
export function chunkNonce(k: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE);
  nonce.writeBigUInt64BE(BigInt(k), 3);
  nonce[NONCE - 1] = last ? 1 : 0;
  return nonce;
}

function assertFinal(cipher: { final(): Buffer }, plain: Buffer): void {
  try {
    cipher.final();
  } catch {
    plain.fill(0);
    throw notAsSealed();
  }
}

export const isNotAsSealed = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'verification_failed';

/** Said of a file whose check does not fit: changed, cut, exchanged, or sealed with another key. */
export function notAsSealed(): AppError {
  return new AppError(
    'verification_failed',
    'A file of this sealed library is not as it was written: it was changed, cut short or exchanged. Nothing of the altered part is shown. Verify the library and restore that file from a backup.',
  );
}
