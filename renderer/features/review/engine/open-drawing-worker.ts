import type { DrawingReply, DrawingRequest } from './drawing-messages.ts';

/** The worker as the page uses it. */
export interface DrawingPort {
  post(request: DrawingRequest): void;
  close(): void;
}

/** Starts a worker that makes pictures ready. For one that cannot start or breaks down null comes: the page does without. */
export function openDrawingWorker(onReply: (reply: DrawingReply | null) => void): DrawingPort {
  const worker = new Worker(new URL('./drawing-worker.ts', import.meta.url), { type: 'module', name: 'drawings' });
  worker.addEventListener('message', ({ data }: MessageEvent<DrawingReply>) => onReply(data));
  worker.addEventListener('error', () => onReply(null));
  return { post: (request) => worker.postMessage(request, [request.frame]), close: () => worker.terminate() };
}
