import { createHash } from 'node:crypto';
import { AppError } from '../../../../../shared/errors.ts';
import type { ExportedBundle, ExportResult, ExportWarning, PresentedExhibit } from '../../../../../shared/exhibit.ts';
import type { Work } from '../../../progress.ts';
import { nameAll } from '../../../store/final-names.ts';
import { discardOutgoing, type OutgoingFolder, openOutgoingFolder } from '../../../store/outgoing-folder.ts';
import { assertOriginalsMayGo, hiddenIn } from '../exhibit/exhibit-burning.ts';
import type { ExhibitStage } from '../exhibit/exhibit-folder.ts';
import type { PieceKeeper } from '../exhibit/made-piece.ts';
import { makerOf } from '../exhibit/maker.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import type { ExhibitRepo } from '../exhibit-repo.ts';
import { exhibitsOf, marksToExport, throughGate } from '../exhibit-selection.ts';
import { sectionsOf } from '../recipe/kept-numbers.ts';
import { assertMayHoldOriginals, type BundleMoment, makeContents, sealBundle } from './bundle-contents.ts';
import { distinctEvidence } from './bundle-originals.ts';
import { madeBundle, type ReadyBundle, readyBundle } from './bundle-placing.ts';
import { assertTarget, type ExportInput, isArchive, targetOf, twinsOf } from './bundle-target.ts';
import { assertOriginalsFit, overviewBytes, roomIn } from './bundle-volumes.ts';
import { recordExport } from './export-entry.ts';
import { exportWarnings } from './export-warnings.ts';
import { type PiecesOfRun, pieceKeeper } from './kept-pieces.ts';
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
 * written beside `out`, sealed, and appears there at once. Whatever goes wrong before that leaves nothing. A run that is
 * stopped leaves what it made beside `out`: the next one goes on from there and gives the same files.
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
  const stages: Stage[] = [];
  let isStopped = false;
  try {
    const staged: StagedBundle[] = [];
    // Volumes are moved when they are sealed, so that a twin would not find its pieces in them.
    const ofRun: PiecesOfRun = new Map();
    for (const one of twinsOf(input)) {
      const stage = await openStage(deps, repo, one, one.volumeSize === undefined ? ofRun : new Map());
      stages.push(stage);
      staged.push(await fillStage(deps, repo, stage, passed, work));
    }
    const made = await placeAll(deps, repo, staged, work);
    return resultOf(made, blocked, staged);
  } catch (error) {
    isStopped = work.signal.aborted;
    throw error;
  } finally {
    if (!isStopped) for (const stage of stages) await stage.discard();
  }
}

/** Removes what stopped runs of an export left beside its target. */
export async function discardExport(deps: ExhibitDeps, { pieces }: ExhibitRepo, input: ExportInput): Promise<void> {
  for (const one of twinsOf(input)) {
    pieces.forget(one.out);
    await discardOutgoing(targetOf(one), makerTag(deps));
  }
}

/** A bundle that is being made. */
interface Stage extends ExhibitStage {
  readonly input: ExportInput;
  readonly files: OutgoingFolder;
  readonly kept: PieceKeeper;
  discard(): Promise<void>;
}

async function openStage(
  deps: ExhibitDeps,
  { pieces }: ExhibitRepo,
  input: ExportInput,
  ofRun: PiecesOfRun,
): Promise<Stage> {
  const files = await openOutgoingFolder(targetOf(input), makerTag(deps));
  return {
    input,
    files,
    kept: pieceKeeper(pieces, input.out, files, ofRun),
    async discard() {
      pieces.forget(input.out);
      await files.discard();
    },
  };
}

/** A bundle that is whole and sealed and has no name yet. */
interface StagedBundle {
  readonly stage: Stage;
  readonly volumes: readonly SealedVolume[];
  readonly warnings: readonly ExportWarning[];
}

function resultOf(
  made: readonly ExportedBundle[],
  blocked: ExportResult['blocked'],
  staged: readonly StagedBundle[],
): ExportResult {
  const [bundle, publicTwin] = made;
  const warnings = staged.flatMap((each) => each.warnings);
  const resumed = staged.reduce((sum, { stage }) => sum + stage.kept.resumed, 0);
  return {
    bundle: bundle ?? null,
    blocked,
    warnings: [...new Map(warnings.map((warning) => [warning.message, warning])).values()],
    ...(publicTwin === undefined ? {} : { publicTwin }),
    ...(resumed === 0 ? {} : { resumed }),
  };
}

/** Recordings that exhibits are made from, and those beside them that are still there. */
const recordingsOf = (exhibits: readonly PresentedExhibit[]): Set<string> =>
  new Set(
    exhibits.flatMap(({ mark, recipe }) => [mark.evidenceId, ...(recipe.companion === null ? [] : [recipe.companion])]),
  );

/** Tells this library's leftovers from those of another one, and tells nobody else which library it was. */
const makerTag = (deps: ExhibitDeps): string =>
  createHash('sha256').update(deps.custody.key().publicKey).digest('hex').slice(0, 12);

/**
 * Gives bundles their names, as folders or as archives, all or none of them. The ledger is told before that: a bundle that
 * exists is one that it knows.
 */
async function placeAll(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  staged: readonly StagedBundle[],
  work: Work & { readonly operator: string },
): Promise<ExportedBundle[]> {
  const ready: ReadyBundle[] = [];
  for (const { stage, volumes } of staged) ready.push(await readyBundle(stage.files, stage.input, volumes, work));
  work.signal.throwIfAborted();
  await nameAll(
    ready.flatMap(({ namings }) => namings),
    () => {
      for (const { stage, volumes } of staged) recordExport(deps, repo, stage.input, volumes, work.operator);
    },
  );
  return staged.map(({ stage, volumes }, n) => madeBundle(stage.input, volumes, ready[n]?.archives ?? []));
}

async function fillStage(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  stage: Stage,
  exhibits: readonly PresentedExhibit[],
  work: Work & { readonly operator: string },
): Promise<StagedBundle> {
  const { input, files } = stage;
  const { burnIn, slate, profile } = input;
  const maker = { ...makerOf(deps, profile, input.lang), burnIn, slate };
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
  const warnings = exportWarnings(deps, exhibits, contents.prepared, profile);
  if (input.volumeSize === undefined) {
    const sealed = await sealBundle(deps, files, { ...contents, told: exhibits }, moment, work);
    return { stage, volumes: [{ part: '.', contents, sealed }], warnings };
  }
  const limit = { size: input.volumeSize, archive: isArchive(input) };
  return { stage, volumes: await sealVolumes(deps, files, contents, moment, limit, work), warnings };
}
