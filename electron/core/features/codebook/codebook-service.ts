import type { Codebook, ViolationType } from '../../../../shared/violation.ts';

export interface CodebookService {
  get(): Codebook;
  find(code: string): ViolationType | undefined;
}
