import { describe, expect, it } from 'vitest';
import { neighbours, PictureLoader, widthStep } from '../../renderer/features/review/engine/picture-loader.ts';

interface Fake {
  readonly n: number;
  readonly width: number;
  readonly height: number;
  closed: boolean;
  close(): void;
}

function fake(n: number): Fake {
  return {
    n,
    width: 100,
    height: 100,
    closed: false,
    close() {
      this.closed = true;
    },
  };
}

function setup(keepBytes?: number) {
  const asked: number[] = [];
  const aborted: number[] = [];
  const waiting = new Map<number, { resolve: (p: Fake) => void; picture: Fake }>();
  const loader = new PictureLoader<Fake>((n, _width, signal) => {
    asked.push(n);
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        aborted.push(n);
        reject(new Error('aborted'));
      });
      waiting.set(n, { resolve, picture: fake(n) });
    });
  }, keepBytes);
  const arrive = async (n: number) => {
    const entry = waiting.get(n);
    entry?.resolve(entry.picture);
    await new Promise((resolve) => setTimeout(resolve));
    return entry?.picture;
  };
  return { loader, asked, aborted, arrive };
}

describe('PictureLoader', () => {
  it('aborts what is not wanted any more: the latest request wins', async () => {
    const { loader, aborted, arrive } = setup();
    const first = loader.want(1, null).catch(() => 'gone');
    const second = loader.want(900, null);
    expect(aborted).toEqual([1]);
    expect(await first).toBe('gone');
    await arrive(900);
    expect((await second).n).toBe(900);
    expect(loader.peek(900, null)?.n).toBe(900);
    expect(loader.peek(1, null)).toBeNull();
  });

  it('keeps neighbours loading and asks for each picture once', async () => {
    const { loader, asked, aborted, arrive } = setup();
    void loader.want(5, 960).catch(() => undefined);
    void loader.preload([6, 7], 960, () => true);
    void loader.want(6, 960, [5, 7]).catch(() => undefined);
    expect(asked).toEqual([5, 6, 7]);
    expect(aborted).toEqual([]);
    await arrive(6);
    expect(loader.peek(6, 960)?.n).toBe(6);
    expect(loader.peek(6, 480)).toBeNull();
  });

  it('stops preloading when the reader has moved on', async () => {
    const { loader, asked, arrive } = setup();
    let current = true;
    void loader.preload([1, 2, 3, 4, 5], null, () => current);
    expect(asked).toEqual([1, 2, 3]);
    current = false;
    await arrive(1);
    expect(asked).toEqual([1, 2, 3]);
  });

  it('gives the least recently used pictures back when it holds too much', async () => {
    const { loader, arrive } = setup(3 * 100 * 100 * 4);
    const pictures: (Fake | undefined)[] = [];
    for (const n of [1, 2, 3, 4]) {
      void loader.want(n, null);
      pictures.push(await arrive(n));
      loader.peek(1, null);
    }
    expect(pictures.map((p) => p?.closed)).toEqual([false, true, false, false]);
  });

  it('closes a picture that arrives after nobody wants it', async () => {
    const { loader, arrive } = setup();
    void loader.want(1, null).catch(() => undefined);
    loader.close();
    expect(loader.peek(1, null)).toBeNull();
    await arrive(1);
    expect(loader.peek(1, null)).toBeNull();
  });

  it('can be asked again after a failure', async () => {
    let fails = true;
    const loader = new PictureLoader<Fake>(async (n) => {
      if (fails) throw new Error('decoder said no');
      return fake(n);
    });
    await expect(loader.want(1, null)).rejects.toThrow('decoder said no');
    fails = false;
    expect((await loader.want(1, null)).n).toBe(1);
  });
});

describe('neighbours and widths', () => {
  it('look ahead in the direction of travel and stay inside', () => {
    expect(neighbours(10, 1, 100, 4)).toEqual([11, 9, 12, 8, 13, 14]);
    expect(neighbours(1, -1, 100, 4)).toEqual([0, 2, 3]);
  });

  it('ask for few widths and never for more than there is', () => {
    expect(widthStep(700, 1, 3840)).toBe(720);
    expect(widthStep(700, 2, 3840)).toBe(1920);
    expect(widthStep(1000, 1, 1280)).toBeNull();
    expect(widthStep(9000, 1, 20000)).toBeNull();
  });
});
