import type { AppEvent } from '../../../../shared/api.ts';
import { toEnvelope } from '../../../../shared/errors.ts';
import type { Item } from '../../../../shared/evidence.ts';
import { isOver, type Job } from '../../../../shared/job.ts';
import type { Preparation } from '../../../../shared/preparation.ts';
import type { StoredJob } from '../../jobs/job-repo.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { type Throttle, throttle } from '../../jobs/throttle.ts';
import type { Log } from '../../log.ts';
import { nowhere, readerPosition } from '../../media/reader-position.ts';
import type { ReviewFiles } from '../../media/review-files.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';
import { canBePrepared, missingParts, preparationOf } from './missing-parts.ts';
import { PrepareInput } from './prepare-input.ts';
import { prepareJob } from './prepare-job.ts';

/** Every item is told of at most four times a second. */
const TELL_EVERY_MS = 250;

/** What a reader asks for: an item, the frame on which he stands, and whether he needs a proxy whatever the item is. */
export interface PrepareRequest {
  readonly id: string;
  readonly near: number | null;
  readonly proxy: boolean;
}

export interface PreparationService {
  /**
   * Says what there is, and sees to it that the job that makes the rest runs before all others of its kind. May be
   * called as often as one likes. A job that was cancelled or failed is left so; it can be resumed.
   * @throws AppError not_found
   */
  ask(request: PrepareRequest, operator: string): Promise<Preparation>;
  /** To be told of items as their frames become known; queues a job where that is wanted. */
  noticed(item: Item, operator: string): void;
  /** Queues a job for every item that lacks something and has none. */
  prepareAll(operator: string): Promise<void>;
}

export interface PreparationDeps {
  readonly evidence: EvidenceService;
  readonly files: ReviewFiles;
  readonly jobs: Jobs;
  /** Jobs that an earlier session left. */
  readonly stored: readonly StoredJob[];
  readonly emit: (event: AppEvent) => void;
  readonly log: Log;
  /** False where nothing may be written, or nothing can be made: then there are no jobs. */
  readonly canMake: boolean;
  /** Prepare whatever comes in, unasked. */
  readonly background: boolean;
}

export function createPreparation(deps: PreparationDeps): PreparationService {
  const { evidence, files, jobs, emit, log, canMake, background } = deps;
  const jobOf = new Map<string, string>();
  const itemOf = new Map<string, string>();
  const asked = new Set<string>();
  /** Items that were asked for while their job was there, and by whom. */
  const again = new Map<string, string>();
  const readers = new Map<string, ReturnType<typeof readerPosition>>();
  const told = new Map<string, Throttle<string>>();

  const adopt = (evidenceId: string, jobId: string) => {
    jobOf.set(evidenceId, jobId);
    itemOf.set(jobId, evidenceId);
  };
  for (const { job, input } of deps.stored) {
    const read = job.kind === 'prepare' ? PrepareInput.safeParse(input) : null;
    if (read?.success) adopt(read.data.evidenceId, job.id);
  }

  const jobFor = (evidenceId: string): Job | undefined => {
    const id = jobOf.get(evidenceId);
    return id === undefined ? undefined : jobs.find(id);
  };
  const unfinished = (evidenceId: string): Job | undefined => {
    const job = jobFor(evidenceId);
    return job === undefined || job.state === 'done' ? undefined : job;
  };

  const missingOf = async (item: Item) => {
    const prepared = await files.look(item);
    return { prepared, missing: missingParts(item, prepared, asked.has(item.id)) };
  };

  /** The job for what is missing: the one that there is, or a new one. */
  const jobForMissing = (item: Item, operator: string): Job | undefined => {
    if (!canMake) return undefined;
    const there = unfinished(item.id);
    if (there !== undefined) {
      // It may have had its last look at what is missing.
      again.set(item.id, operator);
      return there;
    }
    const input: PrepareInput = { evidenceId: item.id, name: item.originalName, proxy: asked.has(item.id) };
    const [job] = jobs.enqueue('prepare', [input], operator);
    if (job !== undefined) adopt(item.id, job.id);
    return job;
  };

  const state = async (item: Item): Promise<Preparation> => {
    const { prepared, missing } = await missingOf(item);
    const job = unfinished(item.id);
    return preparationOf(item, prepared, asked.has(item.id), missing.length === 0 ? null : (job?.id ?? null));
  };

  const tellNow = (evidenceId: string) => {
    // Deliberately not awaited: it is news, and whoever misses it asks.
    void Promise.resolve()
      .then(() => state(evidence.get(evidenceId)))
      .then((preparation) => emit({ type: 'prepared', evidenceId, preparation }))
      .catch((error: unknown) => log.warn('preparation.not_told', { code: toEnvelope(error).code }));
  };
  const tell = (evidenceId: string) => {
    const teller = told.get(evidenceId) ?? throttle(TELL_EVERY_MS, tellNow);
    told.set(evidenceId, teller);
    teller.push(evidenceId);
  };

  /** Queues a job if something is missing; for callers that do not wait. */
  const begin = (item: Item, operator: string) => {
    missingOf(item)
      .then(({ missing }) => {
        if (missing.length > 0) jobForMissing(item, operator);
      })
      .catch((error: unknown) => log.warn('preparation.not_begun', { code: toEnvelope(error).code }));
  };

  jobs.define(
    prepareJob({
      evidence,
      files,
      asked: (id) => asked.has(id),
      reader: (id) => readers.get(id) ?? nowhere,
      made: tell,
    }),
  );
  jobs.onChange((job) => {
    const evidenceId = itemOf.get(job.id);
    if (evidenceId === undefined || !isOver(job)) return;
    tell(evidenceId);
    const operator = again.get(evidenceId);
    again.delete(evidenceId);
    if (operator !== undefined && job.state === 'done') begin(evidence.get(evidenceId), operator);
  });

  const readerOf = (id: string) => {
    const reader = readers.get(id) ?? readerPosition();
    readers.set(id, reader);
    return reader;
  };

  return {
    async ask({ id, near, proxy }, operator) {
      const item = evidence.get(id);
      if (proxy && item.kind === 'video') asked.add(id);
      if (near !== null) readerOf(id).move(near);
      const { prepared, missing } = await missingOf(item);
      const job = missing.length === 0 ? undefined : jobForMissing(item, operator);
      if (job !== undefined) jobs.prefer(job.id);
      return preparationOf(item, prepared, asked.has(id), job?.id ?? null);
    },

    noticed(item, operator) {
      if (background && canMake && canBePrepared(item)) begin(item, operator);
    },

    async prepareAll(operator) {
      if (!background || !canMake) return;
      for (const item of evidence.list().filter(canBePrepared)) {
        try {
          if ((await missingOf(item)).missing.length === 0) continue;
          const job = jobForMissing(item, operator);
          // What failed, for want of room perhaps, may go well today. What a person cancelled stays cancelled.
          if (job?.state === 'failed') jobs.resume(job.id);
        } catch (error) {
          log.warn('preparation.not_begun', { code: toEnvelope(error).code });
        }
      }
    },
  };
}
