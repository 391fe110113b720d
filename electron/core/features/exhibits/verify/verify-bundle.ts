import { join } from 'node:path';
import type { Problem, VerifyReport } from '../../../../../shared/custody.ts';
import type { KeptHead } from '../../../../../shared/ledger-head.ts';
import type { Work } from '../../../progress.ts';
import { readSmallFile } from '../../../store/folder-reader.ts';
import { allowedSigners, fingerprint, sshVerify } from '../../custody/custody-service.ts';
import { validateBag } from '../bag/bag-validator.ts';
import { BAG_NAME } from '../bag/bag-writer.ts';
import { BundleDocument } from '../schema/bundle-schema.ts';
import { type OpenBundle, readJson } from './open-bundle.ts';
import { checkCustody } from './verify-custody.ts';
import { checkExhibits } from './verify-exhibits.ts';
import { checkVolume } from './verify-volume.ts';

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
 * @param earlier a head that somebody kept, from which the ledger must only have grown
 * @throws AppError not_found, unreadable_file, and the signal's reason when cancelled
 */
export async function verifyBundle(dir: string, work: Work, earlier: KeptHead | null = null): Promise<VerifyReport> {
  const bag = await validateBag(dir, work, { fetch: 'refuse', everyTagFile: true });
  const bundle: OpenBundle = { dir, bag, problems: [...bag.problems, ...bag.warnings] };
  checkShape(bundle);
  await checkSignature(bundle);
  const document = await readJson(bundle, 'data/bundle.json', BundleDocument);
  if (document !== null) {
    checkFingerprint(bundle, document);
    await checkVolume(bundle, document);
  }
  const custody = await checkCustody(bundle, document, earlier);
  const frames = await checkExhibits(bundle, document, work.signal);
  const files = bag.entries.filter((entry) => entry.isFile);
  const bytes = files.reduce((sum, entry) => sum + entry.bytes, 0);
  const problems = unique(bundle.problems);
  const checked = { files: files.length, bytes, ledgerEntries: custody.entries, frames };
  return { ok: problems.length === 0, checked, problems, ...(custody.since === null ? {} : { since: custody.since }) };
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
  if (allowed !== allowedSigners(key).trim()) {
    const message = 'allowed_signers does not name the key in signer.pub, and it alone.';
    problems.push({ code: 'signature', path: 'allowed_signers', message });
  }
}

function checkFingerprint({ problems }: OpenBundle, { signature }: BundleDocument): void {
  if (fingerprintOf(signature.publicKey) === signature.fingerprint) return;
  const path = 'data/bundle.json';
  problems.push({ code: 'signature', path, message: `${path} states a fingerprint that is not that of its key.` });
}

function fingerprintOf(publicKey: string): string | null {
  try {
    return fingerprint(publicKey);
  } catch {
    // A line that is no key has no fingerprint, which is what the comparison then says.
    return null;
  }
}
