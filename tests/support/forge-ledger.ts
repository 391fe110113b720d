import { createPrivateKey } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { entryHashes } from '../../electron/core/features/custody/ledger-entry.ts';
import { appendLeaf, type Frontier, frontierText, rootOf } from '../../electron/core/features/custody/merkle-tree.ts';
import { sshSign } from '../../electron/core/features/custody/ssh-signature.ts';
import { GENESIS } from '../../shared/custody.ts';
import { headStatement } from '../../shared/ledger-head.ts';

export interface ForgedEntry {
  readonly at: string;
  readonly operator: string;
  readonly action: string;
  readonly subject: string | null;
  readonly details: string;
}

/**
 * Rewrites a ledger as somebody can who holds the library with its key: all hashes, the tree and the signature are made
 * anew, so that nothing inside the library gives the change away. Use it inside `forge`.
 */
export function forgeLedger(db: DatabaseSync, change: (entries: ForgedEntry[]) => ForgedEntry[]): void {
  const rows = db.prepare('select * from ledger order by seq').all() as unknown as ForgedEntry[];
  db.exec('delete from ledger');
  const insert = db.prepare('insert into ledger values (?, ?, ?, ?, ?, ?, ?, ?)');
  let [prev, count, frontier] = [GENESIS, 0, [] as Frontier];
  for (const { at, operator, action, subject, details } of change(rows)) {
    const seq = count + 1;
    const open = { seq, at, operator, action, subject, prev };
    const { hash, leaf } = entryHashes({ ...open, details: JSON.parse(details) as Record<string, unknown> });
    insert.run(seq, at, operator, action, subject, details, prev, hash);
    frontier = appendLeaf(frontier, count, leaf);
    [prev, count] = [hash, seq];
  }
  const key = createPrivateKey(String(db.prepare('select private_key from signing_key').get()?.private_key));
  const id = String(db.prepare('select id from library').get()?.id);
  const root = rootOf(frontier).toString('hex');
  const signature = sshSign(Buffer.from(headStatement(id, { count, hash: prev, root })), key);
  db.prepare('update ledger_head set count = ?, hash = ?, root = ?, frontier = ?, signature = ?').run(
    ...([count, prev, root, frontierText(frontier), signature] as const),
  );
}
