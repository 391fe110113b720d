import type { AnnotationShape, Annotations, NoteShape } from '../../shared/annotation.ts';

const STYLE = { colour: 'red', width: 4, filled: false } as const;

/** A box that stands at `x`, 0 at each of the frames given. */
export function aBox(id: string, keys: readonly (readonly [n: number, x: number])[], some: object = {}): NoteShape {
  return {
    ...{ id, locked: false, style: { ...STYLE }, kind: 'box' },
    ...{ from: keys[0]?.[0], to: keys.at(-1)?.[0] },
    keys: keys.map(([n, x]) => ({ n, x, y: 0, width: 0.1, height: 0.2 })),
    ...some,
  } as NoteShape;
}

/** A redaction that hides the same place from `from` to `to`. */
export function aBlur(id: string, from: number, to: number, some: object = {}): AnnotationShape {
  return {
    ...{ id, locked: false, kind: 'blur', form: 'ellipse', radius: 40, from, to },
    ...{ reason: 'uninvolved-face', basis: 'minimisation' },
    keys: [{ n: from, x: 0.25, y: 0.25, width: 0.5, height: 0.5 }],
    ...some,
  } as AnnotationShape;
}

export const annotationsOf = (shapes: readonly AnnotationShape[], sound: Annotations['sound'] = []): Annotations => ({
  version: 1,
  shapes: [...shapes],
  sound,
});

/** One shape of every kind within frames from..to, or on a page when these are left out. */
export function everyShape(from?: number, to?: number): AnnotationShape[] {
  const span = from === undefined ? {} : { from, to };
  const at = from === undefined ? {} : { n: from };
  const note = { locked: false, style: { ...STYLE }, ...span };
  const hidden = { locked: false, reason: 'uninvolved-face', basis: 'minimisation', form: 'box', ...span };
  const line = { ...at, x1: 0.1, y1: 0.1, x2: 0.4, y2: 0.3 };
  const box = { ...at, x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
  const points = [
    [0.1, 0.1],
    [0.2, 0.3],
    [0.3, 0.1],
  ];
  return [
    { ...note, id: 'arrow', kind: 'arrow', keys: [line] },
    { ...note, id: 'line', kind: 'line', keys: [line] },
    { ...note, id: 'box', kind: 'box', keys: [box] },
    { ...note, id: 'ellipse', kind: 'ellipse', keys: [box] },
    { ...note, id: 'freehand', kind: 'freehand', keys: [{ ...at, points }] },
    { ...note, id: 'text', kind: 'text', text: 'Жәшік ашылды', size: 40, keys: [{ ...at, x: 0.1, y: 0.1 }] },
    {
      ...{ ...note, id: 'callout', kind: 'callout', number: 3, text: 'Урна', size: 40 },
      keys: [{ ...at, x: 0.5, y: 0.5, tipX: 0.7, tipY: 0.6 }],
    },
    { ...note, id: 'spotlight', kind: 'spotlight', form: 'ellipse', dim: 60, keys: [box] },
    {
      ...{ ...note, id: 'magnifier', kind: 'magnifier', factor: 2 },
      keys: [{ ...at, x: 0.1, y: 0.1, width: 0.1, height: 0.1, toX: 0.6, toY: 0.6 }],
    },
    { ...hidden, id: 'blur', kind: 'blur', radius: 40, keys: [box] },
    { ...hidden, id: 'pixelate', kind: 'pixelate', cell: 40, keys: [box] },
    { ...hidden, id: 'solid', kind: 'solid', colour: 'black', keys: [box] },
  ] as AnnotationShape[];
}
