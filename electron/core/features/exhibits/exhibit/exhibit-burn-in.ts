import { type BurnIn, burnInParts } from '../../../../../shared/burn-in.ts';
import { type RecordingClock, wallTimeOf } from '../../../../../shared/clock.ts';
import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import type { TimeBase } from '../../../../../shared/time.ts';
import { faceText, zoneName } from '../../../../../shared/wall-text.ts';
import type { BurnInText } from '../../../media/burn-in-film.ts';
import type { SheetText } from '../print/sheet-text.ts';

/**
 * What every picture of an exhibit's clip says of itself; null where nothing was asked for or nothing can be said. The
 * time of day is told only where the recording's clock was read at a picture: a stated time says nothing about pictures.
 */
export function burnInText(exhibit: PresentedExhibit, burnIn: BurnIn, text: SheetText): BurnInText | null {
  const { timing, timeBase } = exhibit.evidence;
  const isTimed = timing !== null && timeBase !== null;
  const parts = burnInParts(burnIn).filter((part) => part !== 'clock' || isTimed);
  if (parts.length === 0) return null;
  return {
    textsOf: (n, pts) =>
      parts.flatMap((part) => {
        if (part === 'number') return [text.t('exhibit', { number: exhibit.label })];
        // Plain digits: a number that is to be found again in a list of frames is not grouped.
        if (part === 'frame') return [text.t('burnIn.frame', { n: String(n) })];
        return isTimed ? clockTexts(timing, timeBase, { n, pts }, text) : [];
      }),
  };
}

type Picture = { readonly n: number; readonly pts: number };

/** Date and time with zone, how closely they are known, and what they rest on. */
function clockTexts(clock: RecordingClock, timeBase: TimeBase, picture: Picture, text: SheetText): string[] {
  const { corrected, within } = wallTimeOf(clock, timeBase, picture);
  const { date, time } = faceText(corrected);
  const zone = clock.zone === null ? text.t('noOffset') : zoneName(clock.zone).replace(/^(?=[+-])/, 'UTC');
  const known =
    within === null ? text.t('burnIn.withinUnknown') : text.t('burnIn.within', { length: text.margin(within) });
  const basis = text.t(`burnIn.basis.${clock.basis}`);
  return [`${date} ${time} ${zone} ${known}`, clock.ahead === 0 ? basis : text.t('burnIn.corrected', { basis })];
}
