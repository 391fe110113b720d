/**
 * The head of a ledger as it leaves the library: the text that is signed and stamped, a line to copy, and a few digits
 * to read aloud. What somebody kept of an earlier head is read back here.
 */
import * as z from 'zod';
import type { LedgerHead } from './custody.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A head that somebody kept: a count and at least one hash. */
export const KeptHead = z.object({
  count: z.int().min(0),
  /** Hash of the last entry, or null when it was not kept. */
  hash: Hash.nullable().default(null),
  /** Root of the tree, or null when it was not kept. */
  root: Hash.nullable().default(null),
  /** A line to copy holds one hash and does not say which of the two it is. */
  either: Hash.nullable().default(null),
  /** Library that the head belongs to, where that is stated. */
  libraryId: z.string().max(100).nullable().default(null),
  /** Armoured SSHSIG signature of the statement, where it was kept beside it. */
  signature: z.string().max(10_000).nullable().default(null),
});
export type KeptHead = z.infer<typeof KeptHead>;

const FIRST_LINE = 'aigaq ledger head 2';
const STATEMENT =
  /^aigaq ledger head 2\nlibrary ([\x21-\x7e]{1,100})\nentries (0|[1-9]\d{0,14})\nhash ([0-9a-f]{64})\nroot ([0-9a-f]{64})\n?$/;

/** The text that the library's key signs for every head: five lines, UTF-8, each with its line end. */
export function headStatement(libraryId: string, head: LedgerHead): string {
  return `${FIRST_LINE}\nlibrary ${libraryId}\nentries ${head.count}\nhash ${head.hash}\nroot ${head.root}\n`;
}

/** The line to copy: number of entries and the root. */
export const headLine = ({ count, hash, root }: LedgerHead): string => `${count}:${root ?? hash}`;

/** To read aloud or write on paper: number of entries and the first 16 digits of the root, in fours. */
export function headShort({ count, hash, root }: LedgerHead): string {
  const digits = (root ?? hash).slice(0, 16).match(/.{4}/g) ?? [];
  return `${count} · ${digits.join(' ')}`;
}

/**
 * Reads a head from whatever it was kept as: `count:hash`, the signed text, or JSON of a ledger or bundle.
 * @returns null when the text is none of these
 */
export function readHead(text: string): KeptHead | null {
  const plain = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  return fromStatement(plain) ?? fromLine(plain.trim()) ?? fromJson(plain);
}

function fromStatement(text: string): KeptHead | null {
  const [, libraryId = '', count = '', hash = '', root = ''] = STATEMENT.exec(text) ?? [];
  return root === '' ? null : KeptHead.parse({ count: Number(count), hash, root, libraryId });
}

function fromLine(text: string): KeptHead | null {
  const [, count = '', either = ''] = /^(0|[1-9]\d{0,14})\s*:\s*([0-9a-fA-F]{64})$/.exec(text) ?? [];
  if (either === '') return null;
  return KeptHead.parse({ count: Number(count), either: either.toLowerCase() });
}

function fromJson(text: string): KeptHead | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Something else than JSON is no head, which is what null says.
    return null;
  }
  const found = [field(value, 'head'), field(value, 'custodyHead'), value].map(headOf);
  return found.find((head) => head !== null) ?? null;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

function headOf(value: unknown): KeptHead | null {
  const read = KeptHead.pick({ count: true, hash: true, root: true }).safeParse(value);
  if (!read.success || (read.data.hash === null && read.data.root === null)) return null;
  return KeptHead.parse(read.data);
}
