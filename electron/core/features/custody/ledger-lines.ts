import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as breathe } from 'node:timers/promises';
import * as z from 'zod';
import { GENESIS, type LedgerEntry } from '../../../../shared/custody.ts';
import type { LineSeal } from '../../seal/sealed-line.ts';
import { errnoOf, fromSourceError } from '../../store/fs-errors.ts';
import { canonicalJson } from './canonical-json.ts';
import type { LedgerRow } from './custody-repo.ts';
import { entryHash } from './ledger-entry.ts';

/** The copy of the ledger that stands beside the database. */
export const LEDGER_FILE = 'ledger.jsonl';

export const ledgerFileOf = (libraryDir: string): string => join(libraryDir, LEDGER_FILE);

const Line = z.strictObject({
  seq: z.int().min(1),
  at: z.string(),
  operator: z.string(),
  action: z.string(),
  subject: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  prev: z.string(),
  hash: z.string(),
});

/** An entry as one line: its canonical JSON (RFC 8785), `hash` included. Details that are no JSON stand as text. */
export function lineOfRow(row: LedgerRow): string {
  const { seq, at, operator, action, subject, details, prev, hash } = row;
  return canonicalJson({ seq, at, operator, action, subject, details: parsed(details), prev, hash });
}

/** The same line without parsing the details again; so it stands wherever nobody has touched the row. */
export function quickLineOf({ seq, at, operator, action, subject, details, prev, hash }: LedgerRow): string {
  const text = JSON.stringify;
  return `{"action":${text(action)},"at":${text(at)},"details":${details},"hash":${text(hash)},"operator":${text(operator)},"prev":${text(prev)},"seq":${seq},"subject":${text(subject)}}`;
}

function parsed(details: string): unknown {
  try {
    return JSON.parse(details);
  } catch {
    return details;
  }
}

/** The entry of a line; null when the line is none, or its hash does not match its content. */
export function entryOfLine(line: string): LedgerEntry | null {
  try {
    const read = Line.safeParse(JSON.parse(line));
    return read.success && entryHash(read.data) === read.data.hash ? read.data : null;
  } catch {
    return null;
  }
}

/**
 * The whole lines of a ledger file in order; an empty one for each that cannot be opened.
 * @param bytes where to stop: what is written meanwhile is left alone
 * @throws AppError unreadable_file
 */
export async function* ledgerLines(path: string, bytes: number, { open }: LineSeal): AsyncGenerator<string> {
  if (bytes <= 0) return;
  try {
    const texts = createInterface({ input: createReadStream(path, { end: bytes - 1 }), crlfDelay: 0 });
    for await (const text of texts) yield open(text) ?? '';
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw fromSourceError(error, path);
  }
}

/** So many entries are read before the interface gets its turn. */
const AT_ONCE = 500;

/** Entries of an unbroken chain, and whether anything follows that does not belong to it. */
export interface Chain {
  readonly entries: readonly LedgerEntry[];
  readonly broken: boolean;
}

/** As many entries as follow one another from the first one on. */
export async function chainOf(lines: AsyncIterable<string>): Promise<Chain> {
  const entries: LedgerEntry[] = [];
  for await (const line of lines) {
    if (entries.length % AT_ONCE === 0) await breathe();
    const entry = entryOfLine(line);
    const last = entries.at(-1);
    if (entry === null || entry.seq !== entries.length + 1 || entry.prev !== (last?.hash ?? GENESIS)) {
      return { entries, broken: true };
    }
    entries.push(entry);
  }
  return { entries, broken: false };
}
