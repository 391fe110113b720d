import type { FrameReply, FrameRequest } from './frame-messages.ts';

/** The worker as the page uses it. */
export interface FramePort {
  post(request: FrameRequest): void;
  close(): void;
}

/** Starts a worker that decodes one original. */
export function openFrameWorker(onReply: (reply: FrameReply) => void): FramePort {
  const worker = new Worker(new URL('./frame-worker.ts', import.meta.url), { type: 'module', name: 'frames' });
  worker.addEventListener('message', ({ data }: MessageEvent<FrameReply>) => onReply(data));
  // A worker that cannot start or breaks down answers nothing: whoever waits has to be told.
  worker.addEventListener('error', ({ message }) => onReply({ type: 'failed', reason: 'unsupported', message }));
  return { post: (request) => worker.postMessage(request), close: () => worker.terminate() };
}
