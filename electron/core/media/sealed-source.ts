import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { AppError } from '../../../shared/errors.ts';
import { type ByteReader, type FileSource, openBytes } from '../store/file-source.ts';
import { isOurOwnPeer } from './peer-owner.ts';

/** Bytes that are unsealed and handed over at a time. */
const BLOCK = 256 * 1024;
/** A demuxer holds a few places of a file at once; more connections than this are no demuxer's. */
const MOST_CONNECTIONS = 16;

/** A sealed file that one child can read from any place, for as long as it runs. */
export interface SealedServing {
  readonly url: string;
  /** What went wrong while bytes were unsealed, or null. The child only meets the end of a connection. */
  failure(): AppError | null;
  close(): Promise<void>;
}

/**
 * Lends the plain bytes of a sealed file to one child process. ffmpeg has no way to read from a seekable descriptor that
 * is no file, and the plain bytes must not become one; so they pass through a connection inside this machine: port and
 * address are new for every child, the address holds 256 random bits, nothing but GET of this one file is answered, and
 * where the system tells whose connection it is (Linux), those of other users are closed unanswered, because they can
 * read the child's arguments.
 */
export async function serveSealed(source: FileSource): Promise<SealedServing> {
  const bytes = await openBytes(source);
  const path = `/${randomBytes(32).toString('hex')}`;
  let host = '';
  let failure: AppError | null = null;
  const failed = (error: unknown) => {
    failure ??= error instanceof AppError ? error : new AppError('unreadable_file', 'An original could not be read.');
  };
  const server = createServer((request, response) => {
    const fits = request.url === path && request.headers.host === host && request.method === 'GET';
    if (!fits) refuse(response, 404);
    else
      answer(request, response, bytes).catch((error: unknown) => {
        failed(error);
        response.destroy();
      });
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on('connection', (socket: Socket) => {
    // Refused requests and a child that is killed end connections in the middle; nobody has to be told.
    socket.on('error', () => undefined);
    if (!isOurOwnPeer(socket.remotePort, socket.localPort)) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    await bytes.close();
    throw error;
  }
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}${path}`,
    failure: () => failure,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await bytes.close();
    },
  };
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, connection: 'close', 'content-length': '0' }).end();
}

async function answer(request: IncomingMessage, response: ServerResponse, bytes: ByteReader): Promise<void> {
  const from = firstByte(request.headers.range);
  if (from >= bytes.size) return refuse(response, 416, { 'content-range': `bytes */${bytes.size}` });
  response.writeHead(from === 0 && request.headers.range === undefined ? 200 : 206, {
    'accept-ranges': 'bytes',
    'content-length': String(bytes.size - from),
    'content-range': `bytes ${from}-${bytes.size - 1}/${bytes.size}`,
    'content-type': 'application/octet-stream',
  });
  for (let at = from; at < bytes.size && !response.destroyed; ) {
    const block = await bytes.read(at, BLOCK);
    at += block.length;
    if (!response.write(block)) await room(response);
  }
  response.end();
}

/** Resolves when more can be written, or when nobody reads any more. */
function room(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
    if (response.destroyed) done();
  });
}

/** ffmpeg asks for `bytes=n-` and ends the connection when it wants another place. */
function firstByte(range: string | undefined): number {
  const match = /^bytes=(\d{1,15})-/.exec(range ?? '');
  return match === null ? 0 : Number(match[1]);
}
