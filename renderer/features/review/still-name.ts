import { visibleText } from '../../lib/visible-escapes.ts';

/** `IMG_4217-f12345.png`: the recording's name without what file systems do not take, and the frame. */
export function stillName(originalName: string, n: number): string {
  const stem = visibleText(originalName)
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
    .slice(0, 80);
  return `${stem || 'frame'}-f${n}.png`;
}
