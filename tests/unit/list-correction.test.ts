import { expect, test } from 'vitest';
import { listCorrection } from '../../electron/core/features/evidence/list-correction.ts';
import type { FrameIndex } from '../../shared/frames.ts';

const list = (pts: number[], keys = [0], den = 25): FrameIndex => ({ timeBase: [1, den], pts, keys });

test('equal lists need no correction', () => {
  expect(listCorrection(list([0, 1, 2]), list([0, 1, 2]))).toBeNull();
});

test('what changed is said in figures', () => {
  const message = (before: FrameIndex, after: FrameIndex | null) => listCorrection(before, after)?.message;
  expect(message(list([0, 1, 2, 3]), list([0, 1, 3]))).toContain(
    '(4 there, 3 decoded); the first that differs is frame 2',
  );
  expect(message(list([0, 1]), list([0, 2]))).toContain('(both list 2 pictures); the first that differs is frame 1');
  expect(message(list([0, 1]), list([0, 1], [0], 50))).toContain('the first that differs is frame 0');
  expect(message(list([0]), null)).toContain('listed 1 picture, but the decoder presents none');
  expect(message(list([0, 1, 2], [0]), list([0, 1, 2], [0, 2]))).toContain('1 key frame (1 there, 2 decoded)');
  expect(listCorrection(list([0]), null)?.code).toBe('list_corrected');
});
