import { join } from 'node:path';
import { AppError } from '../../../../../shared/errors.ts';
import type { ClipBurning, MadeClip } from '../../../media/media.ts';
import type { Work } from '../../../progress.ts';
import { hashFileWith } from '../../../store/folder-reader.ts';
import type { ExhibitFile, Recipe } from '../schema/bundle-schema.ts';
import type { ClipInput } from './clip-input.ts';
import { assertOwnPictures, assertSamePicture } from './exhibit-pictures.ts';

/** A film of exactly the marked pictures, by what is drawn over them. */
export interface ClipVersion {
  readonly name: 'clip.mp4' | 'clean.mp4';
  readonly role: 'clip' | 'clean';
  readonly burn: ClipBurning | undefined;
  /** Frames whose stills are made on the way. */
  readonly stills: readonly number[];
}

/**
 * Makes one film of an interval and proves that its pictures are those of the mark.
 * @throws AppError verification_failed, redaction_not_burnt, ffmpeg_failed, cancelled
 */
export async function makeVersion(
  { deps, folder, base, exhibit: { mark, evidence } }: ClipInput,
  { name, burn, stills }: ClipVersion,
  work: Work,
): Promise<MadeClip> {
  if (mark.in === null || mark.out === null) throw new Error('a mark without frames has no clip');
  const path = `${base}/${name}`;
  const target = await folder.fileAt(path);
  const made = await deps.media.clip(evidence.sha256, mark.in.n, mark.out.n, target, work, { burn, stills });
  await folder.settle(path);
  assertSamePicture(mark.in, made.frameMd5[0]);
  assertSamePicture(mark.out, made.frameMd5.at(-1));
  assertOwnPictures(mark.in.n, deps.marks.pictures(mark.id) ?? made.frameMd5, made.frameMd5);
  const count = mark.out.n - mark.in.n + 1;
  const sha256 = (await hashFileWith(join(folder.partialDir, path), ['sha256'], work.signal)).get('sha256');
  if (made.frameMd5.length !== count || sha256 !== made.sha256) {
    const text = `The clip of “${mark.title}” could not be made exactly: ${made.frameMd5.length} of ${count} pictures. Verify the library and try again.`;
    throw new AppError('verification_failed', text, { markId: mark.id });
  }
  return made;
}

/** How the exhibit's document lists a made film. `films` are all that were written for the exhibit. */
export function versionFile(
  { exhibit, maker }: ClipInput,
  { name, role }: ClipVersion,
  made: MadeClip,
  films: readonly ExhibitFile[],
  options: NonNullable<Recipe['options']>,
): ExhibitFile {
  const { mark, evidence } = exhibit;
  const used = films.filter(({ path }) => made.films.some((layer) => layer.name === path));
  const recipe: Recipe = {
    tools: { aigaq: maker.versions.aigaq, ffmpeg: maker.versions.ffmpeg },
    input: { ORIGINAL: evidence.sha256, ...Object.fromEntries(used.map(({ path, sha256 }) => [path, sha256])) },
    arguments: [...made.arguments],
    options: { firstFrame: mark.in?.n ?? 0, lastFrame: mark.out?.n ?? 0, ...made.notes, ...options },
  };
  return { path: name, role, sha256: made.sha256, bytes: made.bytes, recipe };
}
