import type { CellRecord } from '../schema/presented-schema.ts';
import type { SheetText } from './sheet-text.ts';

type Stated = Exclude<CellRecord, { omitted: unknown }>;

/** What the part of the document is, in one line. */
export function cellCaption({ source, isImage, page, region }: Stated, text: SheetText): string {
  const name = source.originalName ?? `SHA-256 ${source.sha256.slice(0, 16)}`;
  const [whole, part] = isImage ? ['cell.image', 'cell.imageRegion'] : ['cell.page', 'cell.region'];
  return text.t(region === null ? whole : part, { name, page: text.number(page) });
}
