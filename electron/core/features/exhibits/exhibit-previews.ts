import { createHash } from 'node:crypto';
import type { Output } from '../../../../shared/api.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PresentedExhibit, SheetWish } from '../../../../shared/exhibit.ts';
import type { Handlers } from '../../handlers.ts';
import { LruMap } from '../../media/lru-map.ts';
import { burningOf } from './exhibit/exhibit-burning.ts';
import { type Maker, makerOf } from './exhibit/maker.ts';
import { previewPictures } from './exhibit/preview-pictures.ts';
import { drawSheet, type SheetRequest, sheetContent } from './exhibit/sheet-maker.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';
import { picturesPdf } from './print/pictures-pdf.ts';

/** Enough for going to and fro between some dozen exhibits. */
const MOST_BYTES = 64 << 20;

export interface ExhibitPreviews {
  readonly handlers: Pick<Handlers, 'exhibits.sheet' | 'exhibits.pictures'>;
  /** What one of the handlers laid out, by its hash; null when it has to be made again. */
  pdf(sha256: string): Uint8Array | null;
}

/**
 * Shows what an export would make of one exhibit, made by the same code. Kept in memory alone: a disk would gather a
 * copy for every change, of what was hidden only afterwards as well.
 */
export function exhibitPreviews(deps: ExhibitDeps, list: () => PresentedExhibit[]): ExhibitPreviews {
  const requestFor = async ({ markId }: SheetWish, maker: Maker): Promise<SheetRequest> => {
    const exhibit = list().find(({ mark }) => mark.id === markId);
    if (exhibit === undefined) {
      const text = `Mark ${markId} is not among the exhibits. Add it to the exhibits first.`;
      throw new AppError('not_found', text, { markId });
    }
    const { signal } = new AbortController();
    return { exhibit, burning: await burningOf(deps, exhibit), maker, stills: new Map(), signal };
  };
  const kept = new LruMap<string, Uint8Array>(MOST_BYTES, (pdf) => pdf.length);
  const keep = ({ pdf, pages }: { pdf: Uint8Array; pages: number }): Output<'exhibits.sheet'> => {
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    kept.set(sha256, pdf);
    return { sha256, pages };
  };
  return {
    handlers: {
      'exhibits.sheet': async (wish) => {
        const maker = makerOf(deps, wish.profile, wish.lang);
        const { content } = await sheetContent(deps, await requestFor(wish, maker));
        return keep(await drawSheet(deps, content, maker, null));
      },
      'exhibits.pictures': async ({ burnIn, slate, ...wish }) => {
        const maker = { ...makerOf(deps, wish.profile, wish.lang), burnIn, slate };
        const request = await requestFor(wish, maker);
        const { label, mark } = request.exhibit;
        const title = maker.text.t('exhibit', { number: label });
        const { versions } = maker;
        const paper = {
          resourcesDir: deps.resourcesDir,
          versions,
          lang: wish.lang,
          title,
          date: new Date(mark.createdAt),
        };
        const pictures = await previewPictures(deps, request);
        const { pdf, pages } = await picturesPdf(pictures, paper);
        return keep({ pdf, pages: pictures.length === 0 ? 0 : pages });
      },
    },
    pdf: (sha256) => kept.get(sha256) ?? null,
  };
}
