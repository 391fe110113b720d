import { useMemo } from 'react';
import { decodeFilmstrip } from '../../../../shared/filmstrip.ts';
import { media } from '../../../host/media-urls.ts';
import { type DerivedFile, derivedFileHook } from './derived-file.ts';
import { FilmstripPictures } from './filmstrip-pictures.ts';

export type StripPictures = FilmstripPictures<ImageBitmap>;

const decodeJpeg = (jpeg: Uint8Array): Promise<ImageBitmap> =>
  createImageBitmap(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }));

const useStrip = derivedFileHook<StripPictures>({
  url: media.filmstrip,
  read: (bytes) => new FilmstripPictures(decodeFilmstrip(bytes), decodeJpeg),
  made: ({ filmstrip }) => filmstrip,
  dispose: (pictures) => pictures.close(),
});

export interface FilmstripFile {
  readonly state: DerivedFile<unknown>['state'];
  /** For drawing many of them; null until the file is there. */
  readonly pictures: StripPictures | null;
  /**
   * The prepared key-frame picture nearest to frame n at once, with the number of the frame that it shows, or null. Draw
   * it, do not keep it. `pictures.subscribe` tells when a nearer one may have come.
   */
  nearest(n: number): { readonly n: number; readonly picture: ImageBitmap } | null;
}

/** The prepared key-frame pictures of a recording; loaded once however many show them, drawn again when they come. */
export function useFilmstripFile(sha256: string): FilmstripFile {
  const file = useStrip(sha256);
  return useMemo(() => {
    const pictures = file.state === 'ready' ? file.value : null;
    return { state: file.state, pictures, nearest: (n: number) => pictures?.nearest(n) ?? null };
  }, [file]);
}
