import type { ContinuityReport } from '../../../../shared/continuity.ts';
import type { Handlers } from '../../handlers.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';

export interface ContinuityService {
  /** What the course of a recording shows. @throws AppError not_found */
  report(id: string): Promise<ContinuityReport>;
}

export interface ContinuityDeps {
  readonly evidence: EvidenceService;
}

export function createContinuity({ evidence }: ContinuityDeps): ContinuityService {
  return {
    async report(id) {
      const { frames } = evidence.get(id);
      const looked = { frames: frames ?? 0, seconds: 0, pictures: false, sound: false, parameters: false };
      return { findings: [], numbering: null, looked };
    },
  };
}

export function continuityHandlers(continuity: ContinuityService): Pick<Handlers, 'evidence.continuity'> {
  return { 'evidence.continuity': ({ id }) => continuity.report(id) };
}
