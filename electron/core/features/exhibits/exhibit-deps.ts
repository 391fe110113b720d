import type { Topic } from '../../../../shared/api.ts';
import type { Db } from '../../db/open-database.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Media } from '../../media/media.ts';
import type { Work } from '../../progress.ts';
import type { Store } from '../../store/store.ts';
import type { AnnotationService } from '../annotations/annotation-service.ts';
import type { CodebookService } from '../codebook/codebook-service.ts';
import type { ContinuityService } from '../continuity/continuity-service.ts';
import type { CustodyService } from '../custody/custody-service.ts';
import type { TimestampService } from '../custody/timestamp-service.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';
import type { MarkService } from '../marks/mark-service.ts';
import type { PlaceService } from '../places/place-service.ts';

/** Everything that exhibits and bundles are made from. */
export interface ExhibitDeps {
  readonly db: Db;
  readonly evidence: EvidenceService;
  readonly marks: MarkService;
  readonly annotations: Pick<AnnotationService, 'get' | 'packs'>;
  readonly continuity: Pick<ContinuityService, 'report'>;
  readonly places: PlaceService;
  readonly codebook: CodebookService;
  readonly custody: CustodyService;
  readonly timestamps: Pick<TimestampService, 'stamped'>;
  readonly media: Media;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly resourcesDir: string;
  readonly clock: () => Date;
  /** The item once its whole recording has been decoded: an exhibit never rests on the container's word. */
  readonly confirmed: (evidenceId: string, work: Work & { readonly operator: string }) => Promise<unknown>;
  readonly changed: (topics: readonly Topic[]) => void;
}
