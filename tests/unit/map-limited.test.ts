import { describe, expect, test } from 'vitest';
import { mapLimited } from '../../electron/core/features/exhibits/bundle/map-limited.ts';

const never = new AbortController().signal;

/** Works that end when the test says so, and who is at work. */
function controlled() {
  const ends = new Map<number, (error?: Error) => void>();
  const begun: number[] = [];
  const stopped: number[] = [];
  return {
    begun,
    stopped,
    end: (n: number, error?: Error) => ends.get(n)?.(error),
    work: (n: number, _position: number, signal: AbortSignal) =>
      new Promise<string>((resolve, reject) => {
        begun.push(n);
        ends.set(n, (error) => (error ? reject(error) : resolve(`made ${n}`)));
        signal.addEventListener('abort', () => {
          stopped.push(n);
          reject(new Error('stopped'));
        });
      }),
  };
}

const settled = () => new Promise((go) => setTimeout(go, 1));

describe('work on several things', () => {
  test('begins in order, so many at once, and answers in order', async () => {
    const { work, begun, end } = controlled();
    const all = mapLimited([1, 2, 3], 2, never, work);
    expect(begun).toEqual([1, 2]);
    end(2);
    await settled();
    expect(begun).toEqual([1, 2, 3]);
    end(3);
    end(1);
    expect(await all).toEqual(['made 1', 'made 2', 'made 3']);
  });

  test('that fails stops the others, waits for them, and tells its own failure', async () => {
    const { work, begun, stopped, end } = controlled();
    const all = mapLimited([1, 2, 3], 2, never, work);
    end(2, new Error('the disk is full'));
    await expect(all).rejects.toThrow('the disk is full');
    expect(begun).toEqual([1, 2]);
    expect(stopped).toContain(1);
  });

  test('that is stopped from outside begins nothing more', async () => {
    const { work, begun, stopped } = controlled();
    const stop = new AbortController();
    const all = mapLimited([1, 2, 3], 2, stop.signal, work);
    stop.abort();
    await expect(all).rejects.toThrow('stopped');
    expect([begun, stopped]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    await expect(mapLimited([1], 2, stop.signal, work)).rejects.toThrow();
    expect(begun).toEqual([1, 2]);
  });

  test('on nothing is over at once', async () => {
    expect(await mapLimited([], 2, never, async () => 1)).toEqual([]);
  });
});
