import { GENESIS } from '../../../../shared/custody.ts';
import type { CustodyRepo, LedgerRow } from './custody-repo.ts';
import { rowHashes } from './ledger-entry.ts';
import { appendLeaf, type Frontier } from './merkle-tree.ts';

/** Entries read at once, so that a long ledger is never in memory as a whole. */
const AT_ONCE = 500;

/** The tree over all entries as they stand; `frontier` is null when they are no unbroken chain. */
export function treeOfEntries(repo: CustodyRepo): { frontier: Frontier | null; count: number; hash: string } {
  let frontier: Frontier | null = [];
  let [count, hash] = [0, GENESIS];
  for (let rows = repo.entriesAfter(0, AT_ONCE); rows.length > 0; rows = repo.entriesAfter(count, AT_ONCE)) {
    for (const row of rows) {
      const leaf = row.seq === count + 1 && row.prev === hash ? leafOf(row) : null;
      frontier = frontier === null || leaf === null ? null : appendLeaf(frontier, count, leaf);
      [count, hash] = [row.seq, row.hash];
    }
  }
  return { frontier, count, hash };
}

function leafOf(row: LedgerRow): Buffer | null {
  try {
    const { hash, leaf } = rowHashes(row);
    return hash === row.hash ? leaf : null;
  } catch {
    // Details that are no JSON have no hash, which is what null says.
    return null;
  }
}
