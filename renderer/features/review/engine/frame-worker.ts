import type { FrameReply, FrameRequest, OpenFrames } from './frame-messages.ts';
import { NativeSource } from './native-source.ts';
import { PicturePrints } from './picture-prints.ts';
import { type PictureSource, SourceFailure } from './source-picture.ts';

/** Decodes and proves an original's pictures beside the page. One worker serves one recording. */
let source: Promise<PictureSource> | null = null;
let current = new AbortController();
/** Ends when the run before has let go of the source. */
let settled: Promise<unknown> = Promise.resolve();

function answer(reply: FrameReply): void {
  postMessage(reply, reply.type === 'picture' ? { transfer: [reply.frame] } : undefined);
}

async function loadPrints(url: string): Promise<PicturePrints> {
  const response = await fetch(url, { cache: 'no-store' });
  if (!response.ok) throw new SourceFailure('unproven', `the MD5s of the pictures: HTTP ${response.status}`);
  return new PicturePrints(new Uint8Array(await response.arrayBuffer()));
}

async function open({ url, prints, index, turn }: OpenFrames): Promise<PictureSource> {
  return NativeSource.open({ url, index, turn, prints: prints === null ? null : await loadPrints(prints) });
}

function fail(error: unknown): void {
  const reason = error instanceof SourceFailure ? error.reason : 'decoder';
  answer({ type: 'failed', reason, message: error instanceof Error ? error.message : String(error) });
}

async function decode(run: number, first: number, last: number, signal: AbortSignal): Promise<void> {
  try {
    const opened = await source;
    if (signal.aborted || opened === null) return;
    await opened.decode(first, last, signal, ({ n, frame, proven }) =>
      answer({ type: 'picture', run, n, frame, proven }),
    );
    if (!signal.aborted) answer({ type: 'done', run });
  } catch (error) {
    if (!signal.aborted) fail(error);
  }
}

addEventListener('message', ({ data }: MessageEvent<FrameRequest>) => {
  if (data.type === 'open') {
    source = open(data);
    // Told now, and once more by whoever asks for a picture.
    source.catch(fail);
    return;
  }
  current.abort();
  const control = new AbortController();
  current = control;
  const before = settled;
  settled = before.then(() => decode(data.run, data.first, data.last, control.signal));
});
