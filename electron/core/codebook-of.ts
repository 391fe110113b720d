import { AppError } from '../../shared/errors.ts';
import type { Codebook } from '../../shared/violation.ts';
import { readCodebooks } from './features/codebook/codebook-files.ts';

/** The codebook that a library was made with. @throws AppError library_newer when this program does not have it */
export function codebookOf(resourcesDir: string, id: string): Codebook {
  const found = readCodebooks(resourcesDir).find((book) => book.id === id);
  if (found !== undefined) return found;
  throw new AppError(
    'library_newer',
    `This library uses the violation codebook “${id}”, which this Aigaq does not have. Open it with the version that it was made with, or a later one.`,
    { codebook: id },
  );
}
