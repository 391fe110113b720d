import type { ServerResponse } from 'node:http';
import { type AppEvent, TOPICS } from '../../../shared/app-event.ts';
import { COMMON_HEADERS } from '../security-headers.ts';

const HEARTBEAT_MS = 15_000;
/** A page that has stopped reading is cut off here; its browser comes back by itself. */
const BACKLOG_LIMIT = 4 * 1024 * 1024;

/** The open event streams of one host (server-sent events, WHATWG HTML §9.2). */
export interface EventStreams {
  /** Turns an answer into a stream. A page that comes back is told to ask for everything again. */
  open(response: ServerResponse, returning: boolean): void;
  send(event: AppEvent): void;
  close(): void;
}

export function eventStreams(heartbeatMs: number = HEARTBEAT_MS): EventStreams {
  const streams = new Set<ServerResponse>();
  let number = 0;

  const write = (stream: ServerResponse, text: string) => {
    if (stream.writableLength > BACKLOG_LIMIT) stream.destroy();
    else stream.write(text);
  };
  // Numbered, so that the browser names the last one it saw when it comes back.
  const message = (event: AppEvent) => `id: ${++number}\ndata: ${JSON.stringify(event)}\n\n`;
  // Tells both ends in time when the other has gone without a word.
  const heartbeat = setInterval(() => {
    for (const stream of streams) write(stream, ': still here\n\n');
  }, heartbeatMs);
  heartbeat.unref();

  return {
    open(response, returning) {
      response.writeHead(200, {
        ...COMMON_HEADERS,
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
      });
      streams.add(response);
      response.once('close', () => streams.delete(response));
      response.write(`retry: 1000\nid: ${number}\n\n`);
      if (returning) write(response, message({ type: 'changed', topics: TOPICS }));
    },
    send(event) {
      const text = message(event);
      for (const stream of streams) write(stream, text);
    },
    close() {
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
    },
  };
}
