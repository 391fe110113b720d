import { createHash } from 'node:crypto';
import type { LedgerEntry } from '../../../../shared/custody.ts';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 over the canonical JSON (RFC 8785) of all other fields of an entry, `prev` included. */
export function entryHash(entry: Omit<LedgerEntry, 'hash'>): string {
  const { seq, at, operator, action, subject, details, prev } = entry;
  return createHash('sha256')
    .update(canonicalJson({ seq, at, operator, action, subject, details, prev }), 'utf8')
    .digest('hex');
}

/** What the library's key signs for every new head. The library's id keeps one from being passed off for another's. */
export function headStatement(libraryId: string, count: number, hash: string): Buffer {
  return Buffer.from(`aigaq ledger head\n${libraryId}\n${count}\n${hash}\n`, 'utf8');
}
