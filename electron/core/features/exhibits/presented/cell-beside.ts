import sharp from 'sharp';
import type { PresentedExhibit, Profile } from '../../../../../shared/exhibit.ts';
import { exportedPageWidth } from '../../../../../shared/exported-page.ts';
import { loadPictureCanvas } from '../../../media/picture-canvas.ts';
import { cropped, forPrint } from '../exhibit/page-picture.ts';
import type { PictureFile, PictureTools } from '../exhibit/picture-file.ts';
import { cellCaption } from '../print/cell-caption.ts';
import type { SheetPicture } from '../print/sheet-pdf.ts';
import { type CellRecord, labelOf } from '../schema/presented-schema.ts';
import { foundOrNull } from './found-or-null.ts';
import { hidesSomething } from './hidden-near.ts';
import { stampedPage } from './label-picture.ts';
import type { FactDeps } from './stated-pictures.ts';

export const CELL_FILE = 'beside-cell.png';
/** Width of the part of the document, as a share of the picture's, and the paper between both. */
const SHARE = 0.66;
const GAP = 0.03;

type Stated = Exclude<CellRecord, { omitted: unknown }>;

/** What an exhibit states of the part of a document beside its first picture; null where none was chosen. */
export function cellFacts(deps: FactDeps, { mark, recipe }: PresentedExhibit, profile: Profile): CellRecord | null {
  if (recipe.cell === null || mark.in === null) return null;
  const cell = foundOrNull((id) => deps.marks.get(id), recipe.cell);
  if (cell === null || cell.page === null) return { omitted: 'gone' };
  const { page, evidenceId, region } = cell;
  // What somebody hid on that page, for whatever exhibit, must not come out as something beside another one.
  const hides = deps.marks.list(evidenceId).some((one) => one.page === page && hidesSomething(deps, one));
  if (hides) return { omitted: 'hidden-page' };
  const { id, sha256, originalName, bytes, kind } = deps.evidence.get(evidenceId);
  const source = { id, sha256, originalName: profile === 'court' ? originalName : null, bytes };
  return { source, isImage: kind === 'image', page, region };
}

/** The exhibit's first picture with the part of the document at its right, and what both are in a margin above. */
export async function cellPicture(
  exhibit: PresentedExhibit,
  cell: Stated,
  still: Uint8Array,
  tools: PictureTools,
): Promise<{ readonly file: PictureFile; readonly forSheet: SheetPicture }> {
  const { source, page, region } = cell;
  const { text, versions } = tools;
  const size = (await tools.media.pages(source.sha256))[page - 1];
  if (size === undefined) throw new Error(`page ${page} of ${source.sha256} is gone`);
  const drawn = await tools.media.page(source.sha256, page, exportedPageWidth(size, cell.isImage));
  const part = region === null ? drawn : await cropped(drawn, region);
  const label = text.t('exhibit', { number: labelOf(exhibit) });
  const pair = await sideBySide(still, part);
  const png = await stampedPage(loadPictureCanvas(tools.resourcesDir), pair, { label, what: cellCaption(cell, text) });
  const form = `still-in.png; at its right the part of the page, scaled to fit ${SHARE} of its width and all of its height; names in a margin above`;
  const recipe = {
    tools: { aigaq: versions.aigaq, pdfium: versions.pdfium, sharp: versions.sharp, canvas: versions.canvas },
    input: { ORIGINAL: exhibit.evidence.sha256, DOCUMENT: source.sha256 },
    options: { page, form, ...region },
  };
  const forSheet = { ...(await forPrint(png)), caption: cellCaption(cell, text), wide: true };
  return { file: { name: CELL_FILE, role: 'cell', png, recipe }, forSheet };
}

async function sideBySide(still: Uint8Array, part: Uint8Array): Promise<Uint8Array> {
  const { width, height } = await sharp(still).metadata();
  const [most, gap] = [Math.round(width * SHARE), Math.round(width * GAP)];
  const { data, info } = await sharp(part)
    .flatten({ background: '#ffffff' })
    .resize({ width: most, height, fit: 'inside' })
    .png()
    .toBuffer({ resolveWithObject: true });
  return sharp({ create: { width: width + gap + info.width, height, channels: 3, background: '#ffffff' } })
    .composite([
      { input: Buffer.from(still), left: 0, top: 0 },
      { input: data, left: width + gap, top: Math.floor((height - info.height) / 2) },
    ])
    .png()
    .toBuffer();
}
