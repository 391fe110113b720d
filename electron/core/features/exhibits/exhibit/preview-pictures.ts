import { NO_BURN_IN } from '../../../../../shared/burn-in.ts';
import { burnInPicture } from '../../../media/burn-in-picture.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import { burnInText } from './exhibit-burn-in.ts';
import { lazyCanvas } from './exhibit-burning.ts';
import { type SheetRequest, sheetContent } from './sheet-maker.ts';
import { SLATE_FILE, slatePng } from './slate-maker.ts';

/** A picture as it will leave with an exhibit. */
export interface PreviewPicture {
  /** The file that has it, and which of its pictures it is. */
  readonly caption: string;
  readonly png: Uint8Array;
}

/**
 * The pictures of an exhibit's files, as an export makes them: its plate, the first picture of its clip with what is
 * burnt in, its stills and pages.
 */
export async function previewPictures(deps: ExhibitDeps, request: SheetRequest): Promise<PreviewPicture[]> {
  const { maker } = request;
  const { content, files } = await sheetContent(deps, request);
  const pictures = files.map(({ name, png }): PreviewPicture => ({ caption: name, png }));
  const clip = await clipPicture(deps, request, files[0]?.png);
  if (clip !== null) pictures.unshift(clip);
  if (maker.slate === true) {
    pictures.unshift({ caption: SLATE_FILE, png: await slatePng(content.facts, maker, lazyCanvas(deps.resourcesDir)) });
  }
  return pictures;
}

/** The first picture of the clip; null where it says no more than the first still. */
async function clipPicture(
  deps: ExhibitDeps,
  { exhibit, maker }: SheetRequest,
  still: Uint8Array | undefined,
): Promise<PreviewPicture | null> {
  const text = burnInText(exhibit, maker.burnIn ?? NO_BURN_IN, maker.text);
  const { in: first, out: last } = exhibit.mark;
  if (text === null || first === null || last === null || still === undefined) return null;
  const index = await deps.media.index(exhibit.evidence.sha256);
  const png = await burnInPicture(still, { index, text, first: first.n, last: last.n }, lazyCanvas(deps.resourcesDir));
  if (png === null) return null;
  return { caption: `clip.mp4 · ${maker.text.t('burnIn.frame', { n: String(first.n) })}`, png };
}
