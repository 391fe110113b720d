import { describe, expect, test } from 'vitest';
import { assertOriginalsMayGo, hiddenIn } from '../../electron/core/features/exhibits/exhibit/exhibit-burning.ts';
import type { AnnotationShape, Annotations } from '../../shared/annotation.ts';
import { AppError } from '../../shared/errors.ts';
import type { Exhibit } from '../../shared/exhibit.ts';
import { aBlur, aBox, annotationsOf } from '../support/made-annotations.ts';

const FRAMES = { in: { n: 5, pts: 50, md5: '' }, out: { n: 10, pts: 100, md5: '' }, page: null };
const PAGE = { in: null, out: null, page: 2 };
const MUTE = { id: 'm', locked: false, kind: 'mute', from: 5, to: 8, reason: 'voice', basis: 'minimisation' } as const;

function hidden(annotations: Annotations, span: typeof FRAMES | typeof PAGE): string[] {
  const mark = { id: 'mk', title: 'Box', ...span };
  const get = () => ({ mark, annotations, outside: [] }) as never;
  const sources = { annotations: { get, packs: [] }, media: null as never, resourcesDir: '' };
  return hiddenIn(sources, { mark } as unknown as Exhibit);
}

function refused(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof AppError ? [error.code, error.details.redactions] : error;
  }
}

const frameless = ({ from: _, to: __, ...shape }: AnnotationShape): AnnotationShape => shape as AnnotationShape;

describe('what an exhibit hides', () => {
  test('is what lies in its mark, also where it reaches beyond it', () => {
    const shapes = [
      aBlur('in', 6, 7),
      aBlur('over', 1, 6),
      aBlur('before', 1, 4),
      aBlur('behind', 11, 12),
      aBox('a', [[6, 0]]),
    ];
    expect(hidden(annotationsOf(shapes, [MUTE, { ...MUTE, id: 'late', from: 11, to: 20 }]), FRAMES)).toEqual([
      'in',
      'over',
      'm',
    ]);
    expect(hidden(annotationsOf([frameless(aBlur('page', 0, 0))]), PAGE)).toEqual(['page']);
  });

  test('is refused where nobody knows which pictures were meant', () => {
    expect(refused(() => hidden(annotationsOf([aBlur('a', 6, 7)]), PAGE))).toEqual(['redaction_not_burnt', ['a']]);
    expect(refused(() => hidden(annotationsOf([], [MUTE]), PAGE))).toEqual(['redaction_not_burnt', ['m']]);
    const onFilm = () => hidden(annotationsOf([frameless(aBlur('a', 0, 0))]), FRAMES);
    expect(refused(onFilm)).toEqual(['redaction_not_burnt', ['a']]);
    const nowhere = () => hidden(annotationsOf([frameless(aBlur('a', 0, 0))]), { ...PAGE, page: null } as never);
    expect(refused(nowhere)).toEqual(['redaction_not_burnt', ['a']]);
  });

  test('does not go together with the original that shows it', () => {
    expect(refused(() => assertOriginalsMayGo([{ title: 'a', redactions: 0 }]))).toBeUndefined();
    expect(refused(() => assertOriginalsMayGo([{ title: 'a', redactions: 1 }]))).toEqual([
      'redaction_not_burnt',
      undefined,
    ]);
  });
});
