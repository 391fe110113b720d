import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';

/** As much as a host takes in one call. */
const MOST_BYTES = 32 * 1024 * 1024;

/** What a JSON file named on the command line holds. @throws AppError unreadable_file, invalid_input */
export function jsonFile(given: string): unknown {
  const file = resolve(given);
  const text = textOf(file);
  try {
    // Some editors put a byte order mark in front, which JSON does not allow.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new AppError('invalid_input', `${file} is no JSON (${why}). Correct it and try again.`, { file });
  }
}

function textOf(file: string): string {
  let reason: string;
  try {
    const state = statSync(file);
    if (state.isFile() && state.size <= MOST_BYTES)
      return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    reason = state.isFile() ? 'it is larger than 32 MB' : 'it is no regular file';
  } catch (error) {
    reason =
      error instanceof TypeError ? 'it is no UTF-8' : ((error as NodeJS.ErrnoException).code ?? 'unknown reason');
  }
  throw new AppError('unreadable_file', `${file} cannot be read (${reason}). Check its name and permissions.`, {
    file,
  });
}
