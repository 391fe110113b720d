import type { AppState } from '../../../shared/library.ts';
import type { Recovered, RecoveredState } from '../../../shared/recovery.ts';
import { rebuildLibrary, restoreLibrary } from '../recovery/recover-library.ts';
import type { RecoverOptions } from '../recovery/recover-options.ts';
import { recoveryReport } from '../recovery/recovery-report.ts';
import type { WorkspaceHandlers } from './workspace-handlers.ts';

export interface RecoveryDeps {
  readonly recovery: Omit<RecoverOptions, 'libraryDir'>;
  /** Runs one after the other what opens, closes and replaces libraries. */
  readonly inTurn: <T>(act: () => Promise<T>) => Promise<T>;
  /** Closes the library in `dir` when it is the one that is open. */
  readonly shut: (dir: string) => Promise<void>;
  readonly open: (dir: string, operator?: string, passphrase?: string) => Promise<AppState>;
}

/** Calls about a library that may not open: nothing of it has to be open for them. */
export function recoveryHandlers({
  recovery,
  inTurn,
  shut,
  open,
}: RecoveryDeps): Pick<WorkspaceHandlers, 'library.recovery' | 'library.restore' | 'library.rebuild'> {
  const recover = (
    dir: string,
    passphrase: string | undefined,
    act: (options: RecoverOptions) => Promise<Recovered>,
  ): Promise<RecoveredState> =>
    inTurn(async () => {
      await shut(dir);
      const recovered = await act({ ...recovery, libraryDir: dir, passphrase });
      return { recovered, state: await open(dir, undefined, passphrase) };
    });
  return {
    'library.recovery': ({ dir, passphrase }) => recoveryReport(dir, passphrase),
    'library.restore': ({ dir, passphrase, backup }) =>
      recover(dir, passphrase, (options) => restoreLibrary(options, backup)),
    'library.rebuild': ({ dir, passphrase }) => recover(dir, passphrase, rebuildLibrary),
  };
}
