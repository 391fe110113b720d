import { join } from 'node:path';
import { AppError } from '../../../../../shared/errors.ts';
import type { MadeClip } from '../../../media/media.ts';
import { hashFileWith } from '../../../store/folder-reader.ts';
import type { ClipInput } from '../exhibit/clip-input.ts';
import type { ExhibitFile, FileRole, Recipe } from '../schema/bundle-schema.ts';
import type { ContextSide } from '../schema/presented-schema.ts';

type Pictures = Omit<Exclude<ContextSide, { omitted: unknown }>, 'seconds'>;

/**
 * An exact clip of a part of a recording, with exactly the pictures that are stated.
 * @throws AppError verification_failed, ffmpeg_failed, cancelled
 */
export async function writePart(
  { deps, folder, base, exhibit, maker, work }: ClipInput,
  part: { readonly path: string; readonly role: FileRole; readonly sha256: string; readonly stated: Pictures },
): Promise<ExhibitFile> {
  const { path, role, sha256: original, stated } = part;
  const target = await folder.fileAt(`${base}/${path}`);
  // Its pictures are no part of the exhibit, by which the progress is counted.
  const quiet = { signal: work.signal, onStep: () => undefined };
  const made = await deps.media.clip(original, stated.in.n, stated.out.n, target, quiet);
  await folder.settle(`${base}/${path}`);
  const full = join(folder.partialDir, base, path);
  const written = (await hashFileWith(full, ['sha256'], work.signal)).get('sha256');
  if (written !== made.sha256 || made.frameMd5.join() !== stated.frameMd5.join()) {
    const text = `${path} of “${exhibit.mark.title}” does not hold the pictures that its recording has. Verify the library and try again.`;
    throw new AppError('verification_failed', text, { path });
  }
  return { path, role, sha256: made.sha256, bytes: made.bytes, recipe: partRecipe(original, stated, made, maker) };
}

const partRecipe = (original: string, stated: Pictures, made: MadeClip, { versions }: ClipInput['maker']): Recipe => ({
  tools: { aigaq: versions.aigaq, ffmpeg: versions.ffmpeg },
  input: { ORIGINAL: original },
  arguments: [...made.arguments],
  options: { firstFrame: stated.in.n, lastFrame: stated.out.n, ...made.notes },
});
