import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { GENESIS, type Ledger, type LedgerEntry, type LedgerHead } from '../../../../shared/custody.ts';
import { AppError } from '../../../../shared/errors.ts';
import { headStatement } from '../../../../shared/ledger-head.ts';
import { canonicalJson } from './canonical-json.ts';
import type { CustodyRepo, LedgerRow } from './custody-repo.ts';
import { CLOCK_STEPPED_BACK, entryHash, entryHashes } from './ledger-entry.ts';
import { treeOfEntries } from './ledger-tree.ts';
import { appendLeaf, frontierText, type MerkleTree, merkleTree, readFrontier, rootOf } from './merkle-tree.ts';
import {
  allowedSigners,
  fingerprint,
  NAMESPACE,
  publicKeyLine,
  SIGNER_IDENTITY,
  sshSign,
  sshVerify,
} from './ssh-signature.ts';

// For whoever checks a ledger or a signature that came from elsewhere.
export { canonicalJson } from './canonical-json.ts';
export { HEAD_FILE } from './ledger-entry.ts';
export { type MerkleTree, merkleTree, rootFromInclusion } from './merkle-tree.ts';
export { allowedSigners, entryHash, entryHashes, fingerprint, NAMESPACE, SIGNER_IDENTITY, sshVerify };

/** One event worth keeping: who did what to what. `details` holds the resulting state, so that verify can replay it. */
export interface CustodyEvent {
  readonly operator: string;
  readonly action: string;
  readonly subject: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface CustodyService {
  /** Appends to the ledger and signs the new head. Call it inside the transaction that makes the change. */
  record(event: CustodyEvent): LedgerEntry;
  ledger(subject?: string): Ledger;
  head(): LedgerHead;
  /** The head as it leaves the library. @throws AppError library_damaged when it is not signed by the library's key */
  signedHead(): SignedHead;
  /** The tree over all entries, for proofs. Reads and hashes the whole ledger. */
  tree(): MerkleTree;
  /** OpenSSH public key line and fingerprint `SHA256:…`. */
  key(): { publicKey: string; fingerprint: string };
  /** Armoured SSHSIG signature of `data` in namespace "file", as `ssh-keygen -Y sign -n file` makes it. */
  sign(data: Uint8Array): string;
}

/** A head, the text that states it, and the armoured SSHSIG signature of that text. */
export interface SignedHead {
  readonly head: LedgerHead;
  readonly statement: string;
  readonly signature: string;
}

export interface CustodyDeps {
  readonly repo: CustodyRepo;
  readonly clock: () => Date;
  /** The library's id, which every signed head names. */
  readonly libraryId: string;
  /** How many entries the copy beside the database holds; left out where there is none. */
  readonly copied?: (() => number) | undefined;
}

export function createCustody({ repo, clock, libraryId, copied }: CustodyDeps): CustodyService {
  let opened: { privateKey: KeyObject; publicKey: string } | undefined;
  const keys = () => {
    opened ??= openKey(repo);
    return opened;
  };
  const head = (): LedgerHead => {
    const stored = repo.head();
    return { count: stored?.count ?? 0, hash: stored?.hash ?? GENESIS, root: stored?.root ?? null };
  };
  const append = ({ operator, action, subject, details }: CustodyEvent, at: string): LedgerEntry => {
    const { count, hash: prev } = head();
    const seq = count + 1;
    // What is hashed is what can be read back, to the last character.
    const text = canonicalJson(details);
    const open = { seq, at, operator: operator.toWellFormed(), action, subject, prev };
    const entry = { ...open, details: parseDetails(text) };
    const { hash, leaf } = entryHashes(entry);
    const frontier = appendLeaf(frontierNow(repo, count), count, leaf);
    repo.append({ ...open, details: text, hash });
    const root = rootOf(frontier).toString('hex');
    const statement = Buffer.from(headStatement(libraryId, { count: seq, hash, root }));
    const signature = sshSign(statement, keys().privateKey);
    repo.setHead({ count: seq, hash, root, frontier: frontierText(frontier), signature });
    if (copied !== undefined) repo.setCopied(copied());
    return { ...entry, hash };
  };
  const ledger = (subject?: string): Ledger => ({
    entries: (subject === undefined ? repo.entries() : repo.entriesOf(subject)).map(entryOf),
    head: head(),
  });

  return {
    record(event) {
      const [now, last] = [clock().toISOString(), repo.lastAt()];
      if (last !== null && now < last) {
        const details = { now, before: last };
        append({ operator: event.operator, action: CLOCK_STEPPED_BACK, subject: libraryId, details }, now);
      }
      return append(event, now);
    },
    ledger,
    head,
    signedHead() {
      const stored = repo.head();
      const statement = headStatement(libraryId, head());
      const signature = stored?.signature ?? '';
      if (sshVerify(signature, Buffer.from(statement), keys().publicKey)) return { head: head(), statement, signature };
      throw new AppError(
        'library_damaged',
        "The head of the ledger is not signed by this library's key, so it proves nothing. Verify the library; it names what was changed.",
      );
    },
    tree: () => merkleTree(ledger().entries.map((entry) => entryHashes(entry).leaf)),
    key: () => ({ publicKey: keys().publicKey, fingerprint: fingerprint(keys().publicKey) }),
    sign: (data) => sshSign(data, keys().privateKey),
  };
}

/** What the next entry is added to. One that does not belong to the count is made anew from the entries. */
function frontierNow(repo: CustodyRepo, count: number) {
  const stored = readFrontier(repo.head()?.frontier ?? '', count);
  return stored ?? treeOfEntries(repo).frontier ?? [];
}

/** Makes the Ed25519 key of a new library and returns its public line. */
export function createSigningKey(repo: CustodyRepo, at: Date): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = publicKeyLine(privateKey);
  repo.addKey({ privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })), publicKey }, at.toISOString());
  return publicKey;
}

function openKey(repo: CustodyRepo): { privateKey: KeyObject; publicKey: string } {
  const stored = repo.key();
  try {
    if (stored === undefined) throw new Error('no key');
    return { privateKey: createPrivateKey(stored.privateKey), publicKey: stored.publicKey };
  } catch {
    throw new AppError(
      'library_damaged',
      "The library's signing key is missing or cannot be read, so nothing can be recorded in its ledger. Restore library.sqlite from a backup.",
    );
  }
}

function entryOf(row: LedgerRow): LedgerEntry {
  return { ...row, details: parseDetails(row.details) };
}

/** Details that are no JSON any more are shown as they stand; `verify` reports the entry. */
function parseDetails(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return { unreadable: text };
  }
}
