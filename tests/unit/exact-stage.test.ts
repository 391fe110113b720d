import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExactPictures } from '../../renderer/features/review/engine/exact-pictures.ts';
import { ExactStage, type StageSetting } from '../../renderer/features/review/engine/exact-stage.ts';
import type { StagePicture } from '../../renderer/features/review/engine/picture-desk.ts';
import { Position } from '../../renderer/features/review/position.ts';

beforeEach(() => {
  vi.stubGlobal('VideoFrame', class {});
  vi.stubGlobal('ImageBitmap', class {});
});
afterEach(() => vi.unstubAllGlobals());

const listOf = (count: number) => ({
  timeBase: [1, 25] as const,
  pts: Array.from({ length: count }, (_, n) => n),
  keys: [0],
});

/** Pictures as the core makes them: they are drawn as they are. */
const pictureOf = (n: number, proof: StagePicture['proof'] = 'core'): StagePicture => ({
  ...{ n, proof, turn: 0, width: 8, height: 4 },
  image: { of: n } as unknown as ImageBitmap,
  close: () => undefined,
});

interface Wish {
  readonly n: number;
  readonly give: (picture: StagePicture) => void;
  readonly refuse: (error: unknown) => void;
}

function setup({ running = false } = {}) {
  const index = listOf(100);
  const position = new Position(index, 10);
  const hand = new Map<number, StagePicture>();
  const wishes: Wish[] = [];
  const drawn: number[] = [];
  const rests: number[] = [];
  const desk = {
    peek: (n: number) => hand.get(n) ?? null,
    nearest: () => null,
    want: (n: number) => {
      const there = hand.get(n);
      if (there) return Promise.resolve(there);
      return new Promise<StagePicture>((give, refuse) => wishes.push({ n, give, refuse }));
    },
    preload: async () => undefined,
    rest: () => void rests.push(position.n),
  } as unknown as ExactPictures;
  const context = {
    setTransform: () => undefined,
    translate: () => undefined,
    rotate: () => undefined,
    drawImage: (image: { of: number }) => void drawn.push(image.of),
  };
  const canvas = { width: 0, height: 0, dataset: {} as Record<string, string>, getContext: () => context };
  const stage = new ExactStage(position, () => canvas as unknown as HTMLCanvasElement);
  const setting: StageSetting = {
    ...{ desk, index, width: null, otherWidth: 480, running, active: true },
    full: { width: 8, height: 4 },
    shown: { width: 8, height: 4 },
    nearest: () => null,
  };
  const close = stage.open();
  stage.set(setting);
  return { position, hand, wishes, rests, drawn, dataset: canvas.dataset, stage, setting, close };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('ExactStage', () => {
  it('draws a picture that is at hand within the step, and says so on the canvas', () => {
    const { position, hand, drawn, dataset, stage } = setup();
    hand.set(11, pictureOf(11, 'md5'));
    position.goTo(11);
    expect(drawn).toEqual([11]);
    expect(dataset).toEqual({ frame: '11', proof: 'md5' });
    expect(stage.state).toEqual({ drawn: 11, proof: 'md5', preview: null, error: null });
  });

  it('never shows a picture that comes after the reader has gone on', async () => {
    const { position, wishes, drawn, dataset } = setup();
    position.goTo(20);
    position.goTo(30);
    wishes.find(({ n }) => n === 20)?.give(pictureOf(20));
    await settled();
    expect(drawn).toEqual([]);
    wishes.find(({ n }) => n === 30)?.give(pictureOf(30));
    await settled();
    expect(drawn).toEqual([30]);
    expect(dataset.frame).toBe('30');
  });

  it('shows the nearest small picture meanwhile, and calls it a preview', async () => {
    const { position, wishes, drawn, dataset, stage, setting } = setup();
    stage.set({ ...setting, nearest: () => ({ n: 48, picture: { of: 48 } as unknown as ImageBitmap }) });
    position.goTo(50);
    expect(drawn.at(-1)).toBe(48);
    expect(dataset).toEqual({ preview: '48' });
    expect(stage.state.drawn).toBeNull();
    wishes.find(({ n }) => n === 50)?.give(pictureOf(50));
    await settled();
    expect(dataset).toEqual({ frame: '50', proof: 'core' });
  });

  it('tells why a picture did not come, and tries again when asked', async () => {
    const { position, wishes, stage, drawn } = setup();
    position.goTo(40);
    const failure = new Error('gone');
    wishes.find(({ n }) => n === 40)?.refuse(failure);
    await settled();
    expect(stage.state.error).toBe(failure);
    stage.retry();
    expect(stage.state.error).toBeNull();
    wishes.findLast(({ n }) => n === 40)?.give(pictureOf(40));
    await settled();
    expect(drawn).toEqual([40]);
  });

  it('does not call it a failure when another wish took the place', async () => {
    const { position, wishes, stage } = setup();
    position.goTo(40);
    wishes.find(({ n }) => n === 40)?.refuse(new DOMException('another', 'AbortError'));
    await settled();
    expect(stage.state.error).toBeNull();
  });

  it('loads nothing while a player is what is seen', () => {
    const { position, wishes, rests, stage, setting } = setup();
    const before = wishes.length;
    stage.set({ ...setting, active: false });
    expect(rests).toHaveLength(1);
    position.goTo(60);
    expect(wishes.length).toBe(before);
    stage.set(setting);
    expect(wishes.at(-1)?.n).toBe(60);
  });

  it('takes numbers of a replaced list for no proof, and asks nothing of the old desk', async () => {
    const { position, hand, wishes, stage, setting, dataset } = setup();
    hand.set(11, pictureOf(11, 'none'));
    position.goTo(11);
    const renewed = listOf(90);
    const before = wishes.length;
    position.renew(renewed, 12);
    expect(wishes.length).toBe(before);
    expect(dataset.frame).toBe('11');
    const given: Wish[] = [];
    const desk = {
      peek: () => null,
      nearest: () => null,
      want: (n: number) => new Promise<StagePicture>((give, refuse) => given.push({ n, give, refuse })),
      preload: async () => undefined,
    } as unknown as ExactPictures;
    stage.set({ ...setting, desk, index: renewed });
    expect(stage.state).toMatchObject({ drawn: null, proof: null, preview: 12 });
    given[0]?.give(pictureOf(12, 'md5'));
    await settled();
    expect(stage.state).toMatchObject({ drawn: 12, proof: 'md5', preview: null });
  });

  it('hears nothing any more once it is closed', () => {
    const { position, hand, drawn, close } = setup();
    hand.set(11, pictureOf(11));
    close();
    position.goTo(11);
    expect(drawn).toEqual([]);
  });
});
