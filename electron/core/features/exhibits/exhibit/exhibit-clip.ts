import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../../../../shared/errors.ts';
import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import type { BurnLayer } from '../../../media/burn-graph.ts';
import type { MadeClip } from '../../../media/media.ts';
import type { Work } from '../../../progress.ts';
import { hashFileWith } from '../../../store/folder-reader.ts';
import type { OutgoingFiles } from '../../../store/outgoing-folder.ts';
import type { ExhibitFile, Recipe } from '../bundle/bundle-schema.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import type { ExhibitBurning } from './exhibit-burning.ts';
import { assertOwnPictures, assertSamePicture } from './exhibit-pictures.ts';
import type { Maker } from './sheet-maker.ts';

export interface ClipInput {
  readonly deps: ExhibitDeps;
  readonly folder: OutgoingFiles;
  /** Path of the exhibit's folder in the bag. */
  readonly base: string;
  readonly exhibit: PresentedExhibit;
  readonly burning: ExhibitBurning | null;
  readonly maker: Maker;
  readonly work: Work;
}

/**
 * Makes the clip of an interval and the films that are burnt into it; null for a mark without frames.
 * @throws AppError verification_failed, redaction_not_burnt, ffmpeg_failed, cancelled
 */
export async function writeClip(
  input: ClipInput,
): Promise<{ files: readonly ExhibitFile[]; frameMd5: readonly string[] } | null> {
  const { deps, folder, base, exhibit, burning, work } = input;
  const { mark, evidence } = exhibit;
  if (mark.in === null || mark.out === null) return null;
  const path = `${base}/clip.mp4`;
  const target = await folder.fileAt(path);
  const films: ExhibitFile[] = [];
  const written = new Map<string, Written>();
  const write = async (name: string, parts: AsyncIterable<Uint8Array>) => {
    const counted = counting(parts);
    await folder.write(`${base}/${name}`, counted.parts());
    written.set(name, counted.result());
    return join(folder.partialDir, base, name);
  };
  const burn = burning === null ? undefined : { ...burning, write };
  const made = await deps.media.clip(evidence.sha256, mark.in.n, mark.out.n, target, work, burn);
  for (const layer of made.films) films.push(filmFile(input, layer, written.get(layer.name)));
  await folder.settle(path);
  assertSamePicture(mark.in, made.frameMd5[0]);
  assertSamePicture(mark.out, made.frameMd5.at(-1));
  const count = mark.out.n - mark.in.n + 1;
  const frameMd5 = deps.marks.pictures(mark.id) ?? made.frameMd5;
  assertOwnPictures(mark.in.n, frameMd5, made.frameMd5);
  const sha256 = (await hashFileWith(join(folder.partialDir, path), ['sha256'], work.signal)).get('sha256');
  if (made.frameMd5.length !== count || sha256 !== made.sha256) {
    const text = `The clip of “${mark.title}” could not be made exactly: ${made.frameMd5.length} of ${count} pictures. Verify the library and try again.`;
    throw new AppError('verification_failed', text, { markId: mark.id });
  }
  const recipe = clipRecipe(input, made, films);
  return { files: [{ path: 'clip.mp4', role: 'clip', sha256, bytes: made.bytes, recipe }, ...films], frameMd5 };
}

function clipRecipe({ exhibit, maker }: ClipInput, made: MadeClip, films: readonly ExhibitFile[]): Recipe {
  const { mark, evidence } = exhibit;
  return {
    tools: { aigaq: maker.versions.aigaq, ffmpeg: maker.versions.ffmpeg },
    input: {
      ORIGINAL: evidence.sha256,
      ...Object.fromEntries(films.map(({ path, sha256 }) => [path, sha256])),
    },
    arguments: [...made.arguments],
    options: { firstFrame: mark.in?.n ?? 0, lastFrame: mark.out?.n ?? 0, ...made.notes },
  };
}

interface Written {
  readonly sha256: string;
  readonly bytes: number;
}

/** Hashes a file while it is written. */
function counting(parts: AsyncIterable<Uint8Array>): { parts(): AsyncIterable<Uint8Array>; result(): Written } {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    async *parts() {
      for await (const part of parts) {
        hash.update(part);
        bytes += part.length;
        yield part;
      }
    },
    result: () => ({ sha256: hash.digest('hex'), bytes }),
  };
}

function filmFile({ exhibit, maker }: ClipInput, { name, look }: BurnLayer, written: Written | undefined): ExhibitFile {
  if (written === undefined) throw new Error(`${name} was burnt in and not written`);
  const { aigaq, canvas } = maker.versions;
  const form = 'QuickTime; a PNG for each frame at which it changes, at its time in the clip';
  const recipe: Recipe = {
    tools: look === null ? { aigaq, canvas } : { aigaq },
    input: { ORIGINAL: exhibit.evidence.sha256 },
    options:
      look === null ? { form } : { form, hides: look.kind, ...(look.kind === 'solid' ? {} : { cell: look.cell }) },
  };
  return { path: name, role: look === null ? 'notes' : 'mask', ...written, recipe };
}
