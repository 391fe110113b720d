import type { FieldOrder } from '../../../shared/frames.ts';

/** What ffmpeg's showinfo filter says about one picture, beyond its time. */
export interface ShownFrame {
  readonly key: boolean;
  /** Which of its two fields comes first, `progressive` for a picture taken at one moment. */
  readonly fieldOrder: FieldOrder;
  /** Size and pixel format of this picture, such as `1920x1080 yuv420p`; empty when the line says nothing of it. */
  readonly shape: string;
}

const FIELD_ORDERS: Readonly<Record<string, FieldOrder>> = { T: 'top', B: 'bottom' };

/** Reads one line of showinfo's log; null for its other lines (configuration, side data). */
export function parseShowinfo(text: string): ShownFrame | null {
  if (!text.startsWith('n:')) return null;
  const key = /\biskey:(\d)/.exec(text);
  if (!key) return null;
  const format = /\bfmt:(\S+)/.exec(text)?.[1];
  const size = /\bs:(\d+x\d+)/.exec(text)?.[1];
  const shape = format === undefined || size === undefined ? '' : `${size} ${format}`;
  return {
    key: key[1] === '1',
    fieldOrder: FIELD_ORDERS[/\bi:([TB])\b/.exec(text)?.[1] ?? ''] ?? 'progressive',
    shape,
  };
}
