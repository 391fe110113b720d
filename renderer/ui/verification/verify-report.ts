import type { Problem, VerifyReport } from '../../../shared/custody.ts';
import type { Job } from '../../../shared/job.ts';

/** What a verification job found, or null while it has no result. */
export function verifyReport(job: Job | undefined): VerifyReport | null {
  const result = job?.result;
  const shaped = typeof result === 'object' && result !== null && 'checked' in result && 'problems' in result;
  return shaped ? (result as VerifyReport) : null;
}

/** What kind of thing a problem is about; says which advice fits. */
export type Advice = 'original' | 'ledger' | 'state' | 'frames' | 'bundleFile' | 'signature' | 'other';

const RULES: readonly (readonly [RegExp, Advice])[] = [
  [/^(ledger|chain|head)/, 'ledger'],
  [/signature|key|sshsig/, 'signature'],
  [/frame|picture|clip|still/, 'frames'],
  [/state|replay|row|mark|place|item|evidence|exhibit/, 'state'],
  [/original/, 'original'],
  [/bag|manifest|payload|tag|file|oxum|fetch/, 'bundleFile'],
];

/** Which advice to give for a problem: by its code, and by where the file lies when the code alone does not tell. */
export function adviceFor(problem: Problem, about: 'library' | 'bundle'): Advice {
  const code = problem.code.toLowerCase();
  if (about === 'library' && /^originals\//.test(problem.path)) return 'original';
  const found = RULES.find(([pattern]) => pattern.test(code))?.[1];
  if (found === 'original' && about === 'bundle') return 'bundleFile';
  if (found === 'bundleFile' && about === 'library') return 'original';
  return found ?? 'other';
}
