import { ChunkNotMade } from './proxy-fetcher.ts';
import type { ProxyReply, ProxyRequest } from './proxy-messages.ts';
import { ProxySource } from './proxy-source.ts';
import { type PictureSource, SourceFailure } from './source-picture.ts';

/** Decodes a proxy beside the page, so that pictures come evenly whatever the page draws. */
let source: PictureSource | null = null;
let current: AbortController | null = null;

function answer(reply: ProxyReply): void {
  postMessage(reply, reply.type === 'picture' ? { transfer: [reply.frame] } : undefined);
}

function ended(run: number, error: unknown): ProxyReply {
  if (error instanceof ChunkNotMade) return { type: 'missing', run, chunk: error.chunk };
  const reason = error instanceof SourceFailure ? error.reason : 'decoder';
  return { type: 'failed', run, reason, message: error instanceof Error ? error.message : String(error) };
}

async function decode({ run, first, last }: Extract<ProxyRequest, { type: 'decode' }>): Promise<void> {
  current?.abort();
  const control = new AbortController();
  current = control;
  try {
    await source?.decode(first, last, control.signal, ({ n, frame }) => answer({ type: 'picture', run, n, frame }));
    if (!control.signal.aborted) answer({ type: 'done', run });
  } catch (error) {
    if (!control.signal.aborted) answer(ended(run, error));
  }
}

addEventListener('message', ({ data }: MessageEvent<ProxyRequest>) => {
  if (data.type === 'open') {
    source?.close();
    source = new ProxySource(data.sha256, data.frames, data.proxy);
  } else if (data.type === 'decode') void decode(data);
  else current?.abort();
});
