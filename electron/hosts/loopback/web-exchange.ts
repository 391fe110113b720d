import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { COMMON_HEADERS } from '../security-headers.ts';

/** Aborts when the client goes away before it has its answer. */
export function clientGone(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

function webHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // The core has no use for the session's secret.
    if (value !== undefined && name !== 'cookie') headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** A node:http request as the web's Request, body streamed. `address` is the checked request target. */
export function webRequest(request: IncomingMessage, address: string, signal: AbortSignal): Request {
  const method = request.method ?? 'GET';
  const init = { method, headers: webHeaders(request), signal };
  const url = `http://127.0.0.1${address}`;
  if (method === 'GET' || method === 'HEAD') return new Request(url, init);
  const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
  return new Request(url, { ...init, body, duplex: 'half' });
}

/** Sends the web's Response; a body whose client has gone is cancelled, so that nothing behind it stays open. */
export async function sendResponse(
  response: ServerResponse,
  answer: Response,
  extra: Readonly<Record<string, string>> = {},
): Promise<void> {
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...COMMON_HEADERS, ...extra });
  if (answer.body === null || response.req.method === 'HEAD') {
    await answer.body?.cancel();
    response.end();
    return;
  }
  await pipeline(Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream), response);
}

/** A short answer of our own. */
export function sendText(response: ServerResponse, status: number, text: string, mime = 'text/plain'): void {
  const body = Buffer.from(text, 'utf8');
  response.writeHead(status, {
    ...COMMON_HEADERS,
    'Content-Type': `${mime}; charset=utf-8`,
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
