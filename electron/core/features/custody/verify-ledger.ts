import { setImmediate as breathe } from 'node:timers/promises';
import { GENESIS, type LedgerEntry, type LedgerHead } from '../../../../shared/custody.ts';
import { headStatement, type KeptHead } from '../../../../shared/ledger-head.ts';
import type { Work } from '../../progress.ts';
import { abortable } from '../../store/block-reader.ts';
import type { CustodyRepo, LedgerRow } from './custody-repo.ts';
import { keptHeads } from './kept-heads.ts';
import { CLOCK_STEPPED_BACK, LEDGER_UPGRADED, rowHashes } from './ledger-entry.ts';
import { appendLeaf, type Frontier, frontierText, rootOf } from './merkle-tree.ts';
import { sshVerify } from './ssh-signature.ts';
import type { Report } from './verify-deps.ts';

/** So many entries are checked before the interface gets its turn. */
const AT_ONCE = 500;

export interface LedgerCheck {
  readonly repo: CustodyRepo;
  readonly libraryId: string;
  readonly work: Work;
  readonly report: Report;
  /** Takes up every readable entry. */
  readonly use: (entry: LedgerEntry) => void;
  /** Earlier heads, from which the ledger must only have grown. */
  readonly kept: readonly KeptHead[];
}

/** How far the check has come: the entry before the next one, and the tree over all up to it. */
interface Walk {
  readonly seq: number;
  readonly at: string;
  readonly hash: string;
  readonly count: number;
  readonly frontier: Frontier;
}

const START: Walk = { seq: 0, at: '', hash: GENESIS, count: 0, frontier: [] };

/**
 * Follows the chain from its first entry to the signed head, builds the tree anew, and compares both with every head
 * that was kept.
 * @returns where the entries end
 */
export async function verifyLedger(check: LedgerCheck): Promise<LedgerHead> {
  const { repo, work, report, kept } = check;
  const earlier = keptHeads(kept, check.libraryId, () => repo.key()?.publicKey ?? null, report);
  const untold = untoldSteps(report);
  let walk = START;
  earlier.passed(walk.count, walk.hash, () => rootOf([]));
  for (;;) {
    const rows = repo.entriesAfter(walk.seq, AT_ONCE);
    if (rows.length === 0) break;
    for (const row of rows) {
      untold.see(row, walk);
      const { count, hash, frontier } = verifyEntry(row, walk, check);
      earlier.passed(count, hash, () => rootOf(frontier));
      walk = { seq: row.seq, at: row.at, hash, count, frontier };
    }
    await abortable(breathe(), work.signal);
  }
  untold.tell();
  earlier.end(walk.count);
  verifyHead(check, walk);
  return { count: walk.count, hash: walk.hash, root: rootOf(walk.frontier).toString('hex') };
}

function verifyEntry(
  row: LedgerRow,
  last: Walk,
  { report, use }: LedgerCheck,
): Pick<Walk, 'hash' | 'count' | 'frontier'> {
  const problem = (message: string) =>
    report({ code: 'ledger_broken', path: `ledger/entry/${row.seq}`, message: `Ledger entry ${row.seq} ${message}` });
  if (row.seq !== last.seq + 1) problem(`follows entry ${last.seq}: the entries between them were removed.`);
  else if (row.prev !== last.hash) problem('does not continue the chain from the entry before it.');
  const passed = { hash: row.hash, count: last.count + 1 };
  let details: unknown;
  try {
    details = JSON.parse(row.details);
  } catch {
    problem('was altered: its details cannot be read any more.');
    return { ...passed, frontier: appendLeaf(last.frontier, last.count, Buffer.alloc(32)) };
  }
  const entry = { ...row, details: details as LedgerEntry['details'] };
  const { hash, leaf } = rowHashes(row);
  if (hash !== row.hash) problem(`(${row.action}, ${row.at}) was altered: its hash does not match its content.`);
  use(entry);
  return { ...passed, frontier: appendLeaf(last.frontier, last.count, leaf) };
}

/**
 * Entries that are earlier than the one before them although no notice of the clock says why. What an older Aigaq wrote
 * is passed over: it wrote no such notices.
 */
function untoldSteps(report: Report) {
  let found: { seq: number; at: string; before: string }[] = [];
  return {
    see({ seq, at, action, details }: LedgerRow, last: Walk): void {
      const told = action === CLOCK_STEPPED_BACK && details.includes(last.at);
      if (action === LEDGER_UPGRADED) found = [];
      else if (at < last.at && !told) found.push({ seq, at, before: last.at });
    },
    tell(): void {
      for (const { seq, at, before } of found) {
        const message = `Ledger entry ${seq} is dated ${at}, before the entry that it follows (${before}), and nothing says that the clock was set back.`;
        report({ code: 'ledger_clock', path: `ledger/entry/${seq}`, message });
      }
    },
  };
}

function verifyHead({ repo, libraryId, report }: LedgerCheck, last: Walk): void {
  const problem = (message: string) => report({ code: 'ledger_head_differs', path: 'ledger/head', message });
  const head = repo.head();
  const key = repo.key();
  if (head === undefined || key === undefined) {
    problem('The signed head of the ledger or the key that signed it was removed.');
    return;
  }
  if (head.count !== last.count || head.count !== last.seq) {
    problem(
      `The signed head of the ledger counts ${head.count} entries, but ${last.count} are there; the last is number ${last.seq}.`,
    );
  } else if (head.hash !== last.hash) {
    problem('The signed head of the ledger does not name the hash of its last entry.');
  } else if (head.root !== rootOf(last.frontier).toString('hex') || head.frontier !== frontierText(last.frontier)) {
    problem('The signed head of the ledger does not name the root of the tree over its entries.');
  }
  if (!sshVerify(head.signature, Buffer.from(headStatement(libraryId, head)), key.publicKey)) {
    problem("The head of the ledger is not signed by this library's key.");
  }
}
