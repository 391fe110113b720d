import type { FileHandle } from 'node:fs/promises';
import { type Identity, isNotAsSealed } from '../seal/container-format.ts';
import { openSealed } from '../seal/container-reader.ts';
import type { SealedPart } from '../seal/container-writer.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { abortable, hashBlocks, readsOf } from './block-reader.ts';
import { writeAt } from './durable-files.ts';
import { bytesOf } from './file-source.ts';
import { proveTogether } from './prove-together.ts';
import type { SealStep } from './seal-messages.ts';
import { sealingFile } from './seal-thread.ts';

/** A new file on its way into the library: written from start to end, then read back. */
export interface DraftWriter {
  /** Takes the next block; the block may be used again once this has resolved. */
  write(block: Buffer): Promise<void>;
  /** Writes what is still to come. What the file is may only be known now. */
  finish(identity: Identity): Promise<void>;
  /**
   * Reads the finished file from its first byte to its last and says whether it is what was written: by its SHA-256, or
   * by the check of every chunk, each of which stands for the bytes that were enciphered into it.
   */
  readsBack(sha256: string, signal: AbortSignal, onBytes: (done: number) => void): Promise<boolean>;
  /** Forgets what it knows of the file. The end of every draft, whatever became of it. */
  drop(): void;
}

/** Writes the bytes as they are, or sealed where there is a key. */
export const draftWriter = (handle: FileHandle, key: SharedBytes | null): DraftWriter =>
  key === null ? plainDraft(handle) : sealedDraft(handle, key);

function plainDraft(handle: FileHandle): DraftWriter {
  let size = 0;
  return {
    async write(block) {
      await writeAt(handle, block, size);
      size += block.length;
    },
    async finish() {},
    readsBack: async (sha256, signal, onBytes) =>
      (await hashBlocks(readsOf(handle), size, signal, onBytes)).sha256 === sha256,
    drop() {},
  };
}

/** Enciphering is left to another thread, so that whoever asks can hash the block meanwhile. */
function sealedDraft(handle: FileHandle, key: SharedBytes): DraftWriter {
  const file = sealingFile();
  const begun = file.take({ type: 'begin', key });
  // Awaited with the first block; this only keeps an early failure from counting as unhandled.
  begun.catch(() => undefined);
  let sealed: Identity | null = null;
  let written: Promise<void> = Promise.resolve();
  /** One block is written while the next one is enciphered. */
  const write = async (step: SealStep) => {
    await begun;
    const parts = (await file.take(step)) as SealedPart[];
    await written;
    written = writeAll(handle, parts);
    // Awaited with the next block; this only keeps an early failure from counting as unhandled.
    written.catch(() => undefined);
  };
  return {
    write: (block) => write({ type: 'push', block }),
    async finish(identity) {
      await write({ type: 'finish', identity });
      await written;
      sealed = identity;
    },
    async readsBack(_sha256, signal, onBytes) {
      if (sealed === null) throw new Error('a draft is read back before it is finished');
      const { size } = await handle.stat();
      try {
        await abortable(file.take({ type: 'open', fd: handle.fd, size, identity: sealed }), signal);
        const here = await openSealed(bytesOf(handle, size), key, sealed);
        const there = { prove: (first: number, end: number) => file.take({ type: 'prove', first, end }) };
        await proveTogether([here, there], here, signal, onBytes).finally(() => here.end());
        return true;
      } catch (error) {
        if (isNotAsSealed(error)) return false;
        throw error;
      }
    },
    // Nobody waits for it: steps that are under way come first, and the thread cannot fail to forget.
    drop: () => void file.take({ type: 'drop' }).catch(() => undefined),
  };
}

async function writeAll(target: FileHandle, parts: readonly SealedPart[]): Promise<void> {
  for (const part of parts) await writeWhole(target, part);
}

async function writeWhole(target: FileHandle, { position, data }: SealedPart): Promise<void> {
  let rest: Uint8Array[] = [...data];
  for (let at = position; rest.length > 0; ) {
    const { bytesWritten } = await target.writev(rest, at);
    at += bytesWritten;
    rest = behind(rest, bytesWritten);
  }
}

/** What is left of these when the first `count` bytes are gone. */
function behind(parts: readonly Uint8Array[], count: number): Uint8Array[] {
  let gone = count;
  const left = parts.map((part) => {
    const cut = Math.min(gone, part.length);
    gone -= cut;
    return part.subarray(cut);
  });
  return left.filter((part) => part.length > 0);
}
