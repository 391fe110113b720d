import type { Log } from '../log.ts';

/** Steps of a recovery, in order; told after each, so that a test can end the program there. */
export const RECOVERY_STEPS = ['made', 'set-aside', 'renamed'] as const;
export type RecoveryStep = (typeof RECOVERY_STEPS)[number];

export interface RecoverOptions {
  readonly libraryDir: string;
  /** Of a sealed library. */
  readonly passphrase?: string | undefined;
  readonly resourcesDir: string;
  /** For finding the pictures of marks again where only the original can tell them; null when there is none. */
  readonly ffmpeg: string | null;
  /** Who recovers it, for the ledger; left out, the last operator of the library. */
  readonly operator?: string | undefined;
  readonly clock: () => Date;
  readonly log: Log;
  readonly lockWaitMs?: number | undefined;
  readonly reached?: ((step: RecoveryStep) => void) | undefined;
}
