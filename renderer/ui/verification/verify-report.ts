import type { Problem, VerifyReport } from '../../../shared/custody.ts';
import type { Job } from '../../../shared/job.ts';

/** What a verification job found, or null while it has no result. */
export function verifyReport(job: Job | undefined): VerifyReport | null {
  const result = job?.result;
  const shaped = typeof result === 'object' && result !== null && 'checked' in result && 'problems' in result;
  return shaped ? (result as VerifyReport) : null;
}

/** What kind of thing a problem is about; says which advice fits. */
export type Advice =
  | 'original'
  | 'stray'
  | 'ledger'
  | 'database'
  | 'state'
  | 'stamp'
  | 'exhibit'
  | 'bundleFile'
  | 'added'
  | 'signature'
  | 'other';

/** By code, in a bundle. Everything else there is a file that is not as it was made. */
const IN_BUNDLE: readonly (readonly [RegExp, Advice])[] = [
  [/^(unlisted_file|system_file|similar_name|file_name)$/, 'added'],
  [/^signature$/, 'signature'],
  [/^exhibit$/, 'exhibit'],
];

const IN_LIBRARY: readonly (readonly [RegExp, Advice])[] = [
  [/^ledger_/, 'ledger'],
  [/^timestamp_/, 'stamp'],
  [/^(database|schema)_/, 'database'],
  [/^original_unknown$/, 'stray'],
  [/^original_/, 'original'],
  [/_(missing|differs?|unknown)$/, 'state'],
];

/** Which advice to give for a problem that a check of the library or of a bundle reported. */
export function adviceFor(problem: Problem, about: 'library' | 'bundle'): Advice {
  const rules = about === 'bundle' ? IN_BUNDLE : IN_LIBRARY;
  const fallback = about === 'bundle' ? 'bundleFile' : 'other';
  return rules.find(([pattern]) => pattern.test(problem.code))?.[1] ?? fallback;
}
