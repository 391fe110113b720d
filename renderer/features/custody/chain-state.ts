import type { LedgerHead, VerifyReport } from '../../../shared/custody.ts';
import type { Job } from '../../../shared/job.ts';
import type { LibraryInfo } from '../../../shared/library.ts';
import { adviceFor } from '../../ui/verification/verify-report.ts';

/** What is known about the chain of entries. Nothing is claimed that no check of this session stands behind. */
export type ChainState =
  | { readonly state: 'unchecked'; readonly last: { readonly at: string; readonly ok: boolean } | null }
  | { readonly state: 'checking' }
  | { readonly state: 'ok'; readonly at: string; readonly entries: number; readonly added: number }
  | { readonly state: 'problems'; readonly at: string; readonly problems: number };

/** The check itself is noted in the ledger once it is over. */
const OWN_ENTRY = 1;

/**
 * @param sessionStart ISO instant at which this window was opened; a check that ended before it is only mentioned
 * @param check the newest verification job of the library with its report, if any
 */
export function chainState(
  head: LedgerHead,
  check: { job: Job; report: VerifyReport | null } | null,
  lastVerified: LibraryInfo['lastVerified'],
  sessionStart: string,
): ChainState {
  if (check !== null && (check.job.state === 'running' || check.job.state === 'queued')) return { state: 'checking' };
  const at = check?.job.endedAt ?? null;
  const report = check?.report ?? null;
  if (at === null || report === null || at < sessionStart) return { state: 'unchecked', last: lastVerified };
  // Problems of files say nothing about the chain; they are told where the library is checked.
  const problems = report.problems.filter((problem) => adviceFor(problem, 'library') === 'ledger').length;
  if (problems > 0) return { state: 'problems', at, problems };
  const entries = report.checked.ledgerEntries;
  return { state: 'ok', at, entries, added: Math.max(0, head.count - entries - OWN_ENTRY) };
}
