import { randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { SharedBytes } from '../seal/library-keys.ts';
import { abortable } from './block-reader.ts';
import { draftWriter } from './draft-writer.ts';
import { makeFolder, place, removeIfThere } from './durable-files.ts';
import { fromTargetError } from './fs-errors.ts';
import type { Store } from './store.ts';
import type { StorePaths } from './store-paths.ts';

type Uploads = Pick<Store, 'receiveUpload' | 'upload' | 'removeUpload'>;

/** Bytes that came through a page rather than as a path. They wait in `incoming/` until they are imported. */
export function uploads(paths: StorePaths, key: SharedBytes | null): Uploads {
  return {
    async receiveUpload(body, signal) {
      const upload = randomBytes(12).toString('hex');
      const partial = `${paths.upload(upload)}.part`;
      try {
        await makeFolder(paths.incoming);
        const handle = await open(partial, 'wx', 0o600);
        let bytes: number;
        try {
          bytes = await receive(body, handle, key, identityOf(upload), signal);
          // A job will wait for it, perhaps across a power cut; nobody else has these bytes.
          await handle.sync();
        } finally {
          await handle.close();
        }
        await place(partial, paths.upload(upload));
        return { upload, bytes };
      } catch (error) {
        await removeIfThere(partial);
        throw fromTargetError(error, paths.incoming);
      }
    },
    upload: (upload) => ({
      path: paths.upload(upload),
      seal: key === null ? null : { key, identity: identityOf(upload) },
    }),
    removeUpload: (upload) => removeIfThere(paths.upload(upload)),
  };
}

const identityOf = (upload: string) => `upload\n${upload}` as const;

async function receive(
  body: ReadableStream<Uint8Array>,
  handle: FileHandle,
  key: SharedBytes | null,
  identity: ReturnType<typeof identityOf>,
  signal: AbortSignal,
): Promise<number> {
  const reader = body.getReader();
  const writer = draftWriter(handle, key);
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await abortable(reader.read(), signal);
      if (done) break;
      await writer.write(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
      bytes += value.length;
    }
    await writer.finish(identity);
    return bytes;
  } catch (error) {
    writer.drop();
    // Told to the sender so that it stops; its own failure to hear it changes nothing.
    await reader.cancel(error).catch(() => undefined);
    throw error;
  }
}
