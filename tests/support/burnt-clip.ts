import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BurnInText } from '../../electron/core/media/burn-in-film.ts';
import type { ClipBurning, MadeClip } from '../../electron/core/media/media.ts';
import { loadPictureCanvas } from '../../electron/core/media/picture-canvas.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { AnnotationShape, SoundRedaction } from '../../shared/annotation.ts';
import type { Region } from '../../shared/mark.ts';
import { RESOURCES } from './case-library.ts';
import { ffmpegOutput, type MediaRoom } from './media-room.ts';

export interface BurntClip {
  readonly dir: string;
  readonly out: string;
  readonly made: MadeClip;
}

/** Makes the clip of frames first..last with everything burnt in, below `dir`. */
export async function burntClip(
  room: MediaRoom,
  dir: string,
  path: string,
  [first, last]: readonly [number, number],
  shapes: readonly AnnotationShape[],
  silenced: readonly SoundRedaction[] = [],
  burnIn?: BurnInText,
): Promise<BurntClip> {
  const sha = await room.take(path);
  await room.media.buildIndex(sha, unwatched);
  const out = join(dir, 'clip.mp4');
  const burn: ClipBurning = {
    ...{ shapes, silenced, burnIn, openCanvas: loadPictureCanvas(RESOURCES) },
    write: async (name, parts) => {
      const chunks: Uint8Array[] = [];
      for await (const part of parts) chunks.push(part);
      writeFileSync(join(dir, name), Buffer.concat(chunks));
      return join(dir, name);
    },
  };
  const made = await room.media.clip(sha, first, last, out, unwatched, { burn, stills: [first, last] });
  return { dir, out, made };
}

/** Makes the clip again as a stranger would: with the original, the films, the arguments and ffmpeg. */
export function repeated({ dir, made }: BurntClip, original: string): string {
  const out = join(dir, 'again.mp4');
  const names = new Map([
    ['ORIGINAL', original],
    ['CLIP', out],
    ...made.films.map(({ name, path }) => [name, path] as const),
  ]);
  ffmpegOutput(...made.arguments.map((argument) => names.get(argument) ?? argument));
  return out;
}

const WAYS = { solid: { colour: 'black' }, pixelate: { cell: 40 }, blur: { radius: 40 } } as const;
export const WAYS_OF_HIDING = ['solid', 'pixelate', 'blur'] as const;

/** A redaction that moves through the regions given for frames; a single one stands. */
export function hiding(
  kind: keyof typeof WAYS,
  [from, to]: readonly [number, number],
  keys: Readonly<Record<number, Region>>,
  form: 'box' | 'ellipse' = 'box',
): AnnotationShape {
  return {
    ...{
      id: kind,
      locked: false,
      reason: 'uninvolved-face',
      basis: 'minimisation',
      form,
      kind,
      ...WAYS[kind],
      from,
      to,
    },
    keys: Object.entries(keys).map(([n, region]) => ({ n: Number(n), ...region })),
  } as AnnotationShape;
}
