import type { Item } from '../../../../shared/evidence.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';

/** The same service, which tells of every item whenever something was found inside it. */
export function noticing(evidence: EvidenceService, found: (item: Item, operator: string) => void): EvidenceService {
  return {
    ...evidence,
    keepFirstLook(...args) {
      evidence.keepFirstLook(...args);
      const item = evidence.get(args[0]);
      found(item, item.importedBy);
    },
    keepFindings(...args) {
      const item = evidence.keepFindings(...args);
      found(item, args[2]);
      return item;
    },
  };
}
