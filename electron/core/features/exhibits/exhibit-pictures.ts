import { AppError } from '../../../../shared/errors.ts';
import type { Exhibit } from '../../../../shared/exhibit.ts';
import type { FrameRef } from '../../../../shared/frames.ts';
import { ptsText } from '../../../../shared/time.ts';
import type { Media } from '../../media/media.ts';
import type { FileRole, Recipe } from './bundle-schema.ts';
import { cropped, forPrint, outlined, pageWidth } from './page-picture.ts';
import type { SheetPicture } from './sheet-pdf.ts';
import type { SheetText } from './sheet-text.ts';
import type { ToolVersions } from './tool-versions.ts';

/** A picture file of an exhibit, before it is written. */
export interface PictureFile {
  readonly name: string;
  readonly role: FileRole;
  readonly png: Uint8Array;
  readonly recipe: Recipe;
}

export interface ExhibitPictures {
  readonly files: readonly PictureFile[];
  readonly forSheet: readonly SheetPicture[];
  /** PTS of the recording's first picture; null for documents. */
  readonly firstPts: number | null;
}

export interface PictureTools {
  readonly media: Media;
  readonly versions: ToolVersions;
  readonly text: SheetText;
  readonly signal: AbortSignal;
}

/** First and last picture of an interval, or the page and region of a document, for the bundle and for the sheet. */
export async function exhibitPictures(exhibit: Exhibit, tools: PictureTools): Promise<ExhibitPictures> {
  const { mark } = exhibit;
  if (mark.in !== null && mark.out !== null) return stills(exhibit, mark.in, mark.out, tools);
  if (mark.page !== null) return pages(exhibit, mark.page, tools);
  return { files: [], forSheet: [], firstPts: null };
}

async function stills(
  { evidence }: Exhibit,
  first: FrameRef,
  last: FrameRef,
  tools: PictureTools,
): Promise<ExhibitPictures> {
  const index = await tools.media.index(evidence.sha256);
  const firstPts = index.pts[0] ?? 0;
  const wanted =
    first.n === last.n
      ? [['still-in.png', first] as const]
      : [['still-in.png', first] as const, ['still-out.png', last] as const];
  const files: PictureFile[] = [];
  const forSheet: SheetPicture[] = [];
  for (const [name, ref] of wanted) {
    const { png, frame } = await tools.media.still(evidence.sha256, ref.n, tools.signal);
    assertSamePicture(ref, frame.md5);
    const recipe: Recipe = {
      tools: { aigaq: tools.versions.aigaq, ffmpeg: tools.versions.ffmpeg },
      input: { ORIGINAL: evidence.sha256 },
      options: { frame: ref.n, pts: ref.pts, form: 'upright, height kept, square pixels, 8-bit RGB, no overlay' },
    };
    files.push({ name, role: 'still', png, recipe });
    const time = ptsText(ref.pts - firstPts, index.timeBase);
    const caption = tools.text.t('frameCaption', {
      n: tools.text.number(ref.n),
      pts: tools.text.number(ref.pts),
      time,
    });
    forSheet.push({ ...(await forPrint(png)), caption });
  }
  return { files, forSheet, firstPts };
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

async function pages({ mark, evidence }: Exhibit, page: number, tools: PictureTools): Promise<ExhibitPictures> {
  const sizes = await tools.media.pages(evidence.sha256);
  const size = sizes[page - 1];
  if (size === undefined) {
    const text = `Page ${page} is not in this document; it has ${sizes.length}.`;
    throw new AppError('page_out_of_range', text, { page, pages: sizes.length });
  }
  const isImage = evidence.kind === 'image';
  const width = pageWidth(size, isImage);
  const whole = await tools.media.page(evidence.sha256, page, width);
  const recipe = (form: string): Recipe => ({
    tools: { aigaq: tools.versions.aigaq, pdfium: tools.versions.pdfium, sharp: tools.versions.sharp },
    input: { ORIGINAL: evidence.sha256 },
    options: { page, width, form, ...mark.region },
  });
  const shown = { page: tools.text.number(page), pages: tools.text.number(sizes.length) };
  const caption = tools.text.t(isImage ? 'imageCaption' : 'pageCaption', shown);
  if (mark.region === null) {
    const files: PictureFile[] = [{ name: `page-${page}.png`, role: 'page', png: whole, recipe: recipe('whole page') }];
    return { files, forSheet: [{ ...(await forPrint(whole)), caption }], firstPts: null };
  }
  const marked = await outlined(whole, mark.region);
  const region = await cropped(whole, mark.region);
  return {
    files: [
      { name: `page-${page}.png`, role: 'page', png: marked, recipe: recipe('whole page, region outlined') },
      { name: `page-${page}-plain.png`, role: 'page', png: whole, recipe: recipe('whole page') },
      { name: `page-${page}-region.png`, role: 'page', png: region, recipe: recipe('region alone') },
    ],
    forSheet: [
      { ...(await forPrint(marked)), caption },
      { ...(await forPrint(region)), caption: tools.text.t('regionCaption') },
    ],
    firstPts: null,
  };
}
