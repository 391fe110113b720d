import type { ProxyPort } from './proxy-desk.ts';
import type { ProxyReply } from './proxy-messages.ts';

/** Starts a worker that decodes one proxy. */
export function openProxyWorker(onReply: (reply: ProxyReply) => void): ProxyPort {
  const worker = new Worker(new URL('./proxy-worker.ts', import.meta.url), { type: 'module', name: 'proxy' });
  let run = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<ProxyReply>) => onReply(data));
  // A worker that cannot start or breaks down answers nothing: whoever waits has to be told.
  worker.addEventListener('error', ({ message }) => onReply({ type: 'failed', run, reason: 'unsupported', message }));
  return {
    post: (request) => {
      if (request.type === 'decode') run = request.run;
      worker.postMessage(request);
    },
    close: () => worker.terminate(),
  };
}
