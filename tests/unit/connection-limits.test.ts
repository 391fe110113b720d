import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { endStalled, gate, SERVER_LIMITS } from '../../electron/hosts/loopback/connection-limits.ts';
import { exchange, statuses } from '../support/raw-socket.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that reads the whole body, waits and answers. */
async function listen(stalledMs: number, answerMs: number): Promise<number> {
  server = createServer(SERVER_LIMITS, (request, response) => {
    endStalled(request, stalledMs);
    request.resume();
    request.once('end', () => setTimeout(() => response.end('done'), answerMs));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const head = (length: number) => `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`;

describe('a body', () => {
  it('that stops coming ends the connection', async () => {
    const port = await listen(300, 0);
    const stalled = await exchange(port, [head(100), 'half'], 5000);
    expect([stalled.ended, stalled.text]).toEqual([true, '']);
    expect(stalled.ms).toBeLessThan(3000);
  });

  it('that comes slowly but steadily is waited for', async () => {
    const port = await listen(600, 0);
    const steady = await exchange(port, [head(8), ...'steadily'], 4000, 200);
    expect(statuses(steady)).toEqual([200]);
  });

  it('that has come may be answered as late as the work takes', async () => {
    const port = await listen(200, 900);
    const late = await exchange(port, [`${head(4).replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')}body`], 4000);
    expect(statuses(late)).toEqual([200]);
  });
});

describe('a gate', () => {
  it('lets so many through at a time, whether they end well or not', async () => {
    const { pass } = gate(2);
    let fail: (error: Error) => void = () => {};
    const first = pass(() => new Promise<void>((_, reject) => (fail = reject)));
    const second = pass(async () => 2);
    expect(pass(async () => 3)).toBeNull();
    expect(await second).toBe(2);
    fail(new Error('broken off'));
    await expect(first).rejects.toThrow('broken off');
    expect(await pass(async () => 4)).toBe(4);
  });
});
