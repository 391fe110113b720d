import type { Ledger, LedgerEntry } from '../../../../shared/custody.ts';
import type { Exhibit, Profile } from '../../../../shared/exhibit.ts';
import type { CustodyDocument } from './bundle-schema.ts';

type Entry = CustodyDocument['entries'][number];

/** What remains of an entry that is not disclosed: its place in the chain. */
function withheld({ seq, prev, hash }: LedgerEntry): Entry {
  return {
    seq,
    at: null,
    operator: null,
    action: 'withheld',
    subject: null,
    details: {},
    prev,
    hash,
    withheld: true,
  };
}

/** Whose history belongs to these exhibits: their marks, their evidence and their places. */
function subjectsOf(exhibits: readonly Exhibit[]): Set<string> {
  const subjects = new Set<string>();
  for (const { mark, evidence } of exhibits) {
    for (const id of [mark.id, evidence.id, mark.place, evidence.place]) if (id !== null) subjects.add(id);
  }
  return subjects;
}

/**
 * The ledger as a bundle shows it. Every entry keeps its place in the hash chain, so the head can be followed back to
 * the start; what is told of it is only what concerns these exhibits. Other evidence of the library, other bundles and
 * the people who worked on them are nobody's business there, and in a public bundle no entry is told: they name people.
 */
export function custodyExtract(ledger: Ledger, exhibits: readonly Exhibit[], profile: Profile): CustodyDocument {
  const told = profile === 'court' ? subjectsOf(exhibits) : new Set<string>();
  return {
    entries: ledger.entries.map((entry) =>
      entry.subject !== null && told.has(entry.subject) ? { ...entry, details: { ...entry.details } } : withheld(entry),
    ),
    head: { ...ledger.head },
  };
}
