import type { IncomingMessage } from 'node:http';

/** A request body that cannot be used, as HTTP says it. */
export class BodyError extends Error {
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415, message: string) {
    super(message);
    this.name = 'BodyError';
    this.status = status;
  }
}

/** Largest call: an import of tens of thousands of paths fits; originals never travel this way. */
export const BODY_LIMIT = 32 * 1024 * 1024;

/** Reads a JSON body. @throws BodyError */
export async function readJson(request: IncomingMessage, limit: number = BODY_LIMIT): Promise<unknown> {
  // A form of a foreign page can send text/plain without asking first; JSON it cannot.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new BodyError(415, 'A call is sent as application/json.');
  }
  const tooLarge = () => new BodyError(413, `A call may be at most ${limit} bytes long.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw tooLarge();
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch {
    throw new BodyError(400, 'The call is not readable JSON.');
  }
}
