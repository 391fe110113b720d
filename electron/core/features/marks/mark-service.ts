import type { Mark } from '../../../../shared/mark.ts';

export interface MarkService {
  /** Marks in order of creation, without removed ones. */
  list(evidenceId?: string): Mark[];
  /** @throws AppError not_found */
  get(id: string): Mark;
}
