/** A page as it is listed: points of a document, pixels of an image. */
interface ListedSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels per inch at which pages of a document go into a bundle. */
const PAGE_DPI = 200;
const MOST_WIDTH = 6000;

/** Width in pixels at which a whole page is exported: 200 dpi for a document, its own pixels for an image. */
export function exportedPageWidth({ width }: ListedSize, isImage: boolean): number {
  const natural = isImage ? width : (width / 72) * PAGE_DPI;
  return Math.max(1, Math.min(MOST_WIDTH, Math.round(natural)));
}

/** Size in pixels at which a whole page is exported. */
export function exportedPageSize(size: ListedSize, isImage: boolean): ListedSize {
  const width = exportedPageWidth(size, isImage);
  return { width, height: Math.max(1, Math.round((width * size.height) / Math.max(1, size.width))) };
}
