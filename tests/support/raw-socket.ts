import { connect } from 'node:net';

/** What came back on a connection, and whether the other side ended it. */
export interface RawExchange {
  readonly text: string;
  readonly ended: boolean;
  readonly ms: number;
}

/** Writes `parts` as they are, `pause` ms apart, and reads until the other side closes or `patience` ms are over. */
export function exchange(port: number, parts: readonly string[], patience = 3000, pause = 0): Promise<RawExchange> {
  return new Promise((resolve) => {
    const before = performance.now();
    const socket = connect({ host: '127.0.0.1', port });
    let text = '';
    let over = false;
    const finish = (ended: boolean) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, ended, ms: performance.now() - before });
    };
    const timer = setTimeout(() => finish(false), patience);
    socket.on('data', (part) => {
      text += part.toString('latin1');
    });
    // A reset is an end too: the server had nothing more to say.
    socket.on('error', () => finish(true));
    socket.on('close', () => finish(true));
    const send = (at: number) => {
      const part = parts[at];
      if (part === undefined || over) return;
      socket.write(part, 'latin1');
      setTimeout(send, pause, at + 1);
    };
    socket.once('connect', () => send(0));
  });
}

/** Status of every answer in what came back. */
export const statuses = ({ text }: RawExchange): number[] =>
  [...text.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status));
