import type { DecodeFrames, FrameReply, FrameRequest, OpenFrames } from './frame-messages.ts';
import { NativeSource } from './native-source.ts';
import { PicturePrints } from './picture-prints.ts';
import { sleepUnless } from './sleep-unless.ts';
import { SourceFailure, type SourcePicture } from './source-picture.ts';

/** Decodes and proves an original's pictures beside the page. One worker serves one recording. */
let source: Promise<NativeSource> | null = null;
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

async function open({ url, prints, index, turn }: OpenFrames): Promise<NativeSource> {
  const loading = prints === null ? null : loadPrints(prints);
  // Its failure is told by whoever waits for it.
  loading?.catch(() => undefined);
  return NativeSource.open({ url, index, turn, prints: loading });
}

function fail(error: unknown): void {
  const reason = error instanceof SourceFailure ? error.reason : 'decoder';
  answer({ type: 'failed', reason, message: error instanceof Error ? error.message : String(error) });
}

async function decode({ run, first, last, lastFirst, pace }: DecodeFrames, signal: AbortSignal): Promise<void> {
  let before = performance.now();
  const between = async () => {
    const spare = before + pace - performance.now();
    if (spare > 0) await sleepUnless(spare, signal);
    before = performance.now();
  };
  try {
    const opened = await source;
    if (signal.aborted || opened === null) return;
    const tell = ({ n, frame, proven }: SourcePicture) => answer({ type: 'picture', run, n, frame, proven });
    await opened.decode(first, last, signal, tell, { lastFirst, ...(pace > 0 && { between }) });
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
  if (data.type === 'stop') return;
  const control = new AbortController();
  current = control;
  const before = settled;
  settled = before.then(() => decode(data, control.signal));
});
