import type { Ledger, LedgerEntry } from '../../../../../shared/custody.ts';
import { AppError } from '../../../../../shared/errors.ts';
import type { Exhibit, Profile } from '../../../../../shared/exhibit.ts';
import type { ExhibitRecipe } from '../../../../../shared/exhibit-recipe.ts';
import { entryHashes, merkleTree } from '../../custody/custody-service.ts';
import type { CustodyDocument } from '../schema/custody-schema.ts';

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

type ToldExhibit = Pick<Exhibit, 'mark' | 'evidence'> & { readonly recipe?: Pick<ExhibitRecipe, 'companion' | 'cell'> };

/** Whose history belongs to these exhibits: their marks, their evidence, what is shown beside it, and their places. */
function subjectsOf(exhibits: readonly ToldExhibit[]): Set<string> {
  const subjects = new Set<string>();
  for (const { mark, evidence, recipe } of exhibits) {
    for (const id of [
      mark.id,
      evidence.id,
      mark.place,
      evidence.place,
      recipe?.companion ?? null,
      recipe?.cell ?? null,
    ])
      if (id !== null) subjects.add(id);
  }
  return subjects;
}

/**
 * The ledger as a bundle shows it. Every entry keeps its place in the hash chain, so the head can be followed back to
 * the start; what is told of it is only what concerns these exhibits, with the proof that it is in the signed tree. Other evidence of the library, other bundles and
 * the people who worked on them are nobody's business there, and in a public bundle no entry is told: they name people.
 * @throws AppError library_damaged when the signed root is not that of the entries
 */
export function custodyExtract(ledger: Ledger, exhibits: readonly ToldExhibit[], profile: Profile): CustodyDocument {
  const told = profile === 'court' ? subjectsOf(exhibits) : new Set<string>();
  const proofOf = proofs(ledger);
  return {
    entries: ledger.entries.map((entry) =>
      entry.subject !== null && told.has(entry.subject)
        ? { ...entry, details: { ...entry.details }, ...proofOf(entry.seq) }
        : withheld(entry),
    ),
    head: { ...ledger.head },
  };
}

function proofs({ entries, head }: Ledger): (seq: number) => Pick<Entry, 'proof'> {
  if (head.root === null) return () => ({});
  const tree = merkleTree(entries.map((entry) => entryHashes(entry).leaf));
  if (entries.length !== head.count || tree.root().toString('hex') !== head.root) {
    throw new AppError(
      'library_damaged',
      'The root that the head of the ledger names is not that of its entries, so a bundle could prove nothing. Verify the library; it names what was changed.',
    );
  }
  return (seq) => ({ proof: tree.inclusion(seq - 1).map((hash) => hash.toString('hex')) });
}
