import { AppError } from '../../../shared/errors.ts';

/** Reads a column that holds JSON. @throws AppError library_damaged when it holds something else */
export function readJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError(
      'library_damaged',
      `The library's database is damaged: ${where} cannot be read. Verify the library and restore library.sqlite from a backup.`,
      { where },
    );
  }
}

/** As {@link readJson}, but text that is no JSON comes back as it stands; for comparing, never for use. */
export function lenientJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
