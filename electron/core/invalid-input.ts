import type * as z from 'zod';
import { AppError } from '../../shared/errors.ts';

/** Says which field of a call's input is wrong and why, in a sentence. */
export function invalidInput(call: string, error: z.ZodError): AppError {
  const issues = error.issues.slice(0, 20).map((issue) => ({ path: fieldPath(issue.path), message: issue.message }));
  const [first] = issues;
  const where = first === undefined || first.path === '' ? 'The input' : `“${first.path}”`;
  const more = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : '';
  return new AppError(
    'invalid_input',
    `${where} of ${call} is not valid: ${first?.message ?? 'not understood'}${more}. Correct it and try again.`,
    { call, issues },
  );
}

/** `sources.0.path` as people write it: `sources[0].path`. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, n) => (typeof part === 'number' ? `[${part}]` : `${n === 0 ? '' : '.'}${String(part)}`))
    .join('');
}
