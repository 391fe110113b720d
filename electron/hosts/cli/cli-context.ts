import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CoreOptions } from '../../core/app.ts';
import type { Answer } from './cli-answer.ts';
import { type OpenLibrary, type SessionOptions, withLibrary } from './cli-session.ts';

/** Options that every command takes. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly operator?: string;
}

/** What the one file of a command is given to build its command with. */
export interface CliContext {
  readonly session: SessionOptions;
  /** A command with the options that all have. */
  command(name: string, summary: string): Command;
  /** Says what the command ends with; the first answer of a run is the only one. */
  answer(document: object, text: () => string, exitCode?: number): void;
  /** Says something on stderr that a person should know, whatever the command ends with. */
  warn(message: string): void;
  /** Opens the library at `dir`, lets `use` work with it and closes it. */
  library<T>(
    dir: string,
    mode: CoreOptions['mode'],
    options: CommonOptions,
    use: (library: OpenLibrary) => Promise<T>,
  ): Promise<T>;
}

/** One command: builds itself with what the context offers. */
export type CliCommand = (cli: CliContext) => Command;

export interface ContextOptions {
  readonly session: SessionOptions;
  readonly onAnswer: (answer: Answer) => void;
  /** Writes what commander itself has to say: help, and nothing else. */
  readonly onHelp: (text: string) => void;
}

const newCommand = (name: string, onHelp: ContextOptions['onHelp']) =>
  new Command(name)
    .exitOverride()
    .showSuggestionAfterError(true)
    // The error is thrown as well; what is printed of it is decided in one place, as text or as JSON.
    .configureOutput({ writeOut: onHelp, writeErr: onHelp, outputError: () => {} });

export function cliContext({ session, onAnswer, onHelp }: ContextOptions): CliContext {
  return {
    session,
    command: (name, summary) =>
      newCommand(name, onHelp)
        .description(summary)
        .option('--json', 'print one JSON document on stdout and nothing else')
        .option(
          '--operator <name>',
          'who works, for the ledger (default: the last operator of the library)',
          operatorName,
        ),
    answer: (document, text, exitCode = 0) => onAnswer({ document, text, exitCode }),
    warn: (message) => {
      session.stderr.write(`warning: ${message}\n`);
    },
    library: (dir, mode, { operator }, use) => withLibrary(session, { dir: resolve(dir), mode, operator }, use),
  };
}

/** The program itself, without commands. */
export function rootCommand(version: string, onHelp: ContextOptions['onHelp']): Command {
  return newCommand('aigaq', onHelp)
    .description('Frame-accurate marking of footage and scans, and exhibit bundles that a stranger can check.')
    .version(version, '--version', 'print the version')
    .addOption(new Option('--json').hideHelp())
    .helpCommand('help [command]', 'show what a command takes')
    .addHelpText('after', EXIT_HELP);
}

const EXIT_HELP = `
Exit codes: 0 done; 1 failed, or verification found problems; 2 wrong usage; 3 done in part;
4 the library is locked, missing, newer than the program, or damaged.`;

function operatorName(value: string): string {
  const name = value.trim();
  if (name === '') throw new InvalidArgumentError('A name cannot be empty.');
  return name;
}

/** A whole number; whether it is in range is for the core to say. */
export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^[+-]?\d+$/.test(value.trim()) || !Number.isSafeInteger(number)) {
    throw new InvalidArgumentError('It must be a whole number.');
  }
  return number;
}

/** Gathers an option that may be given several times. */
export const gathered = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
