import type { ReviewWay, Warning } from '../../../shared/evidence.ts';
import type { Family } from './file-families.ts';
import type { Probe } from './first-look.ts';
import type { MediaContext } from './media-context.ts';
import type { Raster } from './raster.ts';
import type { RasterFamily, RasterFile } from './raster-messages.ts';
import type { Sniffed } from './sniff.ts';

const DRAWN: Readonly<Record<string, RasterFamily>> = {
  pdf: 'pdf',
  jpeg: 'picture',
  png: 'picture',
  webp: 'picture',
  gif: 'picture',
  tiff: 'picture',
  avif: 'picture',
  heif: 'heif',
};
const BROWSER_SHOWS = ['jpeg', 'png', 'webp', 'gif', 'avif'];

/** The original as the raster thread draws it; null when it draws no such files. */
export function rasterFileOf(context: MediaContext, sha256: string, family: Family): RasterFile | null {
  const drawn = DRAWN[family.id];
  return drawn === undefined ? null : { family: drawn, source: context.store.original(sha256) };
}

/** First look at a document, a picture or anything that is no film and no sound. */
export async function probeDocument(
  context: MediaContext,
  raster: Raster,
  sha256: string,
  { family, mime }: Sniffed,
): Promise<Probe> {
  const file = rasterFileOf(context, sha256, family);
  const nothing = { rotation: null, durationSeconds: null, hasAudio: false };
  const metadata = { container: family.label, streams: [], tags: {} };
  if (file === null)
    return {
      kind: family.kind,
      mime,
      review: 'none',
      ...nothing,
      width: null,
      height: null,
      pages: null,
      metadata,
      warnings: reasonsUnseen(family),
    };
  const { pages, warnings, facts } = await raster.inspect(file);
  const first = pages[0];
  const isPicture = family.kind === 'image';
  const review: ReviewWay = pages.length === 0 ? 'none' : BROWSER_SHOWS.includes(family.id) ? 'direct' : 'proxy';
  return {
    kind: family.kind,
    mime,
    review,
    ...nothing,
    width: isPicture ? (first?.width ?? null) : null,
    height: isPicture ? (first?.height ?? null) : null,
    pages: pages.length === 0 ? null : pages.length,
    metadata: { ...metadata, tags: facts },
    warnings,
  };
}

/** Why a file that is kept cannot be shown; nothing for texts, which are simply not drawn. */
function reasonsUnseen(family: Family): Warning[] {
  const warn = (code: string, message: string): Warning[] => [{ code, message }];
  switch (family.id) {
    case 'empty':
      return warn('empty_file', 'This file is empty: it has a name but no content.');
    case 'unknown':
      return warn('unknown_type', 'The content of this file is of no type that Aigaq knows. It is kept as evidence.');
    case 'playlist':
      return warn(
        'playlist',
        'This file is a list that refers to other files. Aigaq does not follow such references; import the recordings themselves.',
      );
    case 'raw':
    case 'bmp':
      return warn(
        'picture_not_shown',
        `Aigaq does not decode ${family.label} pictures. The file is kept as evidence; a JPEG or TIFF copy from the source can be marked.`,
      );
    default:
      return [];
  }
}
