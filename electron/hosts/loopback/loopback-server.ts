import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../../shared/errors.ts';
import { type Log, silentLog } from '../../core/log.ts';
import { pageFiles } from '../page-files.ts';
import { gate, MOST_CONNECTIONS, MOST_UPLOADS, SERVER_LIMITS } from './connection-limits.ts';
import { eventStreams } from './event-stream.ts';
import { type LaunchKey, launchKey } from './launch-key.ts';
import { type Exchange, type Hosted, type RouteParts, route } from './loopback-routes.ts';
import { BodyError } from './read-body.ts';
import { cookieName, foreignRequest, isNavigation, oddRequest, readCookie } from './request-guard.ts';
import { sendText } from './web-exchange.ts';

const ADDRESS = '127.0.0.1';

export interface LoopbackOptions {
  readonly hosted: Hosted;
  /** Folder of the built page. */
  readonly rendererDir: string;
  /** 0 or nothing: any free port. */
  readonly port?: number;
  readonly log?: Log;
}

export interface Loopback {
  readonly port: number;
  /** Address with the launch token. It opens the page once; never log it. */
  readonly url: string;
  /** Ends every connection at once and frees the port. */
  close(): Promise<void>;
}

const SPENT =
  'This address has been used already, or is of an earlier run. ' +
  'Aigaq is open in the browser that used it; to open it elsewhere, start Aigaq again and use the new address.';

/**
 * Goes on to the page without the token. A redirect would count as one of the page that began the journey, and take no
 * cookie of ours along; a document of our own begins a new one.
 */
function toPage(response: ServerResponse): void {
  if (isNavigation(response.req.headers)) {
    const html =
      '<!doctype html><meta charset="utf-8"><title>Aigaq</title><meta http-equiv="refresh" content="0;url=/">';
    response.setHeader('Content-Security-Policy', "default-src 'none'");
    sendText(response, 200, html, 'text/html');
  } else {
    response.setHeader('Location', '/');
    sendText(response, 303, 'Aigaq opens.');
  }
}

/** The first visit: gives the browser its cookie and takes the token out of the address bar and history. */
function enter(key: LaunchKey, port: number, token: string, response: ServerResponse): void {
  const session = key.spend(token);
  if (session === null) sendText(response, 403, SPENT);
  else {
    response.setHeader('Set-Cookie', `${cookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`);
    toPage(response);
  }
}

function splitTarget(request: IncomingMessage): { pathname: string; search: string } {
  const target = request.url ?? '/';
  const at = target.indexOf('?');
  return at < 0 ? { pathname: target, search: '' } : { pathname: target.slice(0, at), search: target.slice(at) };
}

function failed(response: ServerResponse, error: unknown, log: Log): void {
  if (response.headersSent || response.destroyed) {
    // The client went away in the middle, or a body broke off; its connection shows that.
    response.destroy();
  } else if (error instanceof BodyError) {
    // What is left of the body is not read: the connection ends with the answer.
    response.setHeader('Connection', 'close');
    sendText(response, error.status, error.message);
  } else {
    log.warn('loopback.failed', {});
    sendText(response, 500, 'Aigaq could not answer this request.');
  }
}

/** Answers what a request without its cookie may get, and takes the token out of the address of one that has it. */
function admit(key: LaunchKey, port: number, request: IncomingMessage, response: ServerResponse): boolean {
  const session = readCookie(request.headers.cookie, cookieName(port));
  const known = session !== null && key.holdsSession(session);
  const { pathname, search } = splitTarget(request);
  const token = new URLSearchParams(search).get('launch');
  const entering = token !== null && pathname === '/' && request.method === 'GET';
  if (known && !entering) return true;
  // The printed address in another tab of a browser that is known already: only its token is taken away.
  if (known) toPage(response);
  else if (entering) enter(key, port, token, response);
  else sendText(response, 401, 'Open Aigaq with the address it printed when it started.');
  return false;
}

function handler(parts: RouteParts, key: LaunchKey, port: () => number) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const foreign = oddRequest(request) ?? foreignRequest(request.headers, port());
    if (foreign) sendText(response, foreign.status, foreign.message);
    else if (admit(key, port(), request, response)) {
      const exchange: Exchange = { request, response, ...splitTarget(request) };
      route(parts, exchange).catch((error: unknown) => failed(response, error, parts.log));
    }
  };
}

function listenError(error: NodeJS.ErrnoException, port: number): AppError {
  if (error.code === 'EADDRINUSE') {
    return new AppError(
      'invalid_input',
      `Port ${port} is in use by another program. Name another one, or none for any free one.`,
      {
        port,
      },
    );
  }
  if (error.code === 'EACCES') {
    return new AppError('invalid_input', `Port ${port} may not be used by this account. Name one above 1023.`, {
      port,
    });
  }
  return new AppError('internal', `Aigaq could not listen on ${ADDRESS}: ${error.code ?? error.message}.`);
}

/** Serves the page and the workspace on 127.0.0.1 to the holder of the launch address alone. @throws AppError invalid_input */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const { hosted, log = silentLog } = options;
  const key = launchKey();
  const events = eventStreams();
  const parts: RouteParts = { hosted, page: pageFiles(options.rendererDir), events, uploads: gate(MOST_UPLOADS), log };
  let port = options.port ?? 0;
  const server = createServer(
    SERVER_LIMITS,
    handler(parts, key, () => port),
  );
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
    server.listen({ host: ADDRESS, port, exclusive: true }, resolve);
  });
  port = (server.address() as AddressInfo).port;
  const stopEvents = hosted.on((event) => events.send(event));
  return {
    port,
    url: `http://${ADDRESS}:${port}/?launch=${key.launch}`,
    async close() {
      stopEvents();
      events.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
