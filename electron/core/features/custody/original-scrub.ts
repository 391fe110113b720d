import { setTimeout as pause } from 'node:timers/promises';
import type { Problem } from '../../../../shared/custody.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Work } from '../../progress.ts';
import type { Store } from '../../store/store.ts';
import type { OriginalCheckRepo } from './original-check-repo.ts';
import type { Original } from './verify-deps.ts';
import { verifyOne } from './verify-originals.ts';

const HOUR_MS = 3_600_000;

/** How the check in the background goes about it; replaced in tests. */
export interface ScrubPace {
  /** Part of one core that hashing may take. */
  readonly share: number;
  /** An original is due again after so long; well below the 30 days that are promised. */
  readonly dueMs: number;
  /** Nothing is read for so long after the library was opened, nor after something else was at work. */
  readonly restMs: number;
}

export const SCRUB_PACE: ScrubPace = { share: 0.2, dueMs: 14 * 24 * HOUR_MS, restMs: 60_000 };

export interface ScrubDeps {
  readonly store: Store;
  readonly repo: OriginalCheckRepo;
  readonly clock: () => Date;
  readonly pace: ScrubPace;
  /** One that was opened and is read before all others, or undefined when there is none. */
  readonly takeWanted: () => Original | undefined;
  /** It was begun and not finished. */
  readonly wantAgain: (original: Original) => void;
  /** False while anything else is at work. */
  readonly isIdle: () => boolean;
  /** One more original was read again; `problem` is null when it is unchanged. */
  readonly onChecked: (original: Original, problem: Problem | null) => void;
}

/**
 * Reads the originals again while nothing else happens, slowly: first those that were opened in this session, then the
 * one that was not read for longest. Gives way at once to other work and takes the same original up again later.
 */
export async function scrubOriginals(deps: ScrubDeps, signal: AbortSignal): Promise<void> {
  const { repo, clock, pace, isIdle, onChecked, takeWanted } = deps;
  const rest = () => pause(pace.restMs, undefined, { signal, ref: false });
  try {
    for (;;) {
      await rest();
      while (isIdle()) {
        const due = takeWanted() ?? repo.oldestBefore(new Date(clock().getTime() - pace.dueMs).toISOString());
        if (due === undefined) break;
        const outcome = await checkWhileIdle(due, deps, signal);
        if (outcome === 'gave way') {
          deps.wantAgain(due);
          break;
        }
        onChecked(due, outcome);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function checkWhileIdle(
  original: Original,
  { store, pace, isIdle }: ScrubDeps,
  signal: AbortSignal,
): Promise<Problem | null | 'gave way'> {
  const giveWay = new AbortController();
  const work: Work = {
    onStep: () => {
      if (!isIdle()) giveWay.abort();
    },
    signal: AbortSignal.any([signal, giveWay.signal]),
  };
  let found: Problem | null = null;
  try {
    const report = (problem: Problem) => {
      found = problem;
    };
    await verifyOne(original, store, work, report, pace.share);
    return found;
  } catch (error) {
    signal.throwIfAborted();
    if (giveWay.signal.aborted && error instanceof AppError && error.code === 'cancelled') return 'gave way';
    throw error;
  }
}
