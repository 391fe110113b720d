import type { FileHandle } from 'node:fs/promises';
import type { Identity } from '../seal/container-format.ts';
import type { SealedPart } from '../seal/container-writer.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { type BlockRead, readsOf } from './block-reader.ts';
import { writeAt } from './durable-files.ts';
import type { SealStep } from './seal-messages.ts';
import { sealingFile } from './seal-thread.ts';

/** A new file on its way into the library: written from start to end, then read back. */
export interface DraftWriter {
  /** Takes the next block; the block may be used again once this has resolved. */
  write(block: Buffer): Promise<void>;
  /** Writes what is still to come. What the file is may only be known now. */
  finish(identity: Identity): Promise<void>;
  /** How the plain bytes are read from the finished file, and how many there are. The file stays open for it. */
  readBack(): Promise<{ read: BlockRead; size: number }>;
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
    readBack: async () => ({ read: readsOf(handle), size }),
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
    async readBack() {
      if (sealed === null) throw new Error('a draft is read back before it is finished');
      const { size: bytes } = await handle.stat();
      const size = (await file.take({ type: 'open', fd: handle.fd, size: bytes, identity: sealed })) as number;
      const read: BlockRead = async (target, position) =>
        (await file.take({ type: 'read', position, target })) as number;
      return { read, size };
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
