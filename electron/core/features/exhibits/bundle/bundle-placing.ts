import type { ExportedBundle } from '../../../../../shared/exhibit.ts';
import type { Work } from '../../../progress.ts';
import type { Naming } from '../../../store/final-names.ts';
import { archiveNaming, type MadeArchive, packFolders } from '../../../store/outgoing-archive.ts';
import type { OutgoingFolder } from '../../../store/outgoing-folder.ts';
import { type ExportInput, isArchive, targetOf, volumeTarget } from './bundle-target.ts';
import type { SealedVolume } from './volume-export.ts';

const targetsOf = (input: ExportInput, { length }: readonly SealedVolume[]): string[] =>
  length === 1 ? [targetOf(input)] : Array.from({ length }, (_, n) => volumeTarget(input, n + 1, length));

/** A bundle, or its volumes, of which nothing is missing but the name. */
export interface ReadyBundle {
  readonly archives: readonly MadeArchive[];
  readonly namings: readonly Naming[];
}

/** Packs bundles that are to be archives, and says how each gets its name. */
export async function readyBundle(
  stage: OutgoingFolder,
  input: ExportInput,
  volumes: readonly SealedVolume[],
  work: Work,
): Promise<ReadyBundle> {
  const targets = targetsOf(input, volumes);
  if (!isArchive(input)) {
    const named = volumes.map(({ part }, n) => stage.partNaming(part, targets[n] ?? ''));
    return { archives: [], namings: input.volumeSize === undefined ? [stage.naming()] : named };
  }
  const parts = volumes.map(({ part }, n) => ({ folder: stage.part(part).partialDir, file: targets[n] ?? '' }));
  const archives = await packFolders(parts, input.encryptTo, work);
  return { archives, namings: parts.map((part) => archiveNaming(part, work)) };
}

export function madeBundle(
  input: ExportInput,
  volumes: readonly SealedVolume[],
  archives: readonly MadeArchive[],
): ExportedBundle {
  const targets = targetsOf(input, volumes);
  const made = volumes.map(({ contents, sealed }, n) => ({
    path: targets[n] ?? '',
    manifestSha256: sealed.manifestSha256,
    bytes: sealed.bytes,
    files: sealed.files,
    exhibits: contents.prepared.map(({ exhibit }) => exhibit.number),
    ...(archives[n] === undefined ? {} : { archive: archives[n] }),
  }));
  const sum = (of: (volume: (typeof made)[number]) => number) => made.reduce((total, each) => total + of(each), 0);
  const [{ path, manifestSha256, archive }] = made as [(typeof made)[number]];
  return {
    path,
    exhibits: volumes.flatMap(({ contents }) =>
      contents.prepared.map(({ exhibit: { number, label, mark } }) => ({
        number,
        label,
        markId: mark.id,
        path: `data/exhibits/${number}`,
      })),
    ),
    manifestSha256,
    bytes: sum(({ bytes }) => bytes),
    files: sum(({ files }) => files),
    ...(archive === undefined ? {} : { archive }),
    ...(made.length === 1 ? {} : { volumes: made }),
  };
}
