import { createHash } from 'node:crypto';
import { AppError } from '../../../../../shared/errors.ts';
import type { ExportedBundle, ExportResult, ExportWarning, PresentedExhibit } from '../../../../../shared/exhibit.ts';
import type { Work } from '../../../progress.ts';
import { archiveFolders, type MadeArchive } from '../../../store/outgoing-archive.ts';
import { type OutgoingFolder, openOutgoingFolder } from '../../../store/outgoing-folder.ts';
import { assertOriginalsMayGo, hiddenIn } from '../exhibit/exhibit-burning.ts';
import { makerOf } from '../exhibit/sheet-maker.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import type { ExhibitRepo } from '../exhibit-repo.ts';
import { exhibitsOf, marksToExport, throughGate } from '../exhibit-selection.ts';
import { sectionsOf } from '../recipe/kept-numbers.ts';
import { assertMayHoldOriginals, type BundleMoment, makeContents, sealBundle } from './bundle-contents.ts';
import { distinctEvidence } from './bundle-originals.ts';
import { assertTarget, type ExportInput, isArchive, targetOf, twinsOf, volumeTarget } from './bundle-target.ts';
import { assertOriginalsFit, overviewBytes, roomIn } from './bundle-volumes.ts';
import { recordExport } from './export-entry.ts';
import { exportWarnings } from './export-warnings.ts';
import { type SealedVolume, sealVolumes } from './volume-export.ts';

/** Says at once what would make an export fail, before a job is started for it. */
export async function assertExportable(deps: ExhibitDeps, repo: ExhibitRepo, input: ExportInput): Promise<void> {
  for (const one of twinsOf(input)) {
    await assertTarget(one, deps.store.libraryDir);
    assertMayHoldOriginals(one.withOriginals, one.profile);
  }
  const exhibits = exhibitsOf(deps, repo, marksToExport(deps, repo, input.markIds));
  if (exhibits.length === 0) {
    throw new AppError('nothing_to_export', 'There are no marks to export yet. Mark something first.', {});
  }
  const hiding = exhibits.map((exhibit) => ({
    title: exhibit.mark.title,
    redactions: hiddenIn(deps, exhibit).length,
  }));
  const { volumeSize, withOriginals } = input;
  if (withOriginals) assertOriginalsMayGo(hiding);
  if (volumeSize === undefined || !withOriginals) return;
  const { passed } = throughGate(exhibits, input.allowIncomplete);
  const room = roomIn(volumeSize, isArchive(input)) - overviewBytes(0, 0);
  assertOriginalsFit(distinctEvidence(passed), volumeSize, room);
}

/**
 * Makes a bundle, or several where they are to be no larger than a volume, or one for each profile: everything is
 * written beside `out`, sealed, and appears there at once. Whatever goes wrong before that leaves nothing. Run again, it
 * starts over and gives the same files.
 */
export async function exportBundle(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  input: ExportInput,
  work: Work & { readonly operator: string },
): Promise<ExportResult> {
  await assertExportable(deps, repo, input);
  const asked = exhibitsOf(deps, repo, marksToExport(deps, repo, input.markIds));
  for (const evidenceId of recordingsOf(asked)) await deps.confirmed(evidenceId, work);
  // A decode that corrects a list renumbers marks: they are read again.
  const selection = exhibitsOf(deps, repo, marksToExport(deps, repo, input.markIds));
  const { passed, blocked } = throughGate(selection, input.allowIncomplete);
  if (passed.length === 0) return { bundle: null, blocked, warnings: [] };
  const staged: StagedBundle[] = [];
  try {
    for (const one of twinsOf(input)) staged.push(await stageBundle(deps, repo, passed, one, work));
    work.signal.throwIfAborted();
    const made: ExportedBundle[] = [];
    for (const each of staged) made.push(await placeStaged(deps, repo, each, work));
    const [bundle = null, publicTwin] = made;
    const warnings = staged.flatMap((each) => each.warnings);
    const unique = [...new Map(warnings.map((warning) => [warning.message, warning])).values()];
    return { bundle, blocked, warnings: unique, ...(publicTwin === undefined ? {} : { publicTwin }) };
  } finally {
    for (const { stage } of staged) await stage.discard();
  }
}

/** A bundle that is whole and sealed and has no name yet. */
interface StagedBundle {
  readonly input: ExportInput;
  readonly stage: OutgoingFolder;
  readonly volumes: readonly SealedVolume[];
  readonly warnings: readonly ExportWarning[];
}

async function stageBundle(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  exhibits: readonly PresentedExhibit[],
  input: ExportInput,
  work: Work & { readonly operator: string },
): Promise<StagedBundle> {
  const stage = await openOutgoingFolder(targetOf(input), makerTag(deps));
  try {
    const volumes = await fillStage(deps, repo, stage, exhibits, input, work);
    const prepared = volumes.flatMap(({ contents }) => contents.prepared);
    return { input, stage, volumes, warnings: exportWarnings(deps, exhibits, prepared, input.profile) };
  } catch (error) {
    await stage.discard();
    throw error;
  }
}

async function placeStaged(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  { input, stage, volumes }: StagedBundle,
  work: Work & { readonly operator: string },
): Promise<ExportedBundle> {
  const record = () => recordExport(deps, repo, input, volumes, work.operator);
  const archives = await placeBundles(stage, input, volumes, work, record);
  return madeBundle(input, volumes, archives);
}

/** Recordings that exhibits are made from, and those beside them that are still there. */
const recordingsOf = (exhibits: readonly PresentedExhibit[]): Set<string> =>
  new Set(
    exhibits.flatMap(({ mark, recipe }) => [mark.evidenceId, ...(recipe.companion === null ? [] : [recipe.companion])]),
  );

/** Tells this library's leftovers from those of another one, and tells nobody else which library it was. */
const makerTag = (deps: ExhibitDeps): string =>
  createHash('sha256').update(deps.custody.key().publicKey).digest('hex').slice(0, 12);

async function fillStage(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  stage: OutgoingFolder,
  exhibits: readonly PresentedExhibit[],
  input: ExportInput,
  work: Work & { readonly operator: string },
): Promise<SealedVolume[]> {
  const { burnIn, slate } = input;
  const maker = { ...makerOf(deps, input.profile, input.lang), burnIn, slate };
  const contents = await makeContents(deps, stage, exhibits, maker, input.withOriginals, work);
  const moment: BundleMoment = {
    maker,
    head: deps.custody.signedHead(),
    stamps: deps.timestamps.stamped(),
    ledger: deps.custody.ledger(),
    libraryTitle: repo.libraryTitle(),
    sections: sectionsOf(deps, repo, exhibits),
    operator: work.operator,
    madeAt: deps.clock(),
  };
  if (input.volumeSize === undefined) {
    const sealed = await sealBundle(deps, stage, { ...contents, told: exhibits }, moment, work);
    return [{ part: '.', contents, sealed }];
  }
  const limit = { size: input.volumeSize, archive: isArchive(input) };
  return sealVolumes(deps, stage, contents, moment, limit, work);
}

const targetsOf = (input: ExportInput, { length }: readonly SealedVolume[]): string[] =>
  length === 1 ? [targetOf(input)] : Array.from({ length }, (_, n) => volumeTarget(input, n + 1, length));

/**
 * Gives bundles their names, as folders or as archives. `record` runs last before that: a bundle that exists is one
 * that the ledger knows.
 */
async function placeBundles(
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

function madeBundle(
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
