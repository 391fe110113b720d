import type { Item, Metadata } from '../../../../shared/evidence.ts';

export interface EvidenceService {
  list(): Item[];
  /** @throws AppError not_found */
  get(id: string): Item;
  /** @throws AppError not_found */
  metadata(id: string): Metadata;
}
