/**
 * Enciphers files on their way into the library, so that the thread that hashes them can do that at the same time, and
 * proves half of their chunks when they are read back. It writes nothing.
 */
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { assertNever } from '../../../shared/assert-never.ts';
import { toEnvelope } from '../../../shared/errors.ts';
import { openSealed, type SealedBytes, type SealedReader } from '../seal/container-reader.ts';
import { type SealedWriter, sealedWriter } from '../seal/container-writer.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { oneMemory } from './file-source.ts';
import type { FromSealer, Sealed, SealStep, ToSealer } from './seal-messages.ts';

interface File {
  readonly key: SharedBytes;
  readonly writer: SealedWriter;
  reader?: SealedReader;
}

const port = parentPort;
if (port === null) throw new Error('seal-worker runs as a worker thread only');
const files = new Map<number, File>();

port.on('message', async ({ id, file, ...step }: ToSealer) => {
  try {
    const value = await take(file, step);
    port.postMessage({ id, value } satisfies FromSealer);
  } catch (error) {
    port.postMessage({ id, error: toEnvelope(error) } satisfies FromSealer);
  }
});

async function take(n: number, step: SealStep): Promise<Sealed> {
  if (step.type === 'begin') {
    files.set(n, { key: step.key, writer: sealedWriter(step.key) });
    return null;
  }
  const file = files.get(n);
  if (step.type === 'drop') {
    file?.writer.drop();
    file?.reader?.end();
    files.delete(n);
    return null;
  }
  if (file === undefined) throw new Error(`there is no file ${n}`);
  switch (step.type) {
    case 'push':
      return file.writer.push(step.block, step.into);
    case 'finish':
      return { end: file.writer.end(step.into), head: file.writer.head(step.identity) };
    case 'open':
      file.reader = await openSealed(onDisk(step.fd, step.size), file.key, step.identity);
      return file.reader.chunks;
    case 'prove':
      if (file.reader === undefined) throw new Error(`file ${n} is proven before it is opened`);
      await file.reader.prove(step.first, step.end);
      return null;
    default:
      return assertNever(step);
  }
}

/** The bytes behind a descriptor. This thread may wait for the disk: it has nothing else to do. */
function onDisk(fd: number, size: number): SealedBytes {
  const memory = oneMemory();
  const read = (position: number, length: number) => {
    const data = memory(length);
    let done = 0;
    while (done < length) {
      const got = readSync(fd, data, done, length - done, position + done);
      if (got === 0) break;
      done += got;
    }
    return data.subarray(0, done);
  };
  return { size, readSync: read, read: async (position, length) => read(position, length) };
}
