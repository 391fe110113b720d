import { describe, expect, it } from 'vitest';
import {
  difference,
  firstGuess,
  frameOfMediaTime,
  matchPicture,
  mediaTimeOfFrame,
  provenClock,
} from '../../renderer/features/review/player-clock.ts';
import type { FrameIndex } from '../../shared/frames.ts';

/** 90 kHz, uneven steps, first picture at 10 s. */
const pts: number[] = [];
for (let n = 0, at = 900_000; n < 300; n++, at += n % 4 === 0 ? 6000 : 3003) pts.push(at);
const index: FrameIndex = { timeBase: [1, 90_000], pts, keys: [0] };

describe('player clock', () => {
  it('finds every frame again from the time a player reports, rounded to microseconds', () => {
    const clock = firstGuess(index);
    for (let n = 0; n < pts.length; n++) {
      const mediaTime = Math.round(((pts[n] ?? 0) / 90_000 - 10) * 1e6) / 1e6;
      expect(frameOfMediaTime(index, clock, mediaTime)).toBe(n);
    }
  });

  it('seeks to the middle of a picture', () => {
    const clock = firstGuess(index);
    for (const n of [0, 1, 17, 298]) expect(frameAt(mediaTimeOfFrame(index, clock, n))).toBe(n);
    function frameAt(seconds: number): number {
      return pts.findLastIndex((value) => value / 90_000 - 10 <= seconds);
    }
  });

  it('corrects a shifted element clock once a picture is recognised', () => {
    const clock = provenClock(index, 5, 0.5);
    expect(frameOfMediaTime(index, clock, 0.5)).toBe(5);
    expect(frameOfMediaTime(index, clock, 0.5 + ((pts[9] ?? 0) - (pts[5] ?? 0)) / 90_000)).toBe(9);
    expect(clock.proven).toBe(true);
  });
});

describe('matchPicture', () => {
  const picture = (seed: number) => Array.from({ length: 64 }, (_, i) => (seed * 37 + i * 11) % 256);
  it('names the picture that is shown', () => {
    const shown = picture(3).map((v) => Math.min(255, v + 1));
    const candidates = new Map([2, 3, 4].map((n) => [n, picture(n)]));
    expect(matchPicture(shown, candidates)).toBe(3);
  });

  it('does not guess in a still scene or when nothing is near', () => {
    const still = new Map([2, 3, 4].map((n) => [n, picture(1)]));
    expect(matchPicture(picture(1), still)).toBeNull();
    expect(matchPicture(picture(9), new Map([[1, picture(1)]]))).toBeNull();
    expect(matchPicture(picture(1), new Map())).toBeNull();
  });

  it('measures the mean difference', () => {
    expect(difference([0, 10], [10, 10])).toBe(5);
    expect(difference([], [])).toBe(255);
  });
});
