import type { CustodyRepo, StoredHead } from './custody-repo.ts';
import type { CustodyService } from './custody-service.ts';
import { formerStatement, LEDGER_UPGRADED } from './ledger-entry.ts';
import { treeOfEntries } from './ledger-tree.ts';
import { type Frontier, frontierText, rootOf } from './merkle-tree.ts';
import { verifyPlainly } from './ssh-signature.ts';

/** True when the head is one that an older Aigaq signed, without a root. */
export function isFormerHead(repo: CustodyRepo): boolean {
  const head = repo.head();
  return head !== undefined && head.root === null && !head.signature.startsWith('-----');
}

/**
 * Gives the ledger of an older Aigaq its tree and signs the head anew, with an entry that says so. A ledger that is not
 * what its old head says is left as it is: a new signature would vouch for a change that nobody has explained, and so
 * `verify` goes on naming it. Call it inside a transaction.
 */
export function upgradeLedger(
  repo: CustodyRepo,
  custody: CustodyService,
  library: { readonly id: string; readonly operator: string },
): void {
  const head = repo.head();
  if (head === undefined || !isFormerHead(repo)) return;
  const frontier = holdsAsSigned(repo, head, library.id);
  if (frontier === null) return;
  repo.setHead({ ...head, root: rootOf(frontier).toString('hex'), frontier: frontierText(frontier) });
  const details = { entries: head.count, hash: head.hash, root: rootOf(frontier).toString('hex') };
  custody.record({ operator: library.operator, action: LEDGER_UPGRADED, subject: library.id, details });
}

/** The frontier over all entries, or null unless they are the unbroken chain that the old signature names. */
function holdsAsSigned(repo: CustodyRepo, head: StoredHead, libraryId: string): Frontier | null {
  const key = repo.key();
  const statement = formerStatement(libraryId, head.count, head.hash);
  if (key === undefined || !verifyPlainly(head.signature, statement, key.publicKey)) return null;
  const { frontier, count, hash } = treeOfEntries(repo);
  return frontier !== null && count === head.count && hash === head.hash ? frontier : null;
}
