import { type ErrorCode, LIBRARY_ERRORS } from '../../../shared/errors.ts';

/** Exit codes of the command line; part of its public contract. */
export const EXIT = {
  done: 0,
  /** Something failed, or a verification found problems. */
  failed: 1,
  usage: 2,
  /** Some inputs were refused or some exhibits blocked. */
  partly: 3,
  /** The library is locked, missing, newer than the program, or damaged. */
  library: 4,
} as const;

export function exitCodeOf(code: ErrorCode): number {
  if (code === 'usage') return EXIT.usage;
  return LIBRARY_ERRORS.includes(code) ? EXIT.library : EXIT.failed;
}
