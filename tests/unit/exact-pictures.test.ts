import { afterEach, describe, expect, it, vi } from 'vitest';
import { ExactPictures } from '../../renderer/features/review/engine/exact-pictures.ts';
import type { FrameReply, FrameRequest } from '../../renderer/features/review/engine/frame-messages.ts';
import type { StagePicture } from '../../renderer/features/review/engine/picture-desk.ts';
import { PictureLoader } from '../../renderer/features/review/engine/picture-loader.ts';
import type { SourceFailure } from '../../renderer/features/review/engine/source-picture.ts';

/** Desks share the room for pictures, so that each test has to give it back. */
const opened = new Set<ExactPictures>();
afterEach(() => {
  vi.useRealTimers();
  for (const desk of opened) desk.close();
  opened.clear();
});

/** A desk with a worker whose replies the test makes up, and a core that answers at once. */
function setup({ source = 'decoder' as 'decoder' | 'container', frames = 300, coreFails = false } = {}) {
  const requests: FrameRequest[] = [];
  const closed: number[] = [];
  const asked: number[] = [];
  const failures: SourceFailure[] = [];
  let hear: (reply: FrameReply) => void = () => undefined;
  let workers = 0;
  const core = new PictureLoader<StagePicture>(async (n) => {
    asked.push(n);
    if (coreFails) throw new Error('the core has no picture');
    return { n, proof: 'core', image: {} as ImageBitmap, turn: 0, width: 8, height: 4, close: () => undefined };
  });
  const desk = new ExactPictures({
    original: '/original',
    prints: '/prints',
    index: {
      timeBase: [1, 25],
      pts: Array.from({ length: frames }, (_, n) => n),
      keys: [0, 100, 200],
      source,
      fieldOrder: 'progressive',
    },
    turn: 90,
    bytesEach: 1 << 20,
    core,
    connect: (onReply) => {
      workers += 1;
      hear = onReply;
      return { post: (request) => void requests.push(request), close: () => void workers-- };
    },
    onFailure: (failure) => void failures.push(failure),
  });
  opened.add(desk);
  const frame = (n: number) =>
    ({
      format: 'I420',
      displayWidth: 8,
      displayHeight: 4,
      allocationSize: () => 1 << 20,
      close: () => void closed.push(n),
    }) as unknown as VideoFrame;
  const decoding = () => {
    const last = requests.at(-1);
    return last?.type === 'decode' ? last : null;
  };
  return {
    desk,
    asked,
    closed,
    failures,
    requests,
    decoding,
    workers: () => workers,
    picture: (n: number, proven = true, run = decoding()?.run ?? 0) =>
      hear({ type: 'picture', run, n, frame: frame(n), proven }),
    done: () => hear({ type: 'done', run: decoding()?.run ?? 0 }),
    fail: () => hear({ type: 'failed', reason: 'mismatch', message: 'frame 7 came twice' }),
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('ExactPictures', () => {
  it('opens the worker with the first wish and hands over the proven picture as soon as it is out', async () => {
    const { desk, requests, decoding, picture, asked } = setup();
    expect(requests).toEqual([]);
    const wanted = desk.want(150, null);
    expect(requests[0]).toMatchObject({ type: 'open', url: '/original', prints: '/prints', turn: 90 });
    expect(decoding()).toMatchObject({ first: 150, last: 156 });
    picture(150);
    expect(await wanted).toMatchObject({ n: 150, proof: 'md5', turn: 90 });
    expect(desk.peek(150, null)?.n).toBe(150);
    expect(asked).toEqual([]);
  });

  it('lets what is under way serve a step, and gives it up for a jump', async () => {
    const { desk, decoding, picture } = setup();
    const first = desk.want(150, null);
    picture(150);
    await first;
    const next = desk.want(151, null);
    expect(decoding()?.run).toBe(1);
    const jump = desk.want(20, null);
    expect(decoding()).toMatchObject({ run: 2, first: 20, last: 20 });
    await expect(next).rejects.toMatchObject({ name: 'AbortError' });
    // A late picture of the run before is kept all the same, it is proven.
    picture(151, true, 1);
    expect(desk.peek(151, null)?.n).toBe(151);
    picture(20);
    expect((await jump).n).toBe(20);
  });

  it('slows down what nobody waits for while the reader moves, and nothing else', async () => {
    const { desk, requests, picture, done } = setup();
    const wish = (n: number) => void desk.want(n, null).catch(() => undefined);
    const last = () => requests.at(-1);
    wish(0);
    for (let n = 0; n <= 6; n++) picture(n);
    expect(last()).toMatchObject({ first: 0, last: 6, pace: 0 });
    wish(1);
    wish(2);
    done();
    expect(last()).toMatchObject({ first: 7, last: 8, pace: 24 });
    // Outrun: the picture under the reader comes as fast as it can.
    for (const n of [3, 4, 5, 6, 7]) wish(n);
    expect(last()).toMatchObject({ first: 7, pace: 0 });
  });

  it('looks farther ahead once the reader rests', async () => {
    vi.useFakeTimers();
    const { desk, requests, decoding, picture, done } = setup();
    const wish = (n: number) => void desk.want(n, null).catch(() => undefined);
    wish(0);
    for (let n = 0; n <= 6; n++) picture(n);
    done();
    wish(1);
    wish(2);
    for (let n = 7; n <= 62; n++) picture(n);
    done();
    const before = requests.length;
    done();
    expect(requests.length).toBe(before);
    vi.advanceTimersByTime(1000);
    expect(decoding()).toMatchObject({ first: 63, last: 86, pace: 0 });
  });

  it('goes on by itself when a run has ended', async () => {
    const { desk, decoding, picture, done } = setup();
    const wanted = desk.want(0, null);
    for (let n = 0; n <= 6; n++) picture(n);
    await wanted;
    done();
    expect(decoding()).toMatchObject({ first: 7, last: 24 });
  });

  it('decodes nothing while a player runs, and goes on with the next wish', async () => {
    const { desk, requests, picture } = setup();
    const wanted = desk.want(0, null);
    picture(0);
    await wanted;
    desk.rest();
    expect(requests.at(-1)).toEqual({ type: 'stop' });
    const before = requests.length;
    picture(1);
    await settled();
    expect(requests).toHaveLength(before);
    desk.want(20, null).catch(() => undefined);
    expect(requests.at(-1)).toMatchObject({ type: 'decode', first: 20 });
  });

  it('takes the core picture where one could not be proven, and only there', async () => {
    const { desk, picture, asked, closed } = setup();
    const wanted = desk.want(10, 480);
    picture(10, false);
    expect(await wanted).toMatchObject({ n: 10, proof: 'core' });
    expect(closed).toEqual([10]);
    const next = desk.want(11, 480);
    picture(11);
    expect((await next).proof).toBe('md5');
    expect(asked).toEqual([10]);
    expect((await desk.want(10, 480)).proof).toBe('core');
  });

  it('shows unproven pictures as such while there is nothing to prove them by', async () => {
    const { desk, requests, picture } = setup({ source: 'container' });
    const wanted = desk.want(3, null);
    expect(requests[0]).toMatchObject({ prints: null });
    picture(3, false);
    expect((await wanted).proof).toBe('none');
  });

  it('gives the decoder up after a failure; what it had proven stays', async () => {
    const { desk, picture, fail, failures, workers, asked, requests } = setup();
    const first = desk.want(5, null);
    picture(5);
    await first;
    const waiting = desk.want(6, null);
    fail();
    expect(await waiting).toMatchObject({ n: 6, proof: 'core' });
    expect(failures.map(({ reason }) => reason)).toEqual(['mismatch']);
    expect(workers()).toBe(0);
    const before = requests.length;
    expect((await desk.want(5, null)).proof).toBe('md5');
    expect((await desk.want(200, null)).proof).toBe('core');
    await desk.preload([201, 202], null, () => true);
    expect(asked).toEqual([6, 200, 201, 202]);
    expect(requests).toHaveLength(before);
  });

  it('leaves the first picture of a long recording to the core, and opens the decoder after it', async () => {
    const { desk, asked, workers, picture, decoding } = setup({ frames: 30_000 });
    const first = desk.want(12, 480);
    expect(workers()).toBe(0);
    expect(await first).toMatchObject({ n: 12, proof: 'core' });
    await settled();
    expect(decoding()).toMatchObject({ first: 12 });
    picture(12);
    const next = desk.want(250, 480);
    await settled();
    expect(asked).toEqual([12]);
    picture(250);
    expect((await next).proof).toBe('md5');
  });

  it('waits for the decoder when the core has no picture, but not forever, nor after the decoder failed, too', async () => {
    vi.useFakeTimers();
    const { desk, picture, fail } = setup({ frames: 20_000, coreFails: true });
    const first = desk.want(150, null);
    await vi.advanceTimersByTimeAsync(3000);
    picture(150);
    expect(await first).toMatchObject({ n: 150, proof: 'md5' });

    const hanging = desk.want(10, null);
    const told = expect(hanging).rejects.toThrow('the core has no picture');
    await vi.advanceTimersByTimeAsync(20_000);
    await told;

    const failing = desk.want(90, null);
    const toldToo = expect(failing).rejects.toThrow('the core has no picture');
    fail();
    await vi.advanceTimersByTimeAsync(0);
    await toldToo;
  });

  it('asks the core as well when the decoder says nothing', async () => {
    vi.useFakeTimers();
    const { desk } = setup();
    const wanted = desk.want(5, null);
    await vi.advanceTimersByTimeAsync(3000);
    expect((await wanted).proof).toBe('core');
  });

  it('closes every picture and the worker, and opens anew when it is asked again', async () => {
    const { desk, picture, closed, workers, requests } = setup();
    const wanted = desk.want(0, null);
    for (let n = 0; n <= 3; n++) picture(n);
    await wanted;
    const waiting = desk.want(200, null);
    desk.close();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(closed).toEqual([0, 1, 2, 3]);
    expect(workers()).toBe(0);
    desk.want(1, null).catch(() => undefined);
    expect(requests.filter(({ type }) => type === 'open')).toHaveLength(2);
    desk.close();
    await settled();
  });
});
