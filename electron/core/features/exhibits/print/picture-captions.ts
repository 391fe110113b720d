import type { FrameRef } from '../../../../../shared/frames.ts';
import { ptsText, type TimeBase } from '../../../../../shared/time.ts';
import type { SheetText } from './sheet-text.ts';

/** Number, PTS and time of a picture of a recording, the time from the recording's first picture on. */
export function frameCaption(
  { n, pts }: Pick<FrameRef, 'n' | 'pts'>,
  firstPts: number,
  timeBase: TimeBase,
  text: SheetText,
): string {
  return text.t('frameCaption', { n: text.number(n), pts: text.number(pts), time: ptsText(pts - firstPts, timeBase) });
}

/** Which page of how many is shown; an image has none and is called one. */
export function pageCaption(page: number, pages: number, isImage: boolean, text: SheetText): string {
  return text.t(isImage ? 'imageCaption' : 'pageCaption', { page: text.number(page), pages: text.number(pages) });
}
