import { createHash } from 'node:crypto';
import { isAbsolute, relative } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { Exhibit, ExportOptions, ExportResult } from '../../../../shared/exhibit.ts';
import type { Work } from '../../progress.ts';
import { assertFreeFolder, type OutgoingFolder, openOutgoingFolder } from '../../store/outgoing-folder.ts';
import { type SealedBag, sealBag } from './bag-writer.ts';
import { type BundleDocument, bundleJsonSchema, type CustodyDocument } from './bundle-schema.ts';
import { custodyExtract } from './custody-extract.ts';
import { custodyPdf } from './custody-pdf.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';
import { jsonText, type MadeExhibit, writeExhibit } from './exhibit-folder.ts';
import { exhibitListPdf } from './exhibit-list-pdf.ts';
import type { ExhibitRepo } from './exhibit-repo.ts';
import { exhibitsOf, marksToExport, throughGate } from './exhibit-selection.ts';
import { byteProgress, exhibitProgress } from './export-progress.ts';
import { indexPage } from './index-page.ts';
import { type Maker, makerOf } from './sheet-maker.ts';
import { SIGNER, verifyText } from './verify-text.ts';

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
  const selection = exhibitsOf(deps, marksToExport(deps, repo, input.markIds));
  const { passed, blocked } = throughGate(selection, input.allowIncomplete);
  if (passed.length === 0) return { bundle: null, blocked };
  const folder = await openOutgoingFolder(input.out, makerTag(deps));
  try {
    const { sealed, manifestFiles } = await fillBundle(deps, repo, folder, passed, input, work);
    work.signal.throwIfAborted();
    recordExport(deps, repo, input, passed, sealed, work.operator);
    await folder.commit();
    return {
      bundle: {
        path: input.out,
        exhibits: passed.map(({ number, mark }) => ({ number, markId: mark.id, path: `data/exhibits/${number}` })),
        manifestSha256: sealed.manifestSha256,
        bytes: sealed.bytes,
        files: manifestFiles,
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

async function fillBundle(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  folder: OutgoingFolder,
  exhibits: readonly Exhibit[],
  input: ExportInput,
  work: Work,
): Promise<{ sealed: SealedBag; manifestFiles: number }> {
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
  const originals = input.withOriginals ? await copyOriginals(deps, folder, evidence, work) : [];
  const custody = custodyExtract(deps.custody.ledger(), exhibits, input.profile);
  const bundle = bundleDocument(deps, repo, input, maker, made, originals, custody);
  await writeOverview(deps, folder, maker, bundle, made, custody);
  const sealed = await sealBag(folder, { fields: bagInfo(bundle) }, (manifest) => signed(deps, manifest), work);
  return { sealed, manifestFiles: sealed.files };
}

function distinctEvidence(exhibits: readonly Exhibit[]): Item[] {
  return [...new Map(exhibits.map(({ evidence }) => [evidence.sha256, evidence])).values()];
}

/** "Unchanged since import" is only printed about originals whose bytes were hashed again for this very bundle. */
async function checkOriginals(deps: ExhibitDeps, evidence: readonly Item[], work: Work): Promise<void> {
  const total = evidence.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const { sha256, originalName, bytes } of evidence) {
    work.signal.throwIfAborted();
    if (!deps.store.hasOriginal(sha256)) {
      const text = `The original of ${originalName} is missing from the library. Verify the library and restore it from a copy.`;
      throw new AppError('original_missing', text, { sha256 });
    }
    const inner: Work = {
      signal: work.signal,
      onStep: ({ done }) => work.onStep({ step: 'Checking originals', done: before + done, total, unit: 'bytes' }),
    };
    const hashed = await deps.store.hashFile(deps.store.originalPath(sha256), inner);
    if (hashed.sha256 !== sha256) {
      const text = `The original of ${originalName} was changed in the library. Verify the library and restore it from a copy.`;
      throw new AppError('verification_failed', text, { sha256, found: hashed.sha256 });
    }
    before += bytes;
  }
}

type Original = BundleDocument['originals'][number];

async function copyOriginals(deps: ExhibitDeps, folder: OutgoingFolder, evidence: readonly Item[], work: Work) {
  const total = evidence.reduce((sum, { bytes }) => sum + bytes, 0);
  const report = byteProgress('Copying originals', total, work);
  const originals: Original[] = [];
  for (const { sha256, originalName } of evidence) {
    const path = `data/originals/${sha256}${safeExtension(originalName)}`;
    const copied = await folder.copyIn(deps.store.originalPath(sha256), path, work.signal, report);
    if (copied.sha256 !== sha256) {
      const text = `The original of ${originalName} changed while it was copied. Verify the library and try again.`;
      throw new AppError('verification_failed', text, { sha256, found: copied.sha256 });
    }
    originals.push({ path, sha256, bytes: copied.bytes });
  }
  return originals.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Programs guess a file's kind by its extension; anything unusual in one becomes `.bin`. */
export function safeExtension(name: string): string {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  return extension === undefined ? '.bin' : `.${extension}`;
}

function bundleDocument(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  input: ExportInput,
  maker: Maker,
  made: readonly MadeExhibit[],
  originals: readonly Original[],
  custody: CustodyDocument,
): BundleDocument {
  const codebook = deps.codebook.get();
  return {
    format: 'aigaq-bundle',
    version: 1,
    madeAt: deps.clock().toISOString(),
    profile: input.profile,
    lang: input.lang,
    software: { ...maker.versions },
    library: { title: input.profile === 'court' ? repo.libraryTitle() : null },
    codebook: { id: codebook.id, version: codebook.version },
    signature: { ...SIGNER, fingerprint: maker.fingerprint, publicKey: publicKey(deps) },
    custodyHead: custody.head,
    exhibits: made.map(({ document }) => document),
    originals: [...originals],
  };
}

/** Type and key of the public key line; a comment, where there is one, may name a person or a machine. */
const publicKey = (deps: ExhibitDeps): string => deps.custody.key().publicKey.trim().split(/\s+/).slice(0, 2).join(' ');

async function writeOverview(
  deps: ExhibitDeps,
  folder: OutgoingFolder,
  maker: Maker,
  bundle: BundleDocument,
  made: readonly MadeExhibit[],
  custody: CustodyDocument,
): Promise<void> {
  const { text, versions, fingerprint, profile } = maker;
  const madeAt = new Date(bundle.madeAt);
  const common = { resourcesDir: deps.resourcesDir, text, versions, fingerprint, madeAt };
  const firstPts = new Map(made.map((each) => [each.document.number, each.firstPts]));
  await folder.write('data/bundle.json', jsonText(bundle));
  await folder.write('data/bundle-schema.json', bundleJsonSchema());
  await folder.write('data/index.html', indexPage({ resourcesDir: deps.resourcesDir, text, bundle, firstPts }));
  await folder.write('data/custody.json', jsonText(custody));
  await folder.write('data/custody.pdf', await custodyPdf({ ...common, custody }));
  const listed = made.map((each) => ({ facts: each.document, firstPts: each.firstPts }));
  const list = { profile, libraryTitle: bundle.library.title, codebook: deps.codebook.get(), exhibits: listed };
  await folder.write('data/exhibit-list.pdf', await exhibitListPdf({ ...common, ...list }));
  const originalPaths = new Map(bundle.originals.map(({ sha256, path }) => [sha256, path]));
  const instructions = { text, fingerprint, ffmpeg: versions.ffmpeg, exhibits: bundle.exhibits, originalPaths };
  await folder.write('data/verify.txt', verifyText(instructions));
}

const bagInfo = (bundle: BundleDocument): [string, string][] => [
  ['Bag-Software-Agent', `Aigaq ${bundle.software.aigaq ?? ''}`],
  ['Bagging-Date', bundle.madeAt.slice(0, 10)],
  ['External-Description', `Exhibit bundle, ${bundle.exhibits.length} exhibits, ${bundle.profile} profile`],
];

function signed(deps: ExhibitDeps, manifest: string): ReadonlyMap<string, string> {
  const key = publicKey(deps);
  return new Map([
    ['manifest-sha256.txt.sig', deps.custody.sign(Buffer.from(manifest))],
    ['signer.pub', `${key}\n`],
    ['allowed_signers', `${SIGNER.identity} namespaces="${SIGNER.namespace}" ${key}\n`],
  ]);
}
