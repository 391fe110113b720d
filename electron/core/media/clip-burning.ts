import { isRedaction } from '../../../shared/annotation.ts';
import { AppError } from '../../../shared/errors.ts';
import { assertFrame } from '../../../shared/frames.ts';
import { makeFilms } from './burn-films.ts';
import { burnInLayer } from './burn-in-film.ts';
import type { ClipRequest } from './clips.ts';
import { filmOf } from './dump-parser.ts';
import { hiddenPictures } from './hidden-pictures.ts';
import type { ClipBurning } from './media.ts';

/** The request with the films made that are burnt into the clip. @throws AppError redaction_not_burnt, frame_out_of_range */
export async function withFilms(request: ClipRequest, burn: ClipBurning): Promise<ClipRequest> {
  const { origin, opened, first, last, work } = request;
  assertFrame(first, origin.index.pts.length, 'The first frame');
  assertFrame(last, origin.index.pts.length, 'The last frame');
  assertOneSize(request, burn);
  const pictures = { index: origin.index, film: filmOf(opened.dump), first, last };
  const layers = await makeFilms({
    pictures,
    burning: burn,
    write: burn.write,
    hiddenPictures: (frames) => hiddenPictures(origin, frames, burn.shapes.filter(isRedaction), work.signal),
  });
  const burnIn = burn.burnIn === undefined ? null : await burnInLayer({ ...burn, pictures, text: burn.burnIn });
  return { ...request, layers: burnIn === null ? layers : [...layers, burnIn], silenced: burn.silenced };
}

/** Where the size of pictures changes, ffmpeg begins its filters anew, and with them would lose what was hidden. */
function assertOneSize({ origin: { index } }: ClipRequest, { shapes }: ClipBurning): void {
  if (shapes.length === 0 || (index.shapes?.length ?? 0) <= 1) return;
  throw new AppError(
    'redaction_not_burnt',
    'The pictures of this recording change in size or coding, and notes and redactions cannot be burnt into such a clip yet. Nothing was exported; leave this mark out, or remove its annotations if all of it may be seen.',
    { shapes: shapes.length },
  );
}
