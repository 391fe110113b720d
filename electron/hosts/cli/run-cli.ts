import { CommanderError } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { type Answer, printAnswer, printError, type Streams, write } from './cli-answer.ts';
import { type CliServices, cliProgram } from './cli-program.ts';
import type { OpenCore, SessionOptions } from './cli-session.ts';
import { EXIT } from './exit-codes.ts';
import type { Passphrases } from './passphrase-prompt.ts';

export interface CliRun {
  /** Without the names of the program and of Node. */
  readonly argv: readonly string[];
  readonly streams: Streams;
  readonly signal: AbortSignal;
  readonly openCore: OpenCore;
  readonly core: SessionOptions['core'];
  readonly passphrases: Passphrases;
  readonly folderRisk: SessionOptions['folderRisk'];
  readonly services: Omit<CliServices, 'print'>;
}

/** Whether the answer is for a program; asked before the arguments are understood, for errors in them. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json');
}

const HELP = ['commander.help', 'commander.helpDisplayed', 'commander.version'];

/** Commander's own words, as an error of ours with the way out added. */
function usageError(error: CommanderError, argv: readonly string[]): AppError {
  const known = argv.find((word) => !word.startsWith('-'));
  const help = known === undefined ? 'aigaq help' : `aigaq help ${known}`;
  // Help on a command that does not exist: commander has no words for it.
  const unknown = error.code === 'commander.unknownCommand' || error.code === 'commander.help';
  const said = error.code === 'commander.help' ? 'there is no such command' : error.message;
  const words = said
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .trim();
  return new AppError('usage', `Wrong usage: ${words.replace(/\.$/, '')}. See: ${unknown ? 'aigaq help' : help}`, {
    reason: error.code.replace(/^commander\./, ''),
  });
}

/** Runs one command from arguments to exit code. Everything it prints goes through `streams`. */
export async function runCli({
  argv,
  streams,
  signal,
  openCore,
  core,
  passphrases,
  folderRisk,
  services,
}: CliRun): Promise<number> {
  const json = wantsJson(argv);
  let help = '';
  let answer: Answer | undefined;
  const program = cliProgram(
    { ...services, print: (line) => write(streams.stdout, `${line}\n`) },
    {
      session: { openCore, core, passphrases, folderRisk, stderr: streams.stderr, signal },
      onAnswer: (given) => {
        answer ??= given;
      },
      onHelp: (text) => {
        help += text;
      },
    },
  );
  try {
    if (!argv.some((word) => word !== '--json')) {
      throw new AppError('usage', 'Name a command. See: aigaq help', { reason: 'missingCommand' });
    }
    await program.parseAsync([...argv], { from: 'user' });
    return answer === undefined ? EXIT.done : await printAnswer(streams, json, answer);
  } catch (error) {
    if (!(error instanceof CommanderError)) return printError(streams, json, error);
    if (!HELP.includes(error.code) || error.exitCode !== 0) return printError(streams, json, usageError(error, argv));
    await write(streams.stdout, json ? `${JSON.stringify({ help })}\n` : help);
    return EXIT.done;
  }
}
