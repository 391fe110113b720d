import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AppEvent } from '../../../shared/api.ts';
import type { Core } from '../core-options.ts';

/** The one place of the workspace where a library can be open. */
export interface OpenSlot {
  core(): Core | null;
  /** True when the library in `dir` is the one that is open. */
  holds(dir: string): boolean;
  /** Puts a core here and closes the one that was open. */
  put(core: Core, dir: string): Promise<void>;
  empty(): Promise<void>;
}

export function openSlot(emit: (event: AppEvent) => void): OpenSlot {
  let held: { core: Core; dir: string; stop: () => void } | null = null;

  const empty = async (): Promise<void> => {
    const closing = held;
    held = null;
    if (closing === null) return;
    // Listened to until the end: jobs that are put down say so.
    await closing.core.close();
    closing.stop();
  };

  return {
    core: () => held?.core ?? null,
    holds: (dir) => held !== null && held.dir === realPath(dir),
    async put(core, dir) {
      await empty();
      held = { core, dir: realPath(dir), stop: core.on(emit) };
    },
    empty,
  };
}

/** The same folder under another name is the same library. */
function realPath(dir: string): string {
  try {
    return realpathSync(dir);
  } catch {
    // It is not there; then its name is all there is to compare.
    return resolve(dir);
  }
}
