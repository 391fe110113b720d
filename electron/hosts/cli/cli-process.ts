import {
  changePassphrase,
  createLibrary,
  folderRisk,
  openCore,
  rebuildLibrary,
  recoveryReport,
  restoreLibrary,
  verifyBundle,
} from '../../core/app.ts';
import { silentLog } from '../../core/log.ts';
import { findFfmpeg } from '../find-ffmpeg.ts';
import { programFolders } from '../machine-folders.ts';
import { reserveStdout } from '../reserve-stdout.ts';
import type { ServeOptions } from '../serve-workspace.ts';
import { stopSignal } from '../stop-signal.ts';
import { printError, type Streams } from './cli-answer.ts';
import type { NewLibrary } from './init-command.ts';
import { passphrasesOf } from './passphrase-prompt.ts';
import type { RecoveryWhere } from './recovery-commands.ts';
import { runCli } from './run-cli.ts';

/** `aigaq list … | head` closes the pipe early; that ends printing, not the work. */
function forgiveClosedPipes(streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** Ties one run of the command line to this process. */
export async function runProcess(argv: readonly string[]): Promise<number> {
  const streams: Streams = { stdout: reserveStdout(), stderr: process.stderr };
  forgiveClosedPipes([process.stdout, process.stderr]);
  // A defect outside any awaited work: told like every other failure, in one sentence.
  process.on('uncaughtException', (error) => {
    printError(streams, argv.includes('--json'), error).then((code) => process.exit(code));
  });
  const passphrases = passphrasesOf(process.env, process.stdin, process.stderr);
  const folders = programFolders();
  const core = { resourcesDir: folders.resources, ffmpeg: findFfmpeg().path };
  const recovery = { ...core, clock: () => new Date(), log: silentLog };
  const services = {
    version: folders.version,
    createLibrary: ({ dir, title, operator, passphrase }: NewLibrary) =>
      createLibrary({ libraryDir: dir, title, operator, passphrase, resourcesDir: folders.resources }),
    changePassphrase,
    verifyBundle,
    recovery: {
      report: recoveryReport,
      restore: ({ backup, ...where }: RecoveryWhere & { backup: string }) =>
        restoreLibrary({ ...where, ...recovery }, backup),
      rebuild: (where: RecoveryWhere) => rebuildLibrary({ ...where, ...recovery }),
    },
    // Only `serve` needs the web server, so no other command waits for it to load.
    serve: async (options: ServeOptions) => (await import('../serve-workspace.ts')).serveWorkspace(options),
  };
  return runCli({ argv, streams, signal: stopSignal(), openCore, core, passphrases, folderRisk, services });
}
