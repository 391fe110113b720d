import { describe, expect, it } from 'vitest';
import {
  difference,
  type Fingerprint,
  fingerprint,
  firstPictureClock,
  frameOfMediaTime,
  matchPicture,
  mediaTimeOfFrame,
  provenClock,
} from '../../renderer/features/review/engine/player-clock.ts';
import type { FrameIndex } from '../../shared/frames.ts';

/** 90 kHz, uneven steps, first picture at 10 s. */
const pts: number[] = [];
for (let n = 0, at = 900_000; n < 300; n++, at += n % 4 === 0 ? 6000 : 3003) pts.push(at);
const index: FrameIndex = { timeBase: [1, 90_000], pts, keys: [0] };

describe('player clock', () => {
  it('finds every frame again from the time a player reports, rounded to microseconds', () => {
    const clock = firstPictureClock(index, 0);
    for (let n = 0; n < pts.length; n++) {
      const mediaTime = Math.round(((pts[n] ?? 0) / 90_000 - 10) * 1e6) / 1e6;
      expect(frameOfMediaTime(index, clock, mediaTime)).toBe(n);
    }
  });

  it('anchors a stream whose element clock does not begin at zero', () => {
    const clock = firstPictureClock(index, 10);
    expect(frameOfMediaTime(index, clock, (pts[33] ?? 0) / 90_000)).toBe(33);
    expect(mediaTimeOfFrame(index, clock, 33)).toBeGreaterThan(10);
  });

  it('seeks to the middle of a picture', () => {
    const clock = firstPictureClock(index, 0);
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
  const grey = (seed: number) => Array.from({ length: 64 }, (_, i) => (seed * 37 + i * i * 11) % 256);
  const picture = (seed: number): Fingerprint => fingerprint(grey(seed));

  it('names the picture that is shown', () => {
    const shown = fingerprint(grey(3).map((value) => Math.min(255, value + 1)));
    expect(matchPicture(shown, new Map([2, 3, 4].map((n) => [n, picture(n)])))).toBe(3);
  });

  it('looks through another colour range', () => {
    const shown = fingerprint(grey(3).map((value) => 16 + value * 0.86));
    expect(matchPicture(shown, new Map([2, 3, 4].map((n) => [n, picture(n)])))).toBe(3);
  });

  it('does not guess in a still scene, from one candidate, or when nothing is near', () => {
    expect(matchPicture(picture(1), new Map([2, 3, 4].map((n) => [n, picture(1)])))).toBeNull();
    expect(matchPicture(picture(1), new Map([[1, picture(1)]]))).toBeNull();
    const other = fingerprint(Array.from({ length: 64 }, (_, i) => i * 4));
    expect(matchPicture(other, new Map([1, 2].map((n) => [n, picture(n)])))).toBeNull();
    expect(matchPicture(picture(1), new Map())).toBeNull();
  });

  it('takes a plain surface for what it is', () => {
    expect(fingerprint([7, 7, 7])).toEqual([0, 0, 0]);
    expect(difference([0, 10], [10, 10])).toBe(5);
    expect(difference([], [])).toBe(255);
  });
});
