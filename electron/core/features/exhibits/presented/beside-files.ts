import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type PairShape, pairShape, stillFilm } from '../../../media/pair-film.ts';
import { type PairPlan, planPair } from '../../../media/pair-plan.ts';
import { loadPictureCanvas } from '../../../media/picture-canvas.ts';
import type { ClipInput } from '../exhibit/clip-input.ts';
import type { SheetContent } from '../exhibit/sheet-maker.ts';
import type { ExhibitFile } from '../schema/bundle-schema.ts';
import { type BesideRecord, labelOf } from '../schema/presented-schema.ts';
import { clockOfPair } from './beside-facts.ts';
import { pairLabels } from './label-picture.ts';
import { writePart } from './part-clip.ts';

export const BESIDE_FILES = {
  film: 'beside.mp4',
  companion: 'beside-companion.mp4',
  labels: 'beside-labels.mov',
} as const;

type Stated = Exclude<BesideRecord, { omitted: unknown }>;

/**
 * Two cameras side by side: the exhibit's own clip, and an exact clip of the companion. Made of finished clips, so that
 * nothing shows in it which they do not show.
 * @param clip SHA-256 of the exhibit's own clip
 */
export async function writeBeside(input: ClipInput, content: SheetContent, clip: string): Promise<ExhibitFile[]> {
  const { beside } = content.facts;
  if (beside === undefined || 'omitted' in beside) return [];
  const part = { path: BESIDE_FILES.companion, role: 'companion', sha256: beside.companion.sha256 } as const;
  const companion = await writePart(input, { ...part, stated: beside });
  const [picture] = content.forSheet;
  const shape = pairShape(picture ?? { width: 640, height: 360 });
  const labels = await writeLabels(input, beside, shape);
  const { deps, folder, base, maker, work } = input;
  const sound = beside.sound === 'exhibit';
  const at = (name: string) => ({ path: join(folder.partialDir, base, name), name });
  const made = await deps.media.pair({
    ...{ clip: at('clip.mp4'), companion: at(companion.path), labels: at(labels.path) },
    ...{ plan: await planOf(input, beside), shape, sound, work },
    out: await folder.fileAt(`${base}/${BESIDE_FILES.film}`),
  });
  await folder.settle(`${base}/${BESIDE_FILES.film}`);
  const { aigaq, ffmpeg } = maker.versions;
  const recipe = {
    tools: { aigaq, ffmpeg },
    input: { 'clip.mp4': clip, [companion.path]: companion.sha256, [labels.path]: labels.sha256 },
    arguments: [...made.arguments],
    options: { sound: sound ? 'that of clip.mp4, packet for packet' : 'none; clip.mp4 has none' },
  };
  const { sha256, bytes } = made;
  return [{ path: BESIDE_FILES.film, role: 'beside', sha256, bytes, recipe }, companion, labels];
}

/** The same plan as the facts were made with, for the one number of it that they do not state. */
async function planOf({ deps, exhibit }: ClipInput, { companion, frames }: Stated): Promise<PairPlan> {
  const { evidence, mark } = exhibit;
  const other = deps.evidence.get(companion.id);
  const [index, otherIndex] = [await deps.media.index(evidence.sha256), await deps.media.index(other.sha256)];
  const clock = clockOfPair([evidence, index], [other, otherIndex]);
  const span = { index, first: mark.in?.n ?? 0, last: mark.out?.n ?? 0 };
  const plan = clock === null ? 'no clock' : planPair(span, otherIndex, clock);
  if (typeof plan === 'string' || plan.frames.join() !== frames.join()) {
    throw new Error(`the companion of exhibit ${exhibit.number} changed while it was made (${String(plan)})`);
  }
  return plan;
}

async function writeLabels(input: ClipInput, { companion, sound }: Stated, shape: PairShape): Promise<ExhibitFile> {
  const { deps, folder, base, exhibit, maker } = input;
  const { t } = maker.text;
  const words = {
    own: t(sound === 'exhibit' ? 'beside.own' : 'beside.ownSilent', {
      exhibit: t('exhibit', { number: labelOf(exhibit) }),
    }),
    other: t('beside.other', { name: companion.originalName ?? `SHA-256 ${companion.sha256.slice(0, 16)}` }),
    none: t('beside.none'),
  };
  const { png, ...size } = await pairLabels(loadPictureCanvas(deps.resourcesDir), shape, words);
  const parts: Buffer[] = [];
  for await (const piece of stillFilm(png, size)) parts.push(piece);
  const film = Buffer.concat(parts);
  await folder.write(`${base}/${BESIDE_FILES.labels}`, film);
  const { aigaq, canvas } = maker.versions;
  return {
    path: BESIDE_FILES.labels,
    role: 'labels',
    sha256: createHash('sha256').update(film).digest('hex'),
    bytes: film.length,
    recipe: {
      tools: { aigaq, canvas },
      input: {},
      options: { form: 'QuickTime; one PNG: names above, and what stands where the second recording shows nothing' },
    },
  };
}
