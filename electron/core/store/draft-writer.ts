import type { FileHandle } from 'node:fs/promises';
import type { Identity } from '../seal/container-format.ts';
import { openSealed } from '../seal/container-reader.ts';
import { type SealedPart, sealedWriter } from '../seal/container-writer.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { type BlockRead, readsOf } from './block-reader.ts';
import { writeAt } from './durable-files.ts';
import { bytesOf } from './file-source.ts';

/** A new file on its way into the library: written from start to end, then read back. */
export interface DraftWriter {
  /** Takes the next block; the block may be used again once this has resolved. */
  write(block: Buffer): Promise<void>;
  /** Writes what is still to come. What the file is may only be known now. */
  finish(identity: Identity): Promise<void>;
  /** How the plain bytes are read from the finished file, and how many there are. */
  readBack(): Promise<{ read: BlockRead; size: number; end(): void }>;
  /** Forgets what it knows of a file that is given up. */
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
    readBack: async () => ({ read: readsOf(handle), size, end() {} }),
    drop() {},
  };
}

function sealedDraft(handle: FileHandle, key: SharedBytes): DraftWriter {
  const writer = sealedWriter(key);
  let sealed: Identity | null = null;
  return {
    write: (block) => writeWhole(handle, writer.push(block)),
    async finish(identity) {
      await writeWhole(handle, writer.end());
      await writeWhole(handle, writer.head(identity));
      sealed = identity;
    },
    async readBack() {
      if (sealed === null) throw new Error('a draft is read back before it is finished');
      const reader = await openSealed(bytesOf(handle, (await handle.stat()).size), key, sealed);
      return { read: readsOf(reader), size: reader.size, end: reader.end };
    },
    drop: writer.drop,
  };
}

async function writeWhole(target: FileHandle, { position, data }: SealedPart): Promise<void> {
  let rest = [...data];
  for (let at = position; rest.length > 0; ) {
    const { bytesWritten } = await target.writev(rest, at);
    at += bytesWritten;
    rest = behind(rest, bytesWritten);
  }
}

/** What is left of these when the first `count` bytes are gone. */
function behind(parts: readonly Buffer[], count: number): Buffer[] {
  let gone = count;
  const left = parts.map((part) => {
    const cut = Math.min(gone, part.length);
    gone -= cut;
    return part.subarray(cut);
  });
  return left.filter((part) => part.length > 0);
}
