import { describe, expect, it } from 'vitest';
import { PicturePrints } from '../../renderer/features/review/engine/picture-prints.ts';
import {
  type Fingerprint,
  fingerprint,
  firstPictureClock,
} from '../../renderer/features/review/engine/player-clock.ts';
import { judgePicture } from '../../renderer/features/review/engine/player-judge.ts';
import { PlayerTie, type TieNeeds } from '../../renderer/features/review/engine/player-tie.ts';
import type { FrameIndex } from '../../shared/frames.ts';

const FRAMES = 600;
const index: FrameIndex = { timeBase: [1, 25], pts: Array.from({ length: FRAMES }, (_, n) => n + 50), keys: [0] };

/** The MD5 of frame n as far as it matters here; frames 200 to 220 show the same picture. */
const printOf = (n: number) => {
  const print = new Uint8Array(16);
  new DataView(print.buffer).setUint32(0, n >= 200 && n <= 220 ? 200 : n);
  return print;
};
const prints = new PicturePrints(
  Uint8Array.from(Array.from({ length: FRAMES }, (_, n) => [...printOf(n)]).flat()) as Uint8Array<ArrayBuffer>,
);
const FOREIGN = new Uint8Array(16).fill(255);

describe('judgePicture', () => {
  it('knows the frame, its lookalikes, another frame, and what is none', () => {
    expect(judgePicture(prints, 40, printOf(40))).toEqual({ kind: 'here' });
    expect(judgePicture(prints, 210, printOf(210))).toEqual({ kind: 'perhaps' });
    expect(judgePicture(prints, 40, printOf(43))).toEqual({ kind: 'elsewhere', n: 43 });
    expect(judgePicture(prints, 40, printOf(590))).toEqual({ kind: 'elsewhere', n: 590 });
    expect(judgePicture(prints, 190, printOf(210))).toEqual({ kind: 'unclear' });
    expect(judgePicture(prints, 0, FOREIGN)).toEqual({ kind: 'foreign' });
  });
});

describe('PlayerTie', () => {
  const clock = firstPictureClock(index, 0);
  const grey = (n: number): Fingerprint =>
    fingerprint(Array.from({ length: 64 }, (_, i) => (n * 37 + i * i * 11) % 256));

  /** A player that shows frame `n` at the media time of frame `at`. */
  function tie(n: number, at: number, needs: Partial<TieNeeds> = {}) {
    const seen = { n, at, print: printOf(n) as Uint8Array | null };
    const made = new PlayerTie(index, {
      grab: () => ({ timestamp: (seen.at / 25) * 1e6 }) as unknown as VideoFrame,
      prints: () => prints,
      printOf: async () => seen.print,
      look: () => grey(seen.n),
      fingerprints: async (near) => new Map([-2, -1, 0, 1, 2].map((away) => [near + away, grey(near + away)])),
      ...needs,
    });
    return { seen, look: (with_ = clock) => made.look(with_, seen.at / 25) };
  }

  it('ties an assumed clock to the frame that is shown', async () => {
    const right = await tie(30, 30).look();
    expect(right?.clock).toEqual({ offset: 2, proven: true });
    const shifted = await tie(33, 30).look();
    expect(shifted?.broken).toBe(false);
    expect(shifted?.clock.offset).toBeCloseTo(2.12);
  });

  it('gives up a player whose proven clock is wrong again and again', async () => {
    const { seen, look } = tie(30, 30);
    const proven = (await look())?.clock ?? clock;
    Object.assign(seen, { n: 45, at: 40, print: printOf(45) });
    const once = await look(proven);
    expect(once).toMatchObject({ broken: false });
    Object.assign(seen, { n: 90, at: 80, print: printOf(90) });
    expect(await look(once?.clock)).toMatchObject({ broken: true });
  });

  it('learns nothing from a still scene, and says so where the clock cannot be right', async () => {
    expect(await tie(210, 210).look()).toEqual({ clock, broken: false });
    const proven = { offset: 2, proven: true };
    expect((await tie(210, 190).look(proven))?.clock.proven).toBe(false);
  });

  it('gives up a player that showed the recording and now shows something else', async () => {
    const { seen, look } = tie(30, 30);
    const proven = (await look())?.clock ?? clock;
    seen.print = FOREIGN;
    expect(await look(proven)).toMatchObject({ broken: false });
    expect(await look(proven)).toMatchObject({ broken: true });
  });

  it('looks alike where planes cannot be had, are another rendering, or are not listed yet', async () => {
    const noPlanes = tie(31, 30, { printOf: async () => null });
    expect((await noPlanes.look())?.clock.offset).toBeCloseTo(2.04);
    const notListed = tie(31, 30, { prints: () => null });
    expect((await notListed.look())?.clock.offset).toBeCloseTo(2.04);
    const rendered = tie(31, 30, { printOf: async () => FOREIGN });
    expect(await rendered.look()).toMatchObject({ broken: false });
    expect((await rendered.look())?.clock.offset).toBeCloseTo(2.04);
  });

  it('looks at one picture at a time', async () => {
    const { look } = tie(30, 30);
    const [first, second] = await Promise.all([look(), look()]);
    expect(first).not.toBeNull();
    expect(second).toBeNull();
  });
});
