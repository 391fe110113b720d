import type { Command } from 'commander';
import type { LibraryInfo } from '../../../shared/library.ts';
import { annotateCommand } from './annotate-command.ts';
import { type CliCommand, type CliContext, type ContextOptions, cliContext, rootCommand } from './cli-context.ts';
import { codebookCommand } from './codebook-command.ts';
import { exhibitsCommand } from './exhibits-command.ts';
import { exportCommand } from './export-command.ts';
import { framesCommand } from './frames-command.ts';
import { headCommand } from './head-command.ts';
import { importCommand } from './import-command.ts';
import { initCommand, type NewLibrary } from './init-command.ts';
import { ledgerCommand } from './ledger-command.ts';
import { listCommand } from './list-command.ts';
import { markCommand } from './mark-command.ts';
import { type ChangePassphrase, passphraseCommand } from './passphrase-command.ts';
import { placeCommand } from './place-command.ts';
import { backupsCommand, type Recovery, rebuildCommand, restoreCommand } from './recovery-commands.ts';
import { reverifyCommand } from './reverify-command.ts';
import { searchCommand } from './search-command.ts';
import { type Serve, serveCommand } from './serve-command.ts';
import { setCommand } from './set-command.ts';
import { showCommand } from './show-command.ts';
import { stillCommand } from './still-command.ts';
import { timestampCommand } from './timestamp-command.ts';
import { type VerifyBundle, verifyCommand } from './verify-command.ts';

/** What commands reach that is no open library. */
export interface CliServices {
  readonly version: string;
  readonly createLibrary: (library: NewLibrary) => Promise<LibraryInfo>;
  readonly changePassphrase: ChangePassphrase;
  readonly verifyBundle: VerifyBundle;
  readonly recovery: Recovery;
  readonly serve: Serve;
  readonly print: (line: string) => Promise<void>;
}

/** Every command, in the order in which a case is worked on. */
const commands = (services: CliServices): readonly CliCommand[] => [
  initCommand(services.createLibrary),
  placeCommand,
  importCommand,
  setCommand,
  listCommand,
  showCommand,
  framesCommand,
  stillCommand,
  markCommand,
  annotateCommand,
  codebookCommand,
  searchCommand,
  exhibitsCommand,
  exportCommand,
  verifyCommand(services.verifyBundle),
  reverifyCommand,
  ledgerCommand,
  headCommand,
  timestampCommand,
  backupsCommand(services.recovery),
  restoreCommand(services.recovery),
  rebuildCommand(services.recovery),
  passphraseCommand(services.changePassphrase),
  serveCommand(services.serve, services.print),
];

export function cliProgram(services: CliServices, options: ContextOptions): Command {
  const cli: CliContext = cliContext(options);
  const program = rootCommand(services.version, options.onHelp);
  for (const build of commands(services)) program.addCommand(build(cli));
  return program;
}
