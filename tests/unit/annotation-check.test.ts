import { describe, expect, test } from 'vitest';
import { ANNOTATION_LIMITS, type AnnotationShape, Annotations, NO_ANNOTATIONS } from '../../shared/annotation.ts';
import { annotationProblems, movedFrames, outsideOf } from '../../shared/annotation-check.ts';
import { HOSTILE_STRINGS } from '../support/hostile-strings.ts';
import { aBlur, aBox, annotationsOf, everyShape } from '../support/made-annotations.ts';
import { aMark } from '../support/made-values.ts';

const CODES = { reasons: new Set(['uninvolved-face']), bases: new Set(['minimisation']) };
const FILM = aMark({ in: 10, out: 20 });
const PAGE = aMark();
const problems = (shapes: AnnotationShape[], span = FILM, sound: Annotations['sound'] = [], kept = NO_ANNOTATIONS) =>
  annotationProblems(annotationsOf(shapes, sound), span, CODES, kept);
const issues = (shapes: readonly unknown[], sound: readonly unknown[] = []) =>
  Annotations.safeParse({ version: 1, shapes, sound }).error?.issues.map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  ) ?? [];
const mute = { id: 'm', locked: false, kind: 'mute', from: 10, to: 20 } as const;
const MUTE = { ...mute, reason: 'uninvolved-face', basis: 'minimisation' };

describe('the form of annotations', () => {
  test('every kind of shape is taken and comes back as it was', () => {
    for (const given of [annotationsOf(everyShape(10, 20), [MUTE]), annotationsOf(everyShape())]) {
      expect(Annotations.parse(given)).toEqual(given);
    }
  });

  test.each([
    ['no number', { x: Number.NaN }, 'keys.0.x'],
    ['infinite', { x: Number.POSITIVE_INFINITY }, 'keys.0.x'],
    ['a text', { x: '0.1' }, 'keys.0.x'],
    ['left of the picture', { x: -0.01 }, 'keys.0.x: lies off the picture'],
    ['right of the picture', { x: 1.01 }, 'keys.0.x: lies off the picture'],
    ['beyond the edge', { x: 0.95 }, 'keys.0: reaches beyond the picture'],
    ['without a size', { width: 0 }, 'keys.0.width'],
    ['at half a frame', { n: 10.5 }, 'keys.0.n'],
    ['before the first frame', { n: -1 }, 'keys.0.n'],
    ['with an unknown field', { rotation: 4 }, 'keys.0'],
  ])('a key that is %s is named', (_, wrong, named) => {
    const box = { ...aBox('a', [[10, 0]]), keys: [{ n: 10, x: 0, y: 0, width: 0.1, height: 0.1, ...wrong }] };
    expect(issues([box]).join('\n')).toContain(`shapes.0.${named}`);
  });

  test.each([
    ['kind', { kind: 'hexagon' }],
    ['id', { id: '../x' }],
    ['id', { id: '' }],
    ['style.colour', { style: { colour: '#ff0000', width: 4, filled: false } }],
    ['style.width', { style: { colour: 'red', width: 0, filled: false } }],
    ['style.width', { style: { colour: 'red', width: 4.5, filled: false } }],
    ['keys', { keys: [] }],
    ['locked', { locked: 1 }],
    ['from', { from: '10' }],
    ['', { reason: 'uninvolved-face' }],
  ])('a wrong %s is named', (field, wrong) => {
    const where = field === '' ? 'shapes.0' : `shapes.0.${field}`;
    expect(issues([{ ...aBox('a', [[10, 0]]), ...wrong }]).join('\n')).toContain(where);
  });

  test('a redaction without a reason, or too weak to hide anything, is refused', () => {
    expect(issues([aBlur('a', 10, 20, { reason: undefined })]).join()).toContain('shapes.0.reason');
    expect(issues([aBlur('a', 10, 20, { radius: 3 })]).join()).toContain('shapes.0.radius');
    expect(issues([aBlur('a', 10, 20, { style: { colour: 'red' } })])).not.toEqual([]);
  });

  test('a magnifier must be shown within the picture', () => {
    const [magnifier] = everyShape(10, 20).filter(({ kind }) => kind === 'magnifier');
    expect(issues([{ ...magnifier, factor: 6 }]).join()).toContain('is shown beyond the picture');
  });

  test('another version, more than the limits and what is no object are refused', () => {
    for (const wrong of [null, [], 'x', {}, { version: 2, shapes: [], sound: [] }, { version: 1, shapes: [] }]) {
      expect(Annotations.safeParse(wrong).success).toBe(false);
    }
    const many = Array.from({ length: ANNOTATION_LIMITS.shapes + 1 }, (_, n) => aBox(`s${n}`, [[10, 0]]));
    expect(issues(many)).not.toEqual([]);
    expect(issues([{ ...everyShape(10, 20)[5], text: 'x'.repeat(ANNOTATION_LIMITS.text + 1) }])).not.toEqual([]);
    expect(issues([{ ...everyShape(10, 20)[5], text: '' }])).not.toEqual([]);
  });

  test('hostile text is kept literally', () => {
    for (const text of HOSTILE_STRINGS.filter((one) => one.length > 0 && one.length <= ANNOTATION_LIMITS.text)) {
      const [, , , , , shape] = everyShape(10, 20);
      expect(Annotations.parse(annotationsOf([{ ...shape, text } as AnnotationShape])).shapes[0]).toMatchObject({
        text,
      });
    }
  });
});

describe('annotations in their mark', () => {
  test('what fits has no problems', () => {
    expect(problems(everyShape(10, 20), FILM, [MUTE])).toEqual([]);
    expect(problems(everyShape(), PAGE)).toEqual([]);
  });

  test.each([
    [{ from: 9 }, 'Shape “a” (box) is at frame 9, which is not in the mark (frames 10 to 20).'],
    [{ to: 21 }, 'Shape “a” (box) is at frame 21, which is not in the mark (frames 10 to 20).'],
    [{ from: 16, to: 12 }, 'Shape “a” (box) begins at frame 16, after its last frame 12.'],
    [{ from: 13 }, 'Shape “a” (box) has key 1 of 2 at frame 12, outside its own frames 13 to 15.'],
    [{ to: undefined }, 'does not say from which frame to which it is shown'],
  ])('frames that are not in order are named: %o', (wrong, message) => {
    const box = aBox(
      'a',
      [
        [12, 0],
        [15, 0.1],
      ],
      wrong,
    );
    expect(problems([box]).join('\n')).toContain(message);
  });

  test('keys must ascend, each with its frame', () => {
    const twice = { from: 10, to: 20 };
    const box = (...frames: (number | undefined)[]) =>
      aBox(
        'a',
        frames.map((n) => [n as number, 0]),
        twice,
      );
    expect(problems([box(12, 12)])[0]).toContain('key 2 of 2 at frame 12, not after frame 12');
    expect(problems([box(15, 12)])[0]).toContain('key 2 of 2 at frame 12, not after frame 15');
    expect(problems([box(12, undefined)])[0]).toContain('key 2 of 2 without a frame n');
  });

  test('ids, codes and numbers of points are checked over all', () => {
    expect(problems([aBox('a', [[10, 0]]), aBox('a', [[11, 0]])])).toEqual([expect.stringContaining('stands twice')]);
    expect(problems([aBlur('m', 10, 20)], FILM, [MUTE])).toEqual([expect.stringContaining('“m” stands twice')]);
    expect(problems([aBlur('b', 10, 20, { reason: 'why', basis: 'law' })])).toEqual([
      'Shape “b” (blur) names the reason “why”, which is not in the redaction pack.',
      'Shape “b” (blur) names the basis “law”, which is not in the redaction pack.',
    ]);
    const points = Array.from({ length: ANNOTATION_LIMITS.pointsOfKey }, () => [0, 0]);
    const line = (id: string) => ({ ...everyShape(10, 20)[4], id, keys: [{ n: 10, points }] }) as AnnotationShape;
    expect(problems(Array.from({ length: 21 }, (_, n) => line(`l${n}`)))).toEqual([
      expect.stringContaining('42000 keys and points'),
    ]);
  });

  test('pages have neither frames nor sound', () => {
    expect(problems([aBox('a', [[10, 0]])], PAGE)[0]).toContain('the mark is on a page, which has none');
    expect(problems([], PAGE, [MUTE])[0]).toContain('is on a page, which has no sound');
    const key = { x: 0, y: 0, width: 0.1, height: 0.1 };
    const two = { ...everyShape()[2], keys: [key, key] } as AnnotationShape;
    expect(problems([two], PAGE)).toEqual(['Shape “box” (box) has 2 keys; on a page a shape has exactly one.']);
  });

  test('what lies outside since the mark was changed may stay, but only as it is', () => {
    const old = aBox('old', [[10, 0]], { to: 20 });
    const backwards = Object.fromEntries(Object.entries(old).reverse()) as AnnotationShape;
    const kept = annotationsOf([backwards], [MUTE]);
    const shorter = aMark({ in: 12, out: 15 });
    expect(outsideOf(kept, shorter)).toEqual(['old', 'm']);
    expect(outsideOf(kept, FILM)).toEqual([]);
    expect(problems([old, aBox('new', [[13, 0]])], shorter, [MUTE], kept)).toEqual([]);
    const moved = { ...old, locked: true } as AnnotationShape;
    expect(problems([moved], shorter, [], kept)).toEqual([
      expect.stringContaining('not in the mark (frames 12 to 15)'),
    ]);
  });

  test('they follow their pictures to other numbers', () => {
    const shifted = movedFrames(annotationsOf(everyShape(10, 20), [MUTE]), (n) => n + 3);
    expect(shifted).toEqual(annotationsOf(everyShape(13, 23), [{ ...MUTE, from: 13, to: 23 }]));
    expect(movedFrames(annotationsOf(everyShape()), (n) => n + 3)).toEqual(annotationsOf(everyShape()));
  });
});
