import type { IncomingMessage, ServerOptions } from 'node:http';

/**
 * What one client may keep busy. A browser opens six connections to a host and one for events; everything beyond is
 * somebody else's, or a defect.
 */
export const MOST_CONNECTIONS = 128;
/** Files taken in side by side; the page sends one after the other, and several pages may be open. */
export const MOST_UPLOADS = 4;
/** A body of which nothing more comes for this long will not come. */
export const STALLED_MS = 60_000;

/** Limits of the parser: a client that is slow to say what it wants is cut off with 408, one that says too much with 431. */
export const SERVER_LIMITS: ServerOptions = {
  // Uploads of many gigabytes take longer than Node's five minutes for a whole request; `endStalled` ends those that stop.
  requestTimeout: 0,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
  maxHeaderSize: 16_384,
  requireHostHeader: true,
  // Two ways to say where a body ends are two bodies to two readers (request smuggling): refused, never guessed at.
  insecureHTTPParser: false,
};

/** Ends the connection when the body of `request` stops coming; an answer that takes long is left alone. */
export function endStalled(request: IncomingMessage, ms: number = STALLED_MS): void {
  const { socket } = request;
  const cut = () => socket.destroy();
  socket.setTimeout(ms, cut);
  // Once: after the answer the socket's timeout is that of an idle connection.
  let over = false;
  const done = () => {
    if (over) return;
    over = true;
    socket.off('timeout', cut);
    socket.setTimeout(0);
  };
  request.once('end', done);
  request.once('close', done);
}

/** Counts what goes on at the same time. */
export interface Gate {
  /** Runs `work` unless too many are running; then the answer is null. */
  pass<T>(work: () => Promise<T>): Promise<T> | null;
}

export function gate(most: number): Gate {
  let running = 0;
  return {
    pass(work) {
      if (running >= most) return null;
      running += 1;
      return work().finally(() => {
        running -= 1;
      });
    },
  };
}
