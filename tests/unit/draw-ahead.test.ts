import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DrawAhead } from '../../renderer/features/review/engine/draw-ahead.ts';
import type { DrawingReply, DrawingRequest } from '../../renderer/features/review/engine/drawing-messages.ts';
import type { StagePicture } from '../../renderer/features/review/engine/picture-desk.ts';

/** As much of the browser's classes as is asked for by name. */
class Frame {
  readonly displayWidth: number;
  readonly displayHeight: number;
  closed = false;
  constructor(width = 128, height = 72) {
    this.displayWidth = width;
    this.displayHeight = height;
  }
  clone(): Frame {
    if (this.closed) throw new DOMException('closed', 'InvalidStateError');
    return new Frame();
  }
  close(): void {
    this.closed = true;
  }
}

let now = 0;
/** How long the page takes to draw a decoded picture itself. */
let drawingMs = 20;

beforeEach(() => {
  now = 0;
  drawingMs = 20;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('VideoFrame', Frame);
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const FULL = { width: 128, height: 72 };
const SHOWN = { width: 64, height: 36 };

const pictureOf = (n: number): StagePicture => ({
  n,
  proof: 'md5',
  image: new Frame() as unknown as VideoFrame,
  turn: 0,
  width: 128,
  height: 72,
  close: () => undefined,
});

function setup() {
  const requests: DrawingRequest[] = [];
  let hear: (reply: DrawingReply | null) => void = () => undefined;
  let opened = 0;
  const ahead = new DrawAhead((onReply) => {
    opened += 1;
    hear = onReply;
    return { post: (request) => void requests.push(request), close: () => void opened-- };
  });
  const drawn: unknown[] = [];
  const context = {
    setTransform: () => undefined,
    translate: () => undefined,
    rotate: () => undefined,
    drawImage: (image: unknown) => {
      drawn.push(image);
      if (image instanceof Frame) now += drawingMs;
    },
  };
  const canvas = { width: 0, height: 0, getContext: () => context } as unknown as HTMLCanvasElement;
  const answer = (k: number, small: Frame | null = new Frame(64, 36)) => {
    hear({ id: requests[k]?.id ?? -1, drawing: small as VideoFrame | null });
    return small;
  };
  /** Draws as often as it takes to know how long that takes. */
  const learn = (times = 3) => {
    for (let k = 0; k < times; k++) ahead.draw(canvas, pictureOf(0), FULL, SHOWN);
    drawn.length = 0;
  };
  return { ahead, requests, drawn, canvas, answer, learn, fail: () => hear(null), opened: () => opened };
}

describe('DrawAhead', () => {
  it('leaves everything to the page where that is quick', () => {
    drawingMs = 1;
    const { ahead, requests, learn } = setup();
    learn();
    ahead.prepare([pictureOf(1)], FULL, SHOWN);
    expect(ahead.wait(pictureOf(1), FULL, SHOWN)).toBeNull();
    expect(requests).toEqual([]);
  });

  it('is not taken in by a slow beginning', () => {
    const { ahead, requests, learn } = setup();
    learn(2);
    drawingMs = 1;
    learn(1);
    drawingMs = 20;
    learn(2);
    ahead.prepare([pictureOf(1)], FULL, SHOWN);
    expect(requests).toEqual([]);
    learn(1);
    ahead.prepare([pictureOf(1)], FULL, SHOWN);
    expect(requests).toHaveLength(1);
  });

  it('shows what the worker made ready', async () => {
    const { ahead, drawn, canvas, answer, learn } = setup();
    learn();
    const picture = pictureOf(1);
    ahead.prepare([picture], FULL, SHOWN);
    const wait = ahead.wait(picture, FULL, SHOWN);
    expect(wait).not.toBeNull();
    const small = answer(0);
    await wait;
    expect(ahead.wait(picture, FULL, SHOWN)).toBeNull();
    ahead.draw(canvas, picture, FULL, SHOWN);
    expect(drawn.at(-1)).toBe(small);
  });

  it('asks for a few at a time, what is waited for first', () => {
    const { ahead, requests, answer, learn } = setup();
    learn();
    const pictures = [1, 2, 3, 4, 5, 6].map(pictureOf);
    ahead.prepare(pictures, FULL, SHOWN);
    expect(requests).toHaveLength(3);
    void ahead.wait(pictures[5] as StagePicture, FULL, SHOWN);
    answer(0);
    expect(requests).toHaveLength(4);
    answer(1);
    answer(3);
    expect(ahead.wait(pictures[5] as StagePicture, FULL, SHOWN)).toBeNull();
  });

  it('gives back what is not wanted any more, also when it comes later', () => {
    const { ahead, answer, learn } = setup();
    learn();
    const [one, two] = [pictureOf(1), pictureOf(2)];
    ahead.prepare([one, two], FULL, SHOWN);
    const first = answer(0);
    ahead.prepare([two], FULL, SHOWN);
    expect(first?.closed).toBe(true);
    ahead.prepare([], FULL, SHOWN);
    expect(answer(1)?.closed).toBe(true);
  });

  it('makes it ready anew for another size', () => {
    const { ahead, requests, answer, learn } = setup();
    learn();
    const picture = pictureOf(1);
    ahead.prepare([picture], FULL, SHOWN);
    answer(0);
    ahead.prepare([picture], FULL, { width: 32, height: 18 });
    expect(requests).toHaveLength(2);
  });

  it('lets the page draw what the worker could not make ready', async () => {
    const { ahead, drawn, canvas, answer, learn } = setup();
    learn();
    const picture = pictureOf(1);
    const wait = ahead.wait(picture, FULL, SHOWN);
    answer(0, null);
    await wait;
    ahead.draw(canvas, picture, FULL, SHOWN);
    expect(drawn.at(-1)).toBe(picture.image);
  });

  it('goes on without a worker that broke down', async () => {
    const { ahead, requests, fail, learn } = setup();
    learn();
    const wait = ahead.wait(pictureOf(1), FULL, SHOWN);
    fail();
    await wait;
    expect(ahead.wait(pictureOf(2), FULL, SHOWN)).toBeNull();
    ahead.prepare([pictureOf(3)], FULL, SHOWN);
    expect(requests).toHaveLength(1);
  });

  it('does not wait for a worker that says nothing', async () => {
    const { ahead, learn } = setup();
    learn();
    const wait = ahead.wait(pictureOf(1), FULL, SHOWN);
    vi.advanceTimersByTime(1000);
    await wait;
  });

  it('passes over a picture that was given back in the meantime', () => {
    const { ahead, requests, learn } = setup();
    learn();
    const gone = pictureOf(1);
    (gone.image as unknown as Frame).close();
    ahead.prepare([gone, pictureOf(2)], FULL, SHOWN);
    expect(requests).toHaveLength(1);
  });

  it('ends the worker with the stage', () => {
    const { ahead, answer, learn, opened } = setup();
    learn();
    ahead.prepare([pictureOf(1)], FULL, SHOWN);
    const small = answer(0);
    expect(opened()).toBe(1);
    ahead.stop();
    expect(opened()).toBe(0);
    expect(small?.closed).toBe(true);
  });
});
