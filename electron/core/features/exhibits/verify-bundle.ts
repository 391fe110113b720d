import { join } from 'node:path';
import { GENESIS, type Problem, type VerifyReport } from '../../../../shared/custody.ts';
import type { Work } from '../../progress.ts';
import { readSmallFile } from '../../store/folder-reader.ts';
import { entryHash, fingerprint, sshVerify } from '../custody/custody-service.ts';
import { validateBag } from './bag-validator.ts';
import { BAG_NAME } from './bag-writer.ts';
import { BundleDocument, CustodyDocument } from './bundle-schema.ts';
import { type OpenBundle, readJson } from './open-bundle.ts';
import { checkExhibits } from './verify-exhibits.ts';
import { SIGNER } from './verify-text.ts';

const MOST_SIGNATURE_BYTES = 64 << 10;
const MOST_MANIFEST_BYTES = 256 << 20;
/** What every bundle holds, apart from its exhibits. */
const NEEDED = [
  'bag-info.txt',
  'manifest-sha256.txt',
  'tagmanifest-sha256.txt',
  'manifest-sha256.txt.sig',
  'signer.pub',
  'allowed_signers',
  'data/index.html',
  'data/exhibit-list.pdf',
  'data/bundle.json',
  'data/custody.json',
  'data/custody.pdf',
  'data/verify.txt',
];

/**
 * Checks a bundle that anybody may have made or changed: a strict bag, signed by the key it carries, whose exhibits
 * agree with their files and whose custody extract is one unbroken chain. Every problem names the file it is about.
 * @throws AppError not_found, unreadable_file, and the signal's reason when cancelled
 */
export async function verifyBundle(dir: string, work: Work): Promise<VerifyReport> {
  const bag = await validateBag(dir, work, { fetch: 'refuse', everyTagFile: true });
  const bundle: OpenBundle = { dir, bag, problems: [...bag.problems, ...bag.warnings] };
  checkShape(bundle);
  await checkSignature(bundle);
  const document = await readJson(bundle, 'data/bundle.json', BundleDocument);
  const ledgerEntries = await checkCustody(bundle, document);
  const frames = await checkExhibits(bundle, document, work.signal);
  const files = bag.entries.filter((entry) => entry.isFile);
  const bytes = files.reduce((sum, entry) => sum + entry.bytes, 0);
  const problems = unique(bundle.problems);
  return { ok: problems.length === 0, checked: { files: files.length, bytes, ledgerEntries, frames }, problems };
}

function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()];
}

function checkShape({ bag, problems }: OpenBundle): void {
  if (bag.version !== null && bag.version !== 1) {
    problems.push({ code: 'declaration', path: 'bagit.txt', message: `bagit.txt declares ${bag.version}, not 1.0.` });
  }
  const present = new Set(bag.entries.map((entry) => entry.path));
  const reported = new Set(problems.map(({ path }) => path));
  for (const path of NEEDED.filter((each) => !present.has(each) && !reported.has(each))) {
    problems.push({ code: 'missing_file', path, message: `${path} is missing; every bundle holds it.` });
  }
  for (const { path } of bag.entries) {
    if (path.split('/').every((part) => BAG_NAME.test(part))) continue;
    problems.push({ code: 'file_name', path, message: `${path} has a name that no bundle gives to a file.` });
  }
}

/** The manifest must be signed by the key beside it. Whose key that is, only a comparison by another way can tell. */
async function checkSignature({ dir, problems }: OpenBundle): Promise<void> {
  const read = (path: string, most = MOST_SIGNATURE_BYTES) => readSmallFile(join(dir, path), most);
  const manifest = await read('manifest-sha256.txt', MOST_MANIFEST_BYTES);
  const signature = await read('manifest-sha256.txt.sig');
  const key = (await read('signer.pub'))?.toString('utf8').trim();
  const allowed = (await read('allowed_signers'))?.toString('utf8').trim();
  // What is missing has been named already.
  if (manifest === null || signature === null || key === undefined || allowed === undefined) return;
  if (!sshVerify(signature.toString('utf8'), manifest, key)) {
    const path = 'manifest-sha256.txt.sig';
    const message = 'manifest-sha256.txt.sig is no signature of manifest-sha256.txt by the key in signer.pub.';
    problems.push({ code: 'signature', path, message });
  }
  if (allowed !== `${SIGNER.identity} namespaces="${SIGNER.namespace}" ${key}`) {
    const message = 'allowed_signers does not name the key in signer.pub, and it alone.';
    problems.push({ code: 'signature', path: 'allowed_signers', message });
  }
}

/** Follows the chain from its start to the head; entries that are told in full must have the hash they claim. */
async function checkCustody(bundle: OpenBundle, document: BundleDocument | null): Promise<number> {
  const path = 'data/custody.json';
  const custody = await readJson(bundle, path, CustodyDocument);
  if (custody === null) return 0;
  const problem = (message: string) => bundle.problems.push({ code: 'custody_chain', path, message });
  let prev = GENESIS;
  for (const [index, entry] of custody.entries.entries()) {
    if (entry.seq !== index + 1 || entry.prev !== prev) problem(`Entry ${entry.seq} in ${path} breaks the chain.`);
    if (entry.withheld !== true && !hasItsHash(entry)) problem(`Entry ${entry.seq} in ${path} was changed.`);
    prev = entry.hash;
  }
  const { head } = custody;
  if (head.count !== custody.entries.length || head.hash !== prev) {
    problem(`The head in ${path} is not the end of its entries: some were cut off or added.`);
  }
  if (document !== null) checkAgreement(bundle, document, head);
  return custody.entries.length;
}

function hasItsHash({ hash, withheld: _, at, operator, ...entry }: CustodyDocument['entries'][number]): boolean {
  return at !== null && operator !== null && entryHash({ ...entry, at, operator }) === hash;
}

function checkAgreement({ problems }: OpenBundle, document: BundleDocument, head: CustodyDocument['head']): void {
  const path = 'data/bundle.json';
  const { custodyHead, signature } = document;
  if (custodyHead.count !== head.count || custodyHead.hash !== head.hash) {
    const message = `${path} names another head of the ledger than data/custody.json.`;
    problems.push({ code: 'custody_chain', path, message });
  }
  if (fingerprintOf(signature.publicKey) !== signature.fingerprint) {
    problems.push({ code: 'signature', path, message: `${path} states a fingerprint that is not that of its key.` });
  }
}

function fingerprintOf(publicKey: string): string | null {
  try {
    return fingerprint(publicKey);
  } catch {
    // A line that is no key has no fingerprint, which is what the comparison then says.
    return null;
  }
}
