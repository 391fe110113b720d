import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface RawRequest {
  readonly method?: string;
  /** null leaves a header out, Host included. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
  /** Milliseconds after which what has come so far is the answer; event streams never end. */
  readonly patience?: number;
}

/** One HTTP exchange written by hand: a client library would tidy the path and the Host header. */
export function askRaw(port: number, target: string, request: RawRequest = {}): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body = '', patience = 2000 } = request;
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    const parts: Buffer[] = [];
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parse(Buffer.concat(parts)));
    };
    const timer = setTimeout(finish, patience);
    socket.on('data', (part) => parts.push(part));
    socket.on('close', finish);
    socket.on('error', reject);
    const all: Record<string, string | null> = { Host: `127.0.0.1:${port}`, Connection: 'close', ...headers };
    if (body) Object.assign(all, { 'Content-Length': String(Buffer.byteLength(body)), ...headers });
    const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}\r\n`]));
    socket.write(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`, 'utf8');
  });
}

function parse(bytes: Buffer): RawAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes
    .subarray(0, end < 0 ? bytes.length : end)
    .toString('latin1')
    .split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const at = line.indexOf(':');
    headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(first)?.[1] ?? 0);
  return { status, headers, body: end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 4) };
}
