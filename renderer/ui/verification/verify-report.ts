import type { Problem, VerifyReport } from '../../../shared/custody.ts';
import type { Job } from '../../../shared/job.ts';

/** What a verification job found, or null while it has no result. */
export function verifyReport(job: Job | undefined): VerifyReport | null {
  const result = job?.result;
  const shaped = typeof result === 'object' && result !== null && 'checked' in result && 'problems' in result;
  return shaped ? (result as VerifyReport) : null;
}

/** What kind of thing a problem is about; says which advice fits. */
export type Advice = 'original' | 'ledger' | 'state' | 'frames' | 'bundleFile' | 'added' | 'signature' | 'other';

/** By code, in a bundle. Everything else there is a file that is not as it was made. */
const IN_BUNDLE: readonly (readonly [RegExp, Advice])[] = [
  [/^(unlisted_file|system_file|similar_name|file_name)$/, 'added'],
  [/signature/, 'signature'],
];

const IN_LIBRARY: readonly (readonly [RegExp, Advice])[] = [
  [/ledger|chain|head/, 'ledger'],
  [/signature|key/, 'ledger'],
  [/frame|picture/, 'frames'],
  [/original|file|checksum|hash/, 'original'],
  [/state|replay|row|mark|place|item|evidence|exhibit|library/, 'state'],
];

/** Which advice to give for a problem: by its code, and in a library also by where the file lies. */
export function adviceFor(problem: Problem, about: 'library' | 'bundle'): Advice {
  const code = problem.code.toLowerCase();
  if (about === 'bundle') return IN_BUNDLE.find(([pattern]) => pattern.test(code))?.[1] ?? 'bundleFile';
  if (problem.path.startsWith('originals/')) return 'original';
  return IN_LIBRARY.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
}
