import { AppError } from '../../../../shared/errors.ts';
import type { Codebook, ViolationType } from '../../../../shared/violation.ts';
import type { Handlers } from '../../handlers.ts';
import { nearestCodes } from './nearest-codes.ts';

export interface CodebookService {
  get(): Codebook;
  find(code: string): ViolationType | undefined;
  /** @throws AppError unknown_violation, naming the nearest codes */
  assertKnown(codes: readonly string[]): void;
}

export function createCodebook(book: Codebook): CodebookService {
  const byCode = new Map(book.types.map((type) => [type.code, type]));
  return {
    get: () => book,
    find: (code) => byCode.get(code),
    assertKnown(codes) {
      const unknown = codes.find((code) => !byCode.has(code));
      if (unknown === undefined) return;
      const nearest = nearestCodes(unknown, [...byCode.keys()]);
      const meant = nearest.map((code) => `${code} (${byCode.get(code)?.label.en})`).join(', ');
      throw new AppError(
        'unknown_violation',
        `“${unknown}” is not a violation type of codebook ${book.id}. Nearest: ${meant}.`,
        { code: unknown, codebook: book.id, nearest },
      );
    },
  };
}

export function codebookHandlers(codebook: CodebookService): Pick<Handlers, 'codebook.get'> {
  return { 'codebook.get': () => codebook.get() };
}
