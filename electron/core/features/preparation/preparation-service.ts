import type { Preparation } from '../../../../shared/preparation.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';

/** What a reader asks for: an item, the frame on which he stands, and whether he needs a proxy whatever the item is. */
export interface PrepareRequest {
  readonly id: string;
  readonly near: number | null;
  readonly proxy: boolean;
}

export interface PreparationService {
  /** @throws AppError not_found */
  prepare(request: PrepareRequest, operator: string): Promise<Preparation>;
}

export function createPreparation({ evidence }: { readonly evidence: EvidenceService }): PreparationService {
  return {
    async prepare({ id }) {
      evidence.get(id);
      return { filmstrip: false, waveform: false, sound: false, proxy: null, jobId: null };
    },
  };
}
