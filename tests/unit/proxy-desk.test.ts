import { beforeEach, describe, expect, it } from 'vitest';
import { ProxyDesk } from '../../renderer/features/review/engine/proxy-desk.ts';
import { ChunkNotMade } from '../../renderer/features/review/engine/proxy-fetcher.ts';
import type { ProxyReply, ProxyRequest } from '../../renderer/features/review/engine/proxy-messages.ts';
import type { Proxy as ReviewCopy } from '../../shared/preparation.ts';

const proxy: ReviewCopy = { width: 64, height: 48, chunkFrames: 24, gop: 12, chunks: 5, made: [[0, 2]] };
const FRAMES = 110;

type Decode = Extract<ProxyRequest, { type: 'decode' }>;

let asked: ProxyRequest[];
let reply: (answer: ProxyReply) => void;
let open: number;
let closed: boolean;

beforeEach(() => {
  asked = [];
  open = 0;
  closed = false;
});

const desk = (copy = proxy) =>
  new ProxyDesk('a'.repeat(64), FRAMES, copy, (onReply) => {
    reply = onReply;
    return {
      post: (request) => asked.push(request),
      close: () => {
        closed = true;
      },
    };
  });

const decodes = () => asked.filter((request): request is Decode => request.type === 'decode');
const lastDecode = () => decodes().at(-1) ?? { type: 'decode', run: -1, first: -1, last: -1 };

function frame(): VideoFrame {
  open++;
  return { displayWidth: 64, displayHeight: 48, close: () => open-- } as unknown as VideoFrame;
}

/** The worker does what it was told last. */
function deliver({ run, first, last } = lastDecode()): void {
  for (let n = first; n <= last; n++) reply({ type: 'picture', run, n, frame: frame() });
  reply({ type: 'done', run });
}

const ahead = (n: number, count = 12) => Array.from({ length: count }, (_, i) => n + i + 1);

describe('ProxyDesk', () => {
  it('decodes whole groups, first the one that is wanted and then those ahead', async () => {
    const at = desk();
    const wanted = at.want(5, null, ahead(5, 20));
    expect(lastDecode()).toMatchObject({ first: 0, last: 11 });
    deliver();
    expect((await wanted).n).toBe(5);
    expect(lastDecode()).toMatchObject({ first: 12, last: 23 });
    deliver();
    expect(lastDecode()).toMatchObject({ first: 24, last: 35 });
    deliver();
    expect(decodes()).toHaveLength(3);
    expect(at.peek(20)?.n).toBe(20);
    await at.want(6, null, ahead(6, 20));
    expect(decodes()).toHaveLength(3);
  });

  it('decodes backwards group by group, and ends groups where chunk and recording end', async () => {
    const at = desk({ ...proxy, chunkFrames: 30, chunks: 4, made: [[0, 3]] });
    void at.want(61, null, [60, 59, 58]);
    expect(lastDecode()).toMatchObject({ first: 60, last: 71 });
    deliver();
    expect(lastDecode()).toMatchObject({ first: 54, last: 59 });
    deliver();
    void at.want(109, null);
    expect(lastDecode()).toMatchObject({ first: 102, last: 109 });
  });

  it('gives up what is not wanted any more', async () => {
    const at = desk();
    const given = at.want(0, null, ahead(0));
    const old = lastDecode();
    const told = expect(given).rejects.toMatchObject({ name: 'AbortError' });
    const next = at.want(60, null, ahead(60));
    await told;
    expect(asked.at(-2)).toEqual({ type: 'stop' });
    expect(lastDecode()).toMatchObject({ first: 60, last: 71 });
    // A picture of the old run that was under way is closed, not kept.
    reply({ type: 'picture', run: old.run, n: 0, frame: frame() });
    expect([open, at.peek(0)]).toEqual([0, null]);
    deliver();
    expect((await next).n).toBe(60);
  });

  it('says at once where nothing is made, until it is told that it is', async () => {
    const at = desk();
    expect([at.has(71), at.has(72)]).toEqual([true, false]);
    await expect(at.want(72, null)).rejects.toBeInstanceOf(ChunkNotMade);
    expect(decodes()).toHaveLength(0);
    at.update({ ...proxy, made: [[0, 4]] });
    expect(at.has(72)).toBe(true);
  });

  it('believes the worker that a chunk is gone, and goes on elsewhere', async () => {
    const at = desk();
    const wanted = at.want(30, null);
    reply({ type: 'missing', run: lastDecode().run, chunk: 1 });
    await expect(wanted).rejects.toBeInstanceOf(ChunkNotMade);
    expect([at.has(30), at.has(5)]).toEqual([false, true]);
    at.update(proxy);
    expect(at.has(30)).toBe(true);
  });

  it('gives nothing any more after a failure', async () => {
    const at = desk();
    const wanted = at.want(30, null);
    reply({ type: 'failed', run: lastDecode().run, reason: 'mismatch', message: 'damaged' });
    await expect(wanted).rejects.toMatchObject({ reason: 'mismatch' });
    expect(at.has(0)).toBe(false);
    await expect(at.want(0, null)).rejects.toMatchObject({ reason: 'mismatch' });
  });

  it('keeps as many pictures as fit, those near the reader first, and closes the rest', () => {
    const at = desk({ ...proxy, width: 4096, height: 2160 });
    for (let n = 0; n < 72; n += 12) {
      void at.want(n, null).catch(() => undefined);
      deliver();
    }
    expect(open).toBe(36);
    expect(at.peek(0)).toBeNull();
    expect(at.peek(60)?.n).toBe(60);
  });

  it('closes every picture and the worker in the end', async () => {
    const at = desk();
    void at.want(0, null).catch(() => undefined);
    deliver();
    const late = at.want(40, null);
    const told = expect(late).rejects.toMatchObject({ name: 'AbortError' });
    at.close();
    await told;
    expect([open, closed]).toEqual([0, true]);
  });
});
