import { describe, expect, it } from 'vitest';
import { type CoursePart, courseKeys, partPlace, withPartAt } from '../../renderer/ui/annotations/shape-course.ts';
import type { SoundRedaction } from '../../shared/annotation.ts';
import { annotationProblems } from '../../shared/annotation-check.ts';
import { aBox, annotationsOf } from '../support/made-annotations.ts';

const SPAN = { first: 10, last: 40 };
const MARK = { in: { n: 10, pts: 0, md5: '' }, out: { n: 40, pts: 0, md5: '' } };
const CODES = { reasons: new Set<string>(['voice']), bases: new Set<string>(['minimisation']) };
const byNumber = (n: number) => n;
const box = aBox(
  'box-1',
  [
    [15, 0.1],
    [20, 0.2],
    [30, 0.4],
  ],
  { from: 12, to: 32 },
);
const sound: SoundRedaction = {
  ...{ id: 'sound-1', kind: 'mute', locked: false, from: 12, to: 32 },
  ...{ reason: 'voice', basis: 'minimisation' },
};
const moved = (part: CoursePart, n: number) => withPartAt(box, part, n, SPAN, byNumber);
const ends = ({ from, to }: { from?: number; to?: number }) => [from, to];

describe('a course', () => {
  it('moves as a whole with its keys, and not out of the mark', () => {
    const later = moved('range', 14);
    expect([ends(later), courseKeys(later)]).toEqual([
      [14, 34],
      [17, 22, 32],
    ]);
    expect(ends(moved('range', Number.POSITIVE_INFINITY))).toEqual([20, 40]);
    expect(ends(moved('range', Number.NEGATIVE_INFINITY))).toEqual([10, 30]);
  });

  it('has ends that do not pass each other', () => {
    expect(ends(moved('from', 100))).toEqual([32, 32]);
    expect(ends(moved('to', 0))).toEqual([12, 12]);
    expect(ends(moved('to', 100))).toEqual([12, 40]);
  });

  it('has keys that stay between their neighbours and within its ends', () => {
    expect(courseKeys(moved(1, 21))).toEqual([15, 21, 30]);
    expect(courseKeys(moved(1, 0))).toEqual([15, 16, 30]);
    expect(courseKeys(moved(1, 99))).toEqual([15, 29, 30]);
    expect(courseKeys(moved(0, 0))).toEqual([12, 20, 30]);
    expect(courseKeys(moved(2, 99))).toEqual([15, 20, 32]);
    expect(moved(1, 21).keys[1]).toMatchObject({ n: 21, x: 0.2 });
  });

  it('is one that the library keeps, whatever is moved wherever to', () => {
    const parts: CoursePart[] = ['range', 'from', 'to', 0, 1, 2];
    for (const part of parts) {
      for (let n = 0; n < 60; n += 1) {
        const shape = moved(part, n);
        const heard = withPartAt(sound, part, n, SPAN, byNumber);
        expect(annotationProblems(annotationsOf([shape], [heard]), MARK, CODES, annotationsOf([]))).toEqual([]);
        const place = partPlace(shape, part, SPAN);
        expect(place.n).toBeGreaterThanOrEqual(place.least);
        expect(place.n).toBeLessThanOrEqual(place.most);
      }
    }
  });

  it('of sound has ends and no keys', () => {
    expect(ends(withPartAt(sound, 'from', 20, SPAN, byNumber))).toEqual([20, 32]);
    expect(ends(withPartAt(sound, 'range', 15, SPAN, byNumber))).toEqual([15, 35]);
    expect(withPartAt(sound, 1, 20, SPAN, byNumber)).toBe(sound);
  });
});
