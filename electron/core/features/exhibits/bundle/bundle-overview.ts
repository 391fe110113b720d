import type { LedgerHead } from '../../../../../shared/custody.ts';
import { headLine } from '../../../../../shared/ledger-head.ts';
import type { OutgoingFiles } from '../../../store/outgoing-folder.ts';
import { allowedSigners, type SignedHead } from '../../custody/custody-service.ts';
import type { BundledStamp } from '../../custody/timestamp-service.ts';
import { jsonText, type MadeExhibit } from '../exhibit/exhibit-folder.ts';
import type { Maker } from '../exhibit/maker.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import { exhibitCsv } from '../pages/exhibit-csv.ts';
import { indexPage } from '../pages/index-page.ts';
import { verifyPage } from '../pages/verify-page.ts';
import { SIGNER, verifyText } from '../pages/verify-text.ts';
import { certificatePdf } from '../print/certificate-pdf.ts';
import { custodyPdf } from '../print/custody-pdf.ts';
import { exhibitListPdf } from '../print/exhibit-list-pdf.ts';
import { redactionLogPdf } from '../print/redaction-log-pdf.ts';
import { type BundleDocument, bundleJsonSchema } from '../schema/bundle-schema.ts';
import type { CustodyDocument } from '../schema/custody-schema.ts';
import { volumeFields } from '../verify/verify-volume.ts';
import type { BundledOriginal } from './bundle-originals.ts';
import { caseDocument } from './case-document.ts';
import { headFiles, stampFiles, stampRecords } from './ledger-files.ts';
import { redactionLog } from './redaction-log.ts';

/** What a bundle is made of, once its exhibits are made. */
export interface BundleParts {
  readonly maker: Maker;
  readonly made: readonly MadeExhibit[];
  readonly originals: readonly BundledOriginal[];
  /** Hash over all exhibits and originals, as every sheet has it. */
  readonly contents: string;
  readonly custody: CustodyDocument;
  /** Taken at the same moment as `custody`, so that both state the same. */
  readonly head: SignedHead;
  readonly stamps: readonly BundledStamp[];
  readonly libraryTitle: string | null;
  readonly sections: Pick<BundleDocument, 'groups' | 'withdrawn'>;
  readonly operator: string;
  readonly madeAt: Date;
  /** Which part of an export this is, where it was divided. */
  readonly volume?: BundleDocument['volume'];
}

/** The whole bundle for machines. */
export function bundleDocument(deps: ExhibitDeps, parts: BundleParts): BundleDocument {
  const { maker, made, originals, custody } = parts;
  const codebook = deps.codebook.get();
  return {
    format: 'aigaq-bundle',
    version: 1,
    madeAt: parts.madeAt.toISOString(),
    profile: maker.profile,
    lang: maker.text.lang,
    software: { ...maker.versions },
    library: { title: maker.profile === 'court' ? parts.libraryTitle : null },
    codebook: { id: codebook.id, version: codebook.version },
    signature: { ...SIGNER, fingerprint: maker.fingerprint, publicKey: publicKey(deps) },
    custodyHead: custody.head,
    timestamps: stampRecords(parts.stamps),
    contentsSha256: parts.contents,
    exhibits: made.map(({ document }) => document),
    originals: [...originals],
    ...parts.sections,
    ...(parts.volume === undefined ? {} : { volume: parts.volume }),
  };
}

/** Type and key of the public key line; a comment, where there is one, may name a person or a machine. */
const publicKey = (deps: ExhibitDeps): string => deps.custody.key().publicKey.trim().split(/\s+/).slice(0, 2).join(' ');

/** Writes what stands beside the exhibits: index page, list, custody record, instructions. */
export async function writeOverview(
  deps: ExhibitDeps,
  folder: OutgoingFiles,
  bundle: BundleDocument,
  { maker, made, custody, head, stamps, operator }: BundleParts,
): Promise<void> {
  const { text, versions, fingerprint, profile } = maker;
  const madeAt = new Date(bundle.madeAt);
  const common = { resourcesDir: deps.resourcesDir, text, versions, fingerprint, madeAt };
  const firstPts = new Map(made.map((each) => [each.document.number, each.firstPts]));
  await folder.write('data/bundle.json', jsonText(bundle));
  await folder.write('data/bundle-schema.json', bundleJsonSchema());
  await folder.write('data/index.html', indexPage({ resourcesDir: deps.resourcesDir, text, bundle, firstPts }));
  await folder.write('data/exhibit-list.csv', exhibitCsv({ text, bundle, firstPts }));
  await folder.write('data/case.jsonld', jsonText(caseDocument({ bundle, custody, operator })));
  await folder.write('data/custody.json', jsonText(custody));
  for (const [name, data] of headFiles(head)) await folder.write(`data/${name}`, data);
  for (const [path, data] of stampFiles(stamps)) await folder.write(path, data);
  await folder.write('data/custody.pdf', await custodyPdf({ ...common, custody }));
  const signed = { bundle, head: head.head, operator: profile === 'court' ? operator : null };
  await folder.write('data/certificate.pdf', await certificatePdf({ ...common, ...signed }));
  const listed = made.map((each) => ({ facts: each.document, firstPts: each.firstPts }));
  const list = {
    profile,
    volume: bundle.volume,
    withdrawn: bundle.withdrawn,
    head: head.head,
    libraryTitle: bundle.library.title,
    codebook: deps.codebook.get(),
    exhibits: listed,
  };
  await folder.write('data/exhibit-list.pdf', await exhibitListPdf({ ...common, ...list }));
  if (profile === 'public' || made.some(({ document }) => (document.burnt?.redactions.length ?? 0) > 0)) {
    const log = redactionLog(profile, made);
    await folder.write('data/redaction-log.json', jsonText(log));
    await folder.write('data/redaction-log.pdf', await redactionLogPdf({ ...common, log }));
  }
  const originalPaths = new Map(bundle.originals.map(({ sha256, path }) => [sha256, path]));
  const instructions = {
    text,
    fingerprint,
    ffmpeg: versions.ffmpeg,
    exhibits: bundle.exhibits,
    contents: bundle.contentsSha256,
    originalPaths,
    timestamps: bundle.timestamps ?? [],
    volume: bundle.volume,
  };
  await folder.write('data/verify.html', verifyPage(deps.resourcesDir, text));
  await folder.write('data/verify.txt', verifyText(instructions));
}

const withRoot = ({ count, hash, root }: BundleDocument['custodyHead']): LedgerHead => ({
  count,
  hash,
  root: root ?? null,
});

/** Labels for bag-info.txt. */
export const bagInfo = (bundle: BundleDocument): [string, string][] => [
  ['Bag-Software-Agent', `Aigaq ${bundle.software.aigaq ?? ''}`],
  ['Bagging-Date', bundle.madeAt.slice(0, 10)],
  ['Ledger-Head', headLine(withRoot(bundle.custodyHead))],
  ['External-Description', `Exhibit bundle, ${bundle.exhibits.length} exhibits, ${bundle.profile} profile`],
  ...(bundle.volume === undefined ? [] : volumeFields(bundle.volume)),
];

/** The signature over the manifest, with all that `ssh-keygen -Y verify` needs to check it. */
export function signatureFiles(deps: ExhibitDeps, manifest: string): ReadonlyMap<string, string> {
  const key = publicKey(deps);
  return new Map([
    ['manifest-sha256.txt.sig', deps.custody.sign(Buffer.from(manifest))],
    ['signer.pub', `${key}\n`],
    ['allowed_signers', allowedSigners(key)],
  ]);
}
