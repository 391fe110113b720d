import type { FieldOrder } from '../../../../shared/frames.ts';

/** What of an interlaced frame is looked at. `first` and `second` are meant in time. */
export type FieldView = 'frame' | 'first' | 'second';

export const FIELD_VIEWS: readonly FieldView[] = ['frame', 'first', 'second'];

/** Which lines a field is made of. */
export type FieldLines = 'top' | 'bottom';

/** The lines of the field that is looked at; null for whole frames and for progressive material. */
export function linesOf(view: FieldView, order: FieldOrder): FieldLines | null {
  if (view === 'frame' || order === 'progressive') return null;
  return (view === 'first') === (order === 'top') ? 'top' : 'bottom';
}

/** A frame and the field of it that is looked at. */
export interface FieldPlace {
  readonly n: number;
  readonly view: FieldView;
}

/** One field on or back in time, within frames 0..last. With whole frames in view it is one frame. */
export function stepField({ n, view }: FieldPlace, direction: 1 | -1, last: number): FieldPlace {
  if (view === 'frame') return { n: Math.min(last, Math.max(0, n + direction)), view };
  const at = Math.min(2 * last + 1, Math.max(0, fieldNumber(n, view) + direction));
  return { n: Math.floor(at / 2), view: at % 2 === 0 ? 'first' : 'second' };
}

/** Fields counted from 0 in time. */
export const fieldNumber = (n: number, view: FieldView): number => 2 * n + (view === 'second' ? 1 : 0);

/** The view after this one, for a key that goes round. */
export const nextView = (view: FieldView): FieldView =>
  FIELD_VIEWS[(FIELD_VIEWS.indexOf(view) + 1) % FIELD_VIEWS.length] ?? 'frame';
