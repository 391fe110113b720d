import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askFirstPicture, LONG, takeFirstPicture } from '../../renderer/features/review/engine/first-picture.ts';
import type { Item } from '../../shared/evidence.ts';

const asked: string[] = [];
let closed = 0;

beforeEach(() => {
  asked.length = 0;
  closed = 0;
  vi.stubGlobal('innerWidth', 1280);
  vi.stubGlobal('devicePixelRatio', 1);
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return { ok: true, blob: async () => new Blob() };
  });
  vi.stubGlobal('createImageBitmap', async () => ({ width: 8, height: 4, close: () => void closed++ }));
});
afterEach(() => vi.unstubAllGlobals());

const item = (sha256: string, frames: number | null) => ({ sha256, frames, width: 1920 }) as Item;
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the first picture of a long recording', () => {
  it('is asked of the core at once, as wide as the window, and handed over once', async () => {
    askFirstPicture(item('aa', LONG), 7);
    expect(asked).toEqual(['/media/picture/aa/7?w=1280']);
    expect(takeFirstPicture('aa', 8)).toBeNull();
    expect(takeFirstPicture('bb', 7)).toBeNull();
    expect(await takeFirstPicture('aa', 7)).toMatchObject({ n: 7, proof: 'core' });
    expect(takeFirstPicture('aa', 7)).toBeNull();
  });

  it('is not asked for where the browser is as quick, or the frame is none of the recording', () => {
    askFirstPicture(item('aa', LONG - 1), 0);
    askFirstPicture(item('aa', LONG), LONG);
    askFirstPicture(item('aa', null), 0);
    expect(asked).toEqual([]);
  });

  it('is given back when another recording is opened instead', async () => {
    askFirstPicture(item('aa', LONG), 0);
    askFirstPicture(item('bb', LONG), 0);
    await settled();
    expect(closed).toBe(1);
    expect(takeFirstPicture('aa', 0)).toBeNull();
    await takeFirstPicture('bb', 0);
  });

  it('tells its failure to whoever takes it', async () => {
    vi.stubGlobal('fetch', async () => ({ ok: false, json: async () => ({}) }));
    askFirstPicture(item('aa', LONG), 0);
    await settled();
    await expect(takeFirstPicture('aa', 0)).rejects.toThrow('Frame 0 could not be decoded');
  });
});
