import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { Core } from '../../core/app.ts';
import type { Log } from '../../core/log.ts';
import { answerCall } from '../answer-call.ts';
import { mediaAddress } from '../media-address.ts';
import type { PageFile } from '../page-files.ts';
import { COMMON_HEADERS, EVIDENCE_POLICY } from '../security-headers.ts';
import { endStalled, type Gate } from './connection-limits.ts';
import type { EventStreams } from './event-stream.ts';
import { readJson } from './read-body.ts';
import { clientGone, sendResponse, sendText, webRequest } from './web-exchange.ts';

/** What a host needs of the workspace behind it. */
export type Hosted = Pick<Core, 'call' | 'on' | 'media' | 'upload'>;

export interface RouteParts {
  readonly hosted: Hosted;
  readonly page: (pathname: string) => PageFile | null;
  readonly events: EventStreams;
  readonly uploads: Gate;
  readonly log: Log;
}

/** A request that has passed the guard. `search` keeps its question mark. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly pathname: string;
  readonly search: string;
}

const notFound = ({ response }: Exchange) => sendText(response, 404, 'There is nothing at this address.');

async function answerRpc(parts: RouteParts, { request, response, pathname }: Exchange): Promise<void> {
  endStalled(request);
  const input = await readJson(request);
  const reply = await answerCall(parts.hosted.call, pathname.slice('/rpc/'.length), input, parts.log);
  sendText(response, 200, JSON.stringify(reply), 'application/json');
}

async function answerMedia(parts: RouteParts, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const address = mediaAddress(exchange.pathname, exchange.search);
  if (address === null) notFound(exchange);
  else {
    const answer = await parts.hosted.media(webRequest(request, address, clientGone(response)));
    await sendResponse(response, answer, { 'Content-Security-Policy': EVIDENCE_POLICY });
  }
}

const TOO_MANY = {
  code: 'usage',
  message: 'Several files are being copied in already. Wait until one of them is done, then add this one again.',
  details: {},
} satisfies ErrorEnvelope;

async function answerUpload(parts: RouteParts, { request, response }: Exchange): Promise<void> {
  endStalled(request);
  const receiving = parts.uploads.pass(async () => {
    const answer = await parts.hosted.upload(webRequest(request, '/upload', clientGone(response)));
    await sendResponse(response, answer, { 'Cache-Control': 'no-store' });
  });
  if (receiving !== null) return receiving;
  // The body is not read: the connection ends with the answer.
  response.setHeader('Connection', 'close');
  sendText(response, 429, JSON.stringify({ error: TOO_MANY }), 'application/json');
}

function answerPage(parts: RouteParts, exchange: Exchange): void {
  const file = parts.page(exchange.pathname);
  if (file === null) notFound(exchange);
  else {
    exchange.response.writeHead(200, {
      ...COMMON_HEADERS,
      'Content-Security-Policy': file.policy,
      'Content-Type': file.mime,
      'Content-Length': file.data.length,
      'Cache-Control': file.cacheControl,
    });
    exchange.response.end(exchange.request.method === 'HEAD' ? undefined : file.data);
  }
}

function wrongMethod({ response }: Exchange, allowed: string): void {
  response.setHeader('Allow', allowed);
  sendText(response, 405, `This address is asked with ${allowed}.`);
}

/** Answers one request of the page. */
export async function route(parts: RouteParts, exchange: Exchange): Promise<void> {
  const { request, response, pathname } = exchange;
  const calls = pathname.startsWith('/rpc/');
  const uploads = pathname === '/upload';
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if ((calls || uploads) && request.method !== 'POST') wrongMethod(exchange, 'POST');
  else if (calls) await answerRpc(parts, exchange);
  else if (uploads) await answerUpload(parts, exchange);
  else if (!reads) wrongMethod(exchange, 'GET, HEAD');
  else if (pathname.startsWith('/media/')) await answerMedia(parts, exchange);
  else if (pathname === '/events' && request.method === 'GET') {
    parts.events.open(response, request.headers['last-event-id'] !== undefined);
  } else answerPage(parts, exchange);
}
