import type { HeadComparison, Problem } from '../../../../shared/custody.ts';
import type { KeptHead } from '../../../../shared/ledger-head.ts';
import { unwatched } from '../../progress.ts';
import type { VerifyDeps } from './verify-deps.ts';
import { verifyLedger } from './verify-ledger.ts';
import { sinceHead } from './verify-library.ts';

/** Proves, from the entries alone, that the ledger only grew since a head that somebody kept, or says why not. */
export async function compareHead(
  { openSnapshot, libraryId }: Pick<VerifyDeps, 'openSnapshot' | 'libraryId'>,
  earlier: KeptHead,
): Promise<HeadComparison> {
  const problems: Problem[] = [];
  const snapshot = openSnapshot();
  try {
    const report = (problem: Problem) => void problems.push(problem);
    const { repo } = snapshot;
    const head = await verifyLedger({ repo, libraryId, work: unwatched, report, use: () => {}, kept: [earlier] });
    return { ok: problems.length === 0, head, since: sinceHead(earlier, head.count), problems };
  } finally {
    snapshot.close();
  }
}
