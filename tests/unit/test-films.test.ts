import { describe, expect, test } from 'vitest';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('films');

describe('films made for tests', () => {
  test('have the asked number of pictures, all different', () => {
    const { frames } = trueFrames(makeTestFilm(newDir(), { name: 'plain.mp4', frames: 30, sound: 440 }));
    expect(frames).toHaveLength(30);
    expect(new Set(frames.map(({ md5 }) => md5)).size).toBe(30);
  });

  test('can be of variable rate, and turned', () => {
    const shape = { name: 'phone.mp4', frames: 30, size: '320x180', variableRate: true, rotated: true };
    const { frames, timeBase } = trueFrames(makeTestFilm(newDir(), shape));
    const steps = frames.slice(1).map(({ pts }, i) => pts - (frames[i]?.pts ?? 0));
    expect(timeBase).toEqual([1, 90_000]);
    expect(new Set(steps).size).toBeGreaterThan(2);
    expect(Math.max(...steps)).toBeGreaterThan(18_000);
  });
});
