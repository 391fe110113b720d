import { headStatement, type KeptHead } from '../../../../shared/ledger-head.ts';
import { sshVerify } from './ssh-signature.ts';
import type { Report } from './verify-deps.ts';

/** Compares the ledger, while it is followed, with heads that somebody kept from earlier. */
export interface KeptHeads {
  /** The entry with this number has passed. `root` is that of the tree up to it. */
  passed(count: number, hash: string, root: () => Buffer): void;
  /** The ledger ended after so many entries. */
  end(count: number): void;
}

export function keptHeads(
  kept: readonly KeptHead[],
  libraryId: string,
  publicKey: () => string | null,
  report: Report,
): KeptHeads {
  const problem = (head: KeptHead, message: string) =>
    report({ code: 'ledger_not_grown', path: `ledger/head/${head.count}`, message });
  const wanted = new Map<number, KeptHead[]>();
  for (const head of kept) {
    const stranger = strangerOf(head, libraryId, publicKey);
    if (stranger !== null) problem(head, stranger);
    else wanted.set(head.count, [...(wanted.get(head.count) ?? []), head]);
  }
  return {
    passed(count, hash, root) {
      for (const head of wanted.get(count) ?? []) {
        if (isSame(head, hash, root().toString('hex'))) continue;
        problem(
          head,
          `The ledger is not the one whose head was kept after ${count} entries: something before that was changed, removed, added or put in another order.`,
        );
      }
    },
    end(count) {
      for (const head of [...wanted.values()].flat()) {
        if (head.count <= count) continue;
        problem(
          head,
          `The ledger ends after ${count} entries, but a head of ${head.count} entries was kept: the last ones were cut off, or an older copy of the database was put in its place.`,
        );
      }
    },
  };
}

/** Why a kept head says nothing about this ledger, or null when it does. */
function strangerOf(head: KeptHead, libraryId: string, publicKey: () => string | null): string | null {
  const { count, hash, root, signature } = head;
  if (head.libraryId !== null && head.libraryId !== libraryId) {
    return `The head that was kept is that of another library (${head.libraryId}); this one is ${libraryId}.`;
  }
  if (signature === null) return null;
  const statement = Buffer.from(headStatement(head.libraryId ?? libraryId, { count, hash: hash ?? '', root }));
  const key = publicKey();
  if (key !== null && sshVerify(signature, statement, key)) return null;
  return "The head that was kept is not signed by this library's key: the signature was changed, or the library has another key now.";
}

function isSame(head: KeptHead, hash: string, root: string): boolean {
  const parts = [
    head.hash === null || head.hash === hash,
    head.root === null || head.root === root,
    head.either === null || head.either === root || head.either === hash,
  ];
  return parts.every((same) => same);
}
