import { type ClipPictures, clipTimes, timescaleOf } from './clip-picture.ts';
import { type FilmPicture, pngFilm } from './png-film.ts';

/** What lies over the clip from frame n of the recording on. */
export interface DrawnFrame {
  readonly n: number;
  readonly png: Buffer;
}

/**
 * A film on the clock of a clip, with a picture for every frame given, in ascending order, at its time in the clip; one
 * that is as the one before is left out.
 */
export function overlayFilm(
  pictures: ClipPictures,
  size: { readonly width: number; readonly height: number },
  frames: AsyncIterable<DrawnFrame>,
): AsyncIterable<Uint8Array> {
  const { index, first } = pictures;
  const times = clipTimes(pictures);
  const timed = async function* (): AsyncGenerator<FilmPicture> {
    let before: Buffer = Buffer.alloc(0);
    for await (const { n, png } of frames) {
      if (before.equals(png)) continue;
      before = png;
      yield { png, at: times[n - first] ?? 0 };
    }
  };
  const { width, height } = size;
  return pngFilm({ width, height, timescale: timescaleOf(index.timeBase), end: (times.at(-1) ?? 0) + 1 }, timed());
}
