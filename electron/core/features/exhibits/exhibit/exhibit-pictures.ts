import { AppError } from '../../../../../shared/errors.ts';
import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import { exportedPageWidth } from '../../../../../shared/exported-page.ts';
import type { FrameRef } from '../../../../../shared/frames.ts';
import type { Mark } from '../../../../../shared/mark.ts';
import { burnPicture, notesOf } from '../../../media/burn-picture.ts';
import { stampedFile } from '../presented/stamped-file.ts';
import { frameCaption, pageCaption } from '../print/picture-captions.ts';
import type { SheetPicture } from '../print/sheet-pdf.ts';
import type { Recipe } from '../schema/bundle-schema.ts';
import type { ExhibitBurning } from './exhibit-burning.ts';
import { cropped, forPrint, outlined } from './page-picture.ts';
import type { PictureFile, PictureTools } from './picture-file.ts';

const BURNT = 'what `burnt` of exhibit.json names burnt in';
/** A shape that follows something may have thousands of places. */
const MOST_KEY_STILLS = 24;

export interface ExhibitPictures {
  readonly files: readonly PictureFile[];
  readonly forSheet: readonly SheetPicture[];
  /** PTS of the recording's first picture; null for documents. */
  readonly firstPts: number | null;
}

/** First and last picture of an interval, or the page and region of a document, for the bundle and for the sheet. */
export async function exhibitPictures(exhibit: PresentedExhibit, tools: PictureTools): Promise<ExhibitPictures> {
  const { mark } = exhibit;
  if (mark.in !== null && mark.out !== null) return stills(exhibit, mark.in, mark.out, tools);
  if (mark.page !== null) return pages(exhibit, mark.page, tools);
  return { files: [], forSheet: [], firstPts: null };
}

async function stills(
  { evidence, mark }: PresentedExhibit,
  first: FrameRef,
  last: FrameRef,
  tools: PictureTools,
): Promise<ExhibitPictures> {
  const { burning } = tools;
  const index = await tools.media.index(evidence.sha256);
  const firstPts = index.pts[0] ?? 0;
  const files: PictureFile[] = [];
  const forSheet: SheetPicture[] = [];
  for (const [name, n] of stillsOf(mark, burning)) {
    const made = tools.stills.get(n) ?? (await tools.media.still(evidence.sha256, n, tools.signal));
    const { png: plain, frame } = made;
    const ref = [first, last].find((end) => end.n === n);
    if (ref !== undefined) assertSamePicture(ref, frame.md5);
    const png = burning === null ? plain : await burnPicture(plain, burning, n, burning.ptsOf);
    files.push({ name, role: 'still', png, recipe: stillRecipe(evidence.sha256, frame, tools) });
    if (ref === undefined) continue;
    const caption = frameCaption(frame, firstPts, index.timeBase, tools.text);
    forSheet.push({ ...(await forPrint(png)), caption });
  }
  return { files, forSheet, firstPts };
}

/** First and last picture, and those at which a note was placed. Ascending. */
export function stillsOf(mark: Mark, burning: ExhibitBurning | null): [name: string, n: number][] {
  if (mark.in === null || mark.out === null) return [];
  const [first, last] = [mark.in.n, mark.out.n];
  const placed = notesOf(burning?.shapes ?? []).flatMap(({ keys }) => keys.map(({ n }) => n ?? first));
  const between = [...new Set(placed)].filter((n) => n > first && n < last).sort((a, b) => a - b);
  return [
    ['still-in.png', first],
    ...between.slice(0, MOST_KEY_STILLS).map((n): [string, number] => [`still-${n}.png`, n]),
    ...(first === last ? [] : [['still-out.png', last] as [string, number]]),
  ];
}

function stillRecipe(original: string, { n, pts }: FrameRef, { versions, burning }: PictureTools): Recipe {
  const { aigaq, ffmpeg, sharp, canvas } = versions;
  const form = 'upright, height kept, square pixels, 8-bit RGB';
  const overlay = burning === null ? 'no overlay' : BURNT;
  return {
    tools: burning === null ? { aigaq, ffmpeg } : { aigaq, ffmpeg, sharp, canvas },
    input: { ORIGINAL: original },
    options: { frame: n, pts, form: `${form}, ${overlay}` },
  };
}

/** @throws AppError verification_failed when the original no longer gives the picture that was marked */
export function assertSamePicture(ref: FrameRef, md5: string | undefined): void {
  if (md5 === ref.md5) return;
  const text = `Frame ${ref.n} of the original is not the picture that was marked. Verify the library, then check the mark.`;
  throw new AppError('verification_failed', text, { frame: ref.n });
}

/**
 * Between the ends as well, the clip holds the pictures that the mark itself remembers, whatever a derived list says.
 * @throws AppError verification_failed
 */
export function assertOwnPictures(first: number, own: readonly string[], made: readonly string[]): void {
  const at = own.findIndex((md5, i) => md5 !== made[i]);
  if (at >= 0) assertSamePicture({ n: first + at, pts: 0, md5: own[at] ?? '' }, made[at]);
  if (own.length !== made.length) assertSamePicture({ n: first + own.length, pts: 0, md5: '' }, made[own.length]);
}

async function pages(exhibit: PresentedExhibit, page: number, tools: PictureTools): Promise<ExhibitPictures> {
  const { mark, evidence } = exhibit;
  const sizes = await tools.media.pages(evidence.sha256);
  const size = sizes[page - 1];
  if (size === undefined) {
    const text = `Page ${page} is not in this document; it has ${sizes.length}.`;
    throw new AppError('page_out_of_range', text, { page, pages: sizes.length });
  }
  const isImage = evidence.kind === 'image';
  const width = exportedPageWidth(size, isImage);
  const drawn = await tools.media.page(evidence.sha256, page, width);
  const { burning } = tools;
  const whole = burning === null ? drawn : await burnPicture(drawn, burning);
  const recipe = (form: string): Recipe => ({
    tools: { aigaq: tools.versions.aigaq, pdfium: tools.versions.pdfium, sharp: tools.versions.sharp },
    input: { ORIGINAL: evidence.sha256 },
    options: { page, width, form: burning === null ? form : `${form}, ${BURNT}`, ...mark.region },
  });
  const caption = pageCaption(page, sizes.length, isImage, tools.text);
  if (mark.region === null) {
    const files: PictureFile[] = [
      { name: `page-${page}.png`, role: 'page', png: whole, recipe: recipe('whole page') },
      await stampedFile(exhibit, page, whole, caption, tools, recipe),
    ];
    return { files, forSheet: [{ ...(await forPrint(whole)), caption }], firstPts: null };
  }
  const marked = await outlined(whole, mark.region);
  const region = await cropped(whole, mark.region);
  return {
    files: [
      { name: `page-${page}.png`, role: 'page', png: marked, recipe: recipe('whole page, region outlined') },
      { name: `page-${page}-plain.png`, role: 'page', png: whole, recipe: recipe('whole page') },
      { name: `page-${page}-region.png`, role: 'page', png: region, recipe: recipe('region alone') },
      await stampedFile(exhibit, page, marked, caption, tools, recipe),
    ],
    forSheet: [
      { ...(await forPrint(marked)), caption },
      { ...(await forPrint(region)), caption: tools.text.t('regionCaption') },
    ],
    firstPts: null,
  };
}
