import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/errors.ts';
import type { Exhibit, ExportResult } from '../../../../shared/exhibit.ts';
import type { Work } from '../../progress.ts';
import { archiveFolder, type MadeArchive } from '../../store/outgoing-archive.ts';
import { type OutgoingFolder, openOutgoingFolder } from '../../store/outgoing-folder.ts';
import { type SealedBag, sealBag } from './bag-writer.ts';
import { checkOriginals, copyOriginals, distinctEvidence } from './bundle-originals.ts';
import { type BundleParts, bagInfo, bundleDocument, signatureFiles, writeOverview } from './bundle-overview.ts';
import { assertTarget, type ExportInput, isArchive, targetOf } from './bundle-target.ts';
import { custodyExtract } from './custody-extract.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';
import {
  finishExhibit,
  type MadeExhibit,
  type PreparedExhibit,
  preparedSums,
  prepareExhibit,
} from './exhibit-folder.ts';
import type { ExhibitRepo } from './exhibit-repo.ts';
import { exhibitsOf, marksToExport, throughGate } from './exhibit-selection.ts';
import { exhibitProgress } from './export-progress.ts';
import { contentsHash, exhibitHash } from './printed-hash.ts';
import { makerOf } from './sheet-maker.ts';

/** Says at once what would make an export fail, before a job is started for it. */
export async function assertExportable(deps: ExhibitDeps, repo: ExhibitRepo, input: ExportInput): Promise<void> {
  await assertTarget(input, deps.store.libraryDir);
  if (input.withOriginals && input.profile === 'public') {
    const text = 'A public bundle never holds originals: they may show more than the clips. Use the court profile.';
    throw new AppError('invalid_input', text, { profile: input.profile });
  }
  const exhibits = exhibitsOf(deps, marksToExport(deps, repo, input.markIds));
  if (exhibits.length === 0) {
    throw new AppError('nothing_to_export', 'There are no marks to export yet. Mark something first.', {});
  }
}

/**
 * Makes a bundle: everything is written beside `out`, sealed, and appears there at once. Whatever goes wrong before
 * that leaves nothing. Run again, it starts over and gives the same files.
 */
export async function exportBundle(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  input: ExportInput,
  work: Work & { readonly operator: string },
): Promise<ExportResult> {
  await assertExportable(deps, repo, input);
  const asked = exhibitsOf(deps, marksToExport(deps, repo, input.markIds));
  for (const evidenceId of new Set(asked.map(({ mark }) => mark.evidenceId))) await deps.confirmed(evidenceId, work);
  // A decode that corrects a list renumbers marks: they are read again.
  const selection = exhibitsOf(deps, marksToExport(deps, repo, input.markIds));
  const { passed, blocked } = throughGate(selection, input.allowIncomplete);
  if (passed.length === 0) return { bundle: null, blocked };
  const folder = await openOutgoingFolder(targetOf(input), makerTag(deps));
  try {
    const sealed = await fillBundle(deps, repo, folder, passed, input, work);
    work.signal.throwIfAborted();
    const placed = await placeBundle(folder, input, work, () =>
      recordExport(deps, repo, input, passed, sealed, work.operator),
    );
    return {
      bundle: {
        path: targetOf(input),
        exhibits: passed.map(({ number, mark }) => ({ number, markId: mark.id, path: `data/exhibits/${number}` })),
        manifestSha256: sealed.manifestSha256,
        bytes: sealed.bytes,
        files: sealed.files,
        ...placed,
      },
      blocked,
    };
  } finally {
    await folder.discard();
  }
}

/**
 * Gives the bundle its name, as a folder or as an archive. `record` runs last before that: a bundle that exists is one
 * that the ledger knows.
 */
async function placeBundle(
  folder: OutgoingFolder,
  input: ExportInput,
  work: Work,
  record: () => void,
): Promise<{ archive?: MadeArchive }> {
  if (isArchive(input)) {
    return { archive: await archiveFolder(folder.partialDir, targetOf(input), input.encryptTo, work, record) };
  }
  record();
  await folder.commit();
  return {};
}

/** Tells this library's leftovers from those of another one, and tells nobody else which library it was. */
const makerTag = (deps: ExhibitDeps): string =>
  createHash('sha256').update(deps.custody.key().publicKey).digest('hex').slice(0, 12);

/**
 * In the ledger before the folder gets its name: a bundle that exists is one that the ledger knows. Neither the folder
 * nor anything of this machine is noted, because the ledger goes into later bundles.
 */
function recordExport(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  input: ExportInput,
  exhibits: readonly Exhibit[],
  sealed: SealedBag,
  operator: string,
): void {
  const details = {
    manifestSha256: sealed.manifestSha256,
    profile: input.profile,
    lang: input.lang,
    withOriginals: input.withOriginals,
    ...(input.encryptTo.length > 0 ? { encryptedTo: [...input.encryptTo] } : {}),
    exhibits: exhibits.map(({ number, mark, missing }) => ({ number, markId: mark.id, missing })),
  };
  const subject = sealed.manifestSha256;
  repo.inTransaction(() => deps.custody.record({ operator, action: 'bundle.exported', subject, details }));
}

async function fillBundle(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  folder: OutgoingFolder,
  exhibits: readonly Exhibit[],
  input: ExportInput,
  work: Work & { readonly operator: string },
): Promise<SealedBag> {
  const maker = makerOf(deps, input.profile, input.lang);
  const evidence = distinctEvidence(exhibits);
  await checkOriginals(deps, evidence, work);
  const progress = exhibitProgress(exhibits, work);
  const prepared: PreparedExhibit[] = [];
  for (const [position, exhibit] of exhibits.entries()) {
    work.signal.throwIfAborted();
    prepared.push(await prepareExhibit(deps, folder, exhibit, maker, progress.workFor(position)));
    progress.finish(position);
  }
  const originals = input.withOriginals ? await copyOriginals(deps, folder, evidence, work) : [];
  const sums = new Map([...preparedSums(prepared), ...originals.map((each) => [each.path, each.sha256] as const)]);
  const contents = contentsHash(sums);
  const made: MadeExhibit[] = [];
  for (const each of prepared) {
    work.signal.throwIfAborted();
    const hashes = { exhibit: exhibitHash(sums, each.exhibit.number), contents };
    made.push(await finishExhibit(deps, folder, each, maker, hashes));
  }
  const parts: BundleParts = {
    maker,
    made,
    originals,
    contents,
    head: deps.custody.signedHead(),
    stamps: deps.timestamps.stamped(),
    custody: custodyExtract(deps.custody.ledger(), exhibits, input.profile),
    libraryTitle: repo.libraryTitle(),
    operator: work.operator,
  };
  const bundle = bundleDocument(deps, parts);
  await writeOverview(deps, folder, bundle, parts);
  return sealBag(folder, { fields: bagInfo(bundle) }, (manifest) => signatureFiles(deps, manifest), work);
}
