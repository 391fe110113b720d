import { join } from 'node:path';
import { AppError } from '../../../../../shared/errors.ts';
import { exists } from '../../../store/durable-files.ts';
import { hashFileWith } from '../../../store/folder-reader.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import { type ExportInput, isArchive, targetOf, twinsOf } from './bundle-target.ts';

const MANIFEST = 'manifest-sha256.txt';

type Ledger = Pick<ExhibitDeps['custody'], 'ledger'>;

/**
 * Twins get their names one after the other. Where a program was killed in between, the court's bundle stands alone: whole
 * by itself, and no twin. It is neither completed, because the marks may have changed since, nor taken away, because
 * somebody may have handed it on: a person is told what is there.
 * @throws AppError folder_not_empty
 */
export async function assertNoLoneTwin({ custody }: { readonly custody: Ledger }, input: ExportInput): Promise<void> {
  const [court, other] = twinsOf(input);
  if (court === undefined || other === undefined) return;
  const [there, lacking] = [targetOf(court), targetOf(other)];
  const proof = isArchive(input) ? there : join(there, MANIFEST);
  if (!(await isThere(proof)) || (await isThere(lacking))) return;
  const found = isArchive(input) ? null : await exportOf(custody, proof);
  if (found === null && !isArchive(input)) return;
  const what =
    found === null
      ? `${there} is there already, and ${lacking} is not: an earlier export of both may have been ended between the two.`
      : `${there} is the bundle for the court of an export of both, made ${found}, which was ended before the public one had its name: ${lacking} is not there. The one for the court is whole by itself.`;
  const text = `${what} Move it away or choose another name to make both again; or make the public one alone, without its twin.`;
  throw new AppError('folder_not_empty', text, { out: there, lacking });
}

/** What cannot be looked at is none of ours; the check of the place itself says what is wrong with it. */
const isThere = (path: string): Promise<boolean> => exists(path).catch(() => false);

/** When this library made the bundle with this manifest as one of twins; null where it did not. */
async function exportOf(custody: Ledger, manifest: string): Promise<string | null> {
  const hashes = await hashFileWith(manifest, ['sha256'], new AbortController().signal).catch(() => null);
  const sha256 = hashes?.get('sha256');
  if (sha256 === undefined) return null;
  const made = custody.ledger(sha256).entries.find(({ action }) => action === 'bundle.exported');
  return made?.details.twin === true ? made.at : null;
}
