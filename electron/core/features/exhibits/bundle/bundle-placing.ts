import type { ExportedBundle } from '../../../../../shared/exhibit.ts';
import type { Work } from '../../../progress.ts';
import { archiveFolders, type MadeArchive } from '../../../store/outgoing-archive.ts';
import type { OutgoingFolder } from '../../../store/outgoing-folder.ts';
import { type ExportInput, isArchive, targetOf, volumeTarget } from './bundle-target.ts';
import type { SealedVolume } from './volume-export.ts';

const targetsOf = (input: ExportInput, { length }: readonly SealedVolume[]): string[] =>
  length === 1 ? [targetOf(input)] : Array.from({ length }, (_, n) => volumeTarget(input, n + 1, length));

/**
 * Gives bundles their names, as folders or as archives. `record` runs last before that: a bundle that exists is one
 * that the ledger knows.
 */
export async function placeBundles(
  stage: OutgoingFolder,
  input: ExportInput,
  volumes: readonly SealedVolume[],
  work: Work,
  record: () => void,
): Promise<MadeArchive[]> {
  const targets = targetsOf(input, volumes);
  if (isArchive(input)) {
    const parts = volumes.map(({ part }, n) => ({ folder: stage.part(part).partialDir, file: targets[n] ?? '' }));
    return archiveFolders(parts, input.encryptTo, work, record);
  }
  record();
  if (input.volumeSize === undefined) await stage.commit();
  else await stage.commitParts(volumes.map(({ part }, n) => ({ part, out: targets[n] ?? '' })));
  return [];
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
