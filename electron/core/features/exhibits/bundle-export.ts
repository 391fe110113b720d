import { createHash } from 'node:crypto';
import { isAbsolute, relative } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import type { Exhibit, ExportOptions, ExportResult } from '../../../../shared/exhibit.ts';
import type { Work } from '../../progress.ts';
import { assertFreeFolder, type OutgoingFolder, openOutgoingFolder } from '../../store/outgoing-folder.ts';
import { type SealedBag, sealBag } from './bag-writer.ts';
import { checkOriginals, copyOriginals, distinctEvidence } from './bundle-originals.ts';
import { type BundleParts, bagInfo, bundleDocument, signatureFiles, writeOverview } from './bundle-overview.ts';
import type { ExhibitDocument } from './bundle-schema.ts';
import { custodyExtract } from './custody-extract.ts';
import { assertOriginalsMayGo, hiddenIn } from './exhibit-burning.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';
import { type MadeExhibit, writeExhibit } from './exhibit-folder.ts';
import type { ExhibitRepo } from './exhibit-repo.ts';
import { exhibitsOf, marksToExport, throughGate } from './exhibit-selection.ts';
import { exhibitProgress } from './export-progress.ts';
import { makerOf } from './sheet-maker.ts';

export type ExportInput = ExportOptions & { readonly out: string };

/** Says at once what would make an export fail, before a job is started for it. */
export async function assertExportable(deps: ExhibitDeps, repo: ExhibitRepo, input: ExportInput): Promise<void> {
  if (!isAbsolute(input.out)) {
    throw new AppError('invalid_input', `${input.out} is no full path. Name the bundle's folder from the top.`, {});
  }
  const inside = relative(deps.store.libraryDir, input.out);
  if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside))) {
    const text = `${input.out} is inside the library. Choose a folder elsewhere, so that the library stays as it is.`;
    throw new AppError('invalid_input', text, { out: input.out });
  }
  if (input.withOriginals && input.profile === 'public') {
    const text = 'A public bundle never holds originals: they may show more than the clips. Use the court profile.';
    throw new AppError('invalid_input', text, { profile: input.profile });
  }
  const exhibits = exhibitsOf(deps, marksToExport(deps, repo, input.markIds));
  if (exhibits.length === 0) {
    throw new AppError('nothing_to_export', 'There are no marks to export yet. Mark something first.', {});
  }
  const hiding = exhibits.map((exhibit) => ({
    title: exhibit.mark.title,
    redactions: hiddenIn(deps, exhibit).length,
  }));
  if (input.withOriginals) assertOriginalsMayGo(hiding);
  await assertFreeFolder(input.out);
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
  const folder = await openOutgoingFolder(input.out, makerTag(deps));
  try {
    const sealed = await fillBundle(deps, repo, folder, passed, input, work);
    work.signal.throwIfAborted();
    recordExport(deps, repo, input, passed, sealed, work.operator);
    await folder.commit();
    return {
      bundle: {
        path: input.out,
        exhibits: passed.map(({ number, mark }) => ({ number, markId: mark.id, path: `data/exhibits/${number}` })),
        manifestSha256: sealed.manifestSha256,
        bytes: sealed.bytes,
        files: sealed.files,
      },
      blocked,
    };
  } finally {
    await folder.discard();
  }
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
    exhibits: exhibits.map(({ number, mark, missing }) => ({ number, markId: mark.id, missing })),
  };
  const subject = sealed.manifestSha256;
  repo.inTransaction(() => deps.custody.record({ operator, action: 'bundle.exported', subject, details }));
}

const hidingOf = ({ title, burnt }: ExhibitDocument) => ({ title, redactions: burnt?.redactions.length ?? 0 });

async function fillBundle(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  folder: OutgoingFolder,
  exhibits: readonly Exhibit[],
  input: ExportInput,
  work: Work,
): Promise<SealedBag> {
  const maker = makerOf(deps, input.profile, input.lang);
  const evidence = distinctEvidence(exhibits);
  await checkOriginals(deps, evidence, work);
  const progress = exhibitProgress(exhibits, work);
  const made: MadeExhibit[] = [];
  for (const [position, exhibit] of exhibits.entries()) {
    work.signal.throwIfAborted();
    made.push(await writeExhibit(deps, folder, exhibit, maker, progress.workFor(position)));
    progress.finish(position);
  }
  // Asked again of what was made: somebody may have hidden something since.
  if (input.withOriginals) assertOriginalsMayGo(made.map(({ document }) => hidingOf(document)));
  const parts: BundleParts = {
    maker,
    made,
    originals: input.withOriginals ? await copyOriginals(deps, folder, evidence, work) : [],
    head: deps.custody.signedHead(),
    stamps: deps.timestamps.stamped(),
    custody: custodyExtract(deps.custody.ledger(), exhibits, input.profile),
    libraryTitle: repo.libraryTitle(),
  };
  const bundle = bundleDocument(deps, parts);
  await writeOverview(deps, folder, bundle, parts);
  return sealBag(folder, { fields: bagInfo(bundle) }, (manifest) => signatureFiles(deps, manifest), work);
}
