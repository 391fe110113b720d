import type { Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { AppError } from '../../../shared/errors.ts';

/** Where the passphrases of one run come from. */
export interface Passphrases {
  /** From AIGAQ_PASSPHRASE; undefined when it is not set. */
  readonly given: string | undefined;
  /** From AIGAQ_NEW_PASSPHRASE, for a change. */
  readonly next: string | undefined;
  /** Asks the person at the terminal; null where there is nobody to ask. */
  ask(question: string): Promise<string | null>;
}

/** Reads both from the environment and takes them out of it, so that no program that is started inherits them. */
export function passphrasesOf(environment: NodeJS.ProcessEnv, terminal: ReadStream, stderr: Writable): Passphrases {
  const taken = (name: string): string | undefined => {
    const value = environment[name];
    delete environment[name];
    return value === '' ? undefined : value;
  };
  return {
    given: taken('AIGAQ_PASSPHRASE'),
    next: taken('AIGAQ_NEW_PASSPHRASE'),
    ask: async (question) => (terminal.isTTY ? askHidden(terminal, stderr, question) : null),
  };
}

const ENTER = new Set(['\r', '\n', '\u0004']);
const BACKSPACE = new Set(['\u007f', '\b']);

/** One line from the terminal that is not shown while it is typed. */
function askHidden(terminal: ReadStream, stderr: Writable, question: string): Promise<string> {
  stderr.write(`${question}: `);
  terminal.setRawMode(true).setEncoding('utf8').resume();
  return new Promise((resolve, reject) => {
    const typed: string[] = [];
    const end = () => {
      terminal.off('data', take).setRawMode(false).pause();
      stderr.write('\n');
    };
    const take = (data: string) => {
      for (const letter of data) {
        if (letter === '\u0003') {
          end();
          return reject(new AppError('cancelled', 'Interrupted. Nothing was changed.'));
        }
        if (ENTER.has(letter)) {
          end();
          return resolve(typed.join(''));
        }
        if (BACKSPACE.has(letter)) typed.pop();
        else typed.push(letter);
      }
    };
    terminal.on('data', take);
  });
}

/** Does what may need a passphrase; the person is asked for it only where it turns out to be needed. */
export async function withPassphrase<T>(
  passphrases: Passphrases,
  act: (passphrase: string | undefined) => Promise<T>,
): Promise<T> {
  try {
    return await act(passphrases.given);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'passphrase_needed') throw error;
    const typed = await passphrases.ask('Passphrase');
    if (typed === null) throw error;
    return act(typed);
  }
}

/**
 * A passphrase that is to be set: given, or typed twice. @throws AppError usage where there is neither, invalid_input
 * when the two differ
 */
export async function newPassphrase(
  passphrases: Passphrases,
  given: string | undefined,
  variable: string,
): Promise<string> {
  if (given !== undefined) return given;
  const first = await passphrases.ask('New passphrase');
  if (first === null) {
    throw new AppError(
      'usage',
      `Wrong usage: there is no terminal to ask for a passphrase; set ${variable}. See: aigaq help`,
      {
        reason: 'missingPassphrase',
      },
    );
  }
  if (first === (await passphrases.ask('The same again'))) return first;
  throw new AppError('invalid_input', 'The two passphrases differ, so nothing was changed. Try again.');
}
