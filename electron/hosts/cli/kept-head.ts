import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { type KeptHead, readHead } from '../../../shared/ledger-head.ts';

/** A ledger of a million entries is smaller. */
const MOST_BYTES = 1 << 30;

/**
 * An earlier head as the command line takes it: `count:hash`, or a file that holds one. A signature beside the file,
 * under its name with `.sig`, is taken along.
 * @throws AppError usage, invalid_input, unreadable_file
 */
export function keptHead(given: string): KeptHead {
  const line = readHead(given);
  if (line !== null) return line;
  const file = resolve(given);
  if (!existsSync(file)) {
    const text = `“${given}” is neither a head such as 128:4f2a… nor a file. Give the number of entries and one of the head's hashes, or a file that states them.`;
    throw new AppError('usage', text, { head: given });
  }
  const head = readHead(textOf(file));
  if (head === null) {
    const text = `${file} states no head of a ledger. Give ledger-head.txt, custody.json or bundle.json of a bundle, or what aigaq ledger --json printed.`;
    throw new AppError('invalid_input', text, { file });
  }
  return existsSync(`${file}.sig`) ? { ...head, signature: textOf(`${file}.sig`) } : head;
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > MOST_BYTES) throw new Error('too large');
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'too large';
    throw new AppError('unreadable_file', `${file} cannot be read (${reason}). Check its permissions.`, { file });
  }
}
