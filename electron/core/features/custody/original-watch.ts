import type { AppEvent } from '../../../../shared/api.ts';
import type { Problem } from '../../../../shared/custody.ts';
import { type Db, inTransaction } from '../../db/open-database.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/store.ts';
import type { CustodyService } from './custody-service.ts';
import type { OriginalCheckRepo } from './original-check-repo.ts';
import { type ScrubPace, scrubOriginals } from './original-scrub.ts';
import type { Original } from './verify-deps.ts';

export interface OriginalWatchDeps {
  readonly db: Db;
  readonly store: Store;
  readonly custody: CustodyService;
  readonly repo: OriginalCheckRepo;
  readonly clock: () => Date;
  readonly log: Log;
  readonly canWrite: boolean;
  /** Null where nothing is read in the background. */
  readonly pace: ScrubPace | null;
  readonly isIdle: () => boolean;
  readonly operator: () => string;
  readonly changed: () => void;
  readonly emit: (event: AppEvent) => void;
}

/** Keeps when each original was last read again, reads them in the background, and tells at once of what was altered. */
export interface OriginalWatch {
  /** A check of the whole library has read an original. */
  checked(sha256: string, good: boolean): void;
  /** An original was opened for the first time in this session: it is read again before the others. */
  opened(original: Original): void;
  start(): void;
  stop(): Promise<void>;
}

export function createOriginalWatch(deps: OriginalWatchDeps): OriginalWatch {
  const { db, custody, repo, clock, pace, canWrite, changed, emit } = deps;
  const ending = new AbortController();
  const seen = new Set<string>();
  const wanted: Original[] = [];
  let running: Promise<void> = Promise.resolve();

  /** The ledger hears of an alteration once, not of every reading: the others are derived data. */
  const onChecked = (original: Original, problem: Problem | null) => {
    const isNew = problem !== null && repo.wasGood(original.sha256);
    inTransaction(db, () => {
      repo.note(original.sha256, clock().toISOString(), problem === null);
      if (!isNew) return;
      const { code, message } = problem;
      const details = { sha256: original.sha256, code, message };
      custody.record({ operator: deps.operator(), action: 'evidence.altered', subject: original.id, details });
    });
    changed();
    if (isNew) emit({ type: 'altered', evidenceId: original.id, name: original.originalName, problem });
  };

  return {
    checked(sha256, good) {
      if (canWrite) repo.note(sha256, clock().toISOString(), good);
    },
    opened(original) {
      if (pace === null || seen.has(original.sha256)) return;
      seen.add(original.sha256);
      wanted.push(original);
    },
    start() {
      if (pace === null || !canWrite) return;
      const queue = { takeWanted: () => wanted.shift(), wantAgain: (one: Original) => void wanted.unshift(one) };
      running = scrubOriginals({ ...deps, ...queue, pace, onChecked }, ending.signal).catch((error: unknown) => {
        deps.log.warn('scrub.ended', { error: error instanceof Error ? error.name : typeof error });
      });
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}
