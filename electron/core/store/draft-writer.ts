import type { FileHandle } from 'node:fs/promises';
import { type Identity, isNotAsSealed } from '../seal/container-format.ts';
import { openSealed } from '../seal/container-reader.ts';
import { roomFor, type SealedPart } from '../seal/container-writer.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { abortable, BLOCK, hashBlocks, readsOf, sharedBlock } from './block-reader.ts';
import { writeAt } from './durable-files.ts';
import { bytesOf, oneMemory } from './file-source.ts';
import { proveTogether } from './prove-together.ts';
import type { Finished } from './seal-messages.ts';
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
  let [into, spare] = [sharedBlock(roomFor(BLOCK)), sharedBlock(roomFor(BLOCK))];
  /** One block is written while the next one is enciphered. */
  const write = async ({ position, length }: SealedPart) => {
    await written;
    written = writeAt(handle, into.subarray(0, length), position);
    // Awaited with the next block; this only keeps an early failure from counting as unhandled.
    written.catch(() => undefined);
    [into, spare] = [spare, into];
  };
  return {
    async write(whole) {
      await begun;
      for (let at = 0; at < whole.length; at += BLOCK) {
        const block = whole.subarray(at, at + BLOCK);
        await write((await file.take({ type: 'push', block, into })) as SealedPart);
      }
    },
    async finish(identity) {
      await begun;
      const { end, head } = (await file.take({ type: 'finish', identity, into })) as Finished;
      await write(end);
      await written;
      await writeAt(handle, head, 0);
      sealed = identity;
    },
    async readsBack(_sha256, signal, onBytes) {
      if (sealed === null) throw new Error('a draft is read back before it is finished');
      const { size } = await handle.stat();
      try {
        await abortable(file.take({ type: 'open', fd: handle.fd, size, identity: sealed }), signal);
        const here = await openSealed(bytesOf(handle, size, oneMemory()), key, sealed);
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
