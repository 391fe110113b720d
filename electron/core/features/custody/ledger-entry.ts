import { hash as hashOnce } from 'node:crypto';
import type { LedgerEntry } from '../../../../shared/custody.ts';
import { canonicalJson } from './canonical-json.ts';
import { leafHash, markedLeafHash } from './merkle-tree.ts';

/** File that holds the signed text of a head, wherever it leaves the library. */
export const HEAD_FILE = 'ledger-head.txt';
/** Noted by the program itself when the machine's clock shows an earlier time than the entry before. */
export const CLOCK_STEPPED_BACK = 'clock.stepped-back';
/** Noted when a library of an older Aigaq gets its tree; what came before knew no rule about the clock. */
export const LEDGER_UPGRADED = 'ledger.upgraded';
/** Noted when the answer of a time-stamping authority was checked and kept. */
export const TIMESTAMP_IMPORTED = 'timestamp.imported';
/** Noted when the database file is not the one that the last session left. */
export const DATABASE_ALTERED = 'library.altered';

/** Canonical JSON (RFC 8785) of all fields of an entry but its hash, `prev` included: what is hashed, both ways. */
export function entryBytes(entry: Omit<LedgerEntry, 'hash'>): Buffer {
  const { seq, at, operator, action, subject, details, prev } = entry;
  return Buffer.from(canonicalJson({ seq, at, operator, action, subject, details, prev }), 'utf8');
}

const hashOf = (bytes: Buffer): string => hashOnce('sha256', bytes, 'hex');

/** SHA-256 over the {@link entryBytes}: the link of the chain. */
export const entryHash = (entry: Omit<LedgerEntry, 'hash'>): string => hashOf(entryBytes(entry));

/** Both hashes of an entry from one pass: the link of the chain and the leaf of the tree. */
export function entryHashes(entry: Omit<LedgerEntry, 'hash'>): { hash: string; leaf: Buffer } {
  const bytes = entryBytes(entry);
  return { hash: hashOf(bytes), leaf: leafHash(bytes) };
}

/** A ledger row with its details as the text that stands in the database. */
export type EntryText = Omit<LedgerEntry, 'details'> & { readonly details: string };

/**
 * As {@link entryHashes}, for a row as it stands: its details were written in canonical form, so the whole can be put
 * together without taking them apart. A row that does not have its hash that way is looked at the thorough way.
 * @throws SyntaxError when the details are no JSON
 */
export function rowHashes(row: EntryText): { hash: string; leaf: Buffer } {
  const { seq, at, operator, action, subject, details, prev } = row;
  const text = JSON.stringify;
  // The zero byte marks the leaf of the tree; the link of the chain is without it.
  const marked = Buffer.from(
    `\0{"action":${text(action)},"at":${text(at)},"details":${details},"operator":${text(operator)},"prev":${text(prev)},"seq":${seq},"subject":${text(subject)}}`,
    'utf8',
  );
  const hash = hashOf(marked.subarray(1));
  if (hash === row.hash) return { hash, leaf: markedLeafHash(marked) };
  return entryHashes({ ...row, details: JSON.parse(details) as LedgerEntry['details'] });
}

/** What an older Aigaq signed for a head, before there was a tree. */
export function formerStatement(libraryId: string, count: number, hash: string): Buffer {
  return Buffer.from(`aigaq ledger head\n${libraryId}\n${count}\n${hash}\n`, 'utf8');
}
