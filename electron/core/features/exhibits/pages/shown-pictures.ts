import { cellCaption } from '../print/cell-caption.ts';
import { frameCaption, pageCaption } from '../print/picture-captions.ts';
import type { SheetText } from '../print/sheet-text.ts';
import type { ExhibitDocument, ExhibitFile } from '../schema/bundle-schema.ts';
import { type Html, html } from './html-text.ts';

/** Stills, pages and the part of a document beside the picture, each with the caption that it has on the sheet. */
export function shownPictures(
  exhibit: ExhibitDocument,
  text: SheetText,
  firstPts: number | null,
  pathOf: (name: string) => string,
): Html | null {
  const shown = exhibit.files.filter(
    (file) => file.role === 'still' || file.role === 'cell' || isShownPage(exhibit.files, file),
  );
  if (shown.length === 0) return null;
  return html`<div class="pictures">${shown.map((file) => {
    const caption = captionOf(exhibit, file, text, firstPts ?? 0);
    return html`<figure><img src="${pathOf(file.path)}" alt="${caption}" loading="lazy"><figcaption>${caption}</figcaption></figure>`;
  })}</div>`;
}

function captionOf(exhibit: ExhibitDocument, file: ExhibitFile, text: SheetText, firstPts: number): string {
  const { evidence, mark, cell } = exhibit;
  const { frame, pts } = file.recipe.options ?? {};
  if (file.role === 'still' && evidence.timeBase !== null) {
    return frameCaption({ n: Number(frame), pts: Number(pts) }, firstPts, evidence.timeBase, text);
  }
  if (file.role === 'cell' && cell !== undefined && !('omitted' in cell)) return cellCaption(cell, text);
  if (file.path.endsWith('-region.png')) return text.t('regionCaption');
  return pageCaption(mark.page ?? 1, evidence.pages ?? 1, evidence.kind === 'image', text);
}

/** Of a page with the exhibit's number in its margin, only that is shown; without it, all but the bare one. */
function isShownPage(files: readonly ExhibitFile[], { role, path }: ExhibitFile): boolean {
  if (role !== 'page' || path.endsWith('-plain.png')) return false;
  const stamped = files.some((file) => file.path === path.replace(/\.png$/, '-stamped.png'));
  return !stamped;
}
