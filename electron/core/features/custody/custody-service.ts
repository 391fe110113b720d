import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { GENESIS, type Ledger, type LedgerEntry, type LedgerHead } from '../../../../shared/custody.ts';
import { AppError } from '../../../../shared/errors.ts';
import { canonicalJson } from './canonical-json.ts';
import type { CustodyRepo, LedgerRow } from './custody-repo.ts';
import { entryHash, headStatement } from './ledger-entry.ts';
import { fingerprint, publicKeyLine, signPlainly, sshSign, sshVerify } from './ssh-signature.ts';

// For whoever checks a ledger or a signature that came from elsewhere.
export { entryHash, fingerprint, sshVerify };

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
  /** OpenSSH public key line and fingerprint `SHA256:…`. */
  key(): { publicKey: string; fingerprint: string };
  /** Armoured SSHSIG signature of `data` in namespace "file", as `ssh-keygen -Y sign -n file` makes it. */
  sign(data: Uint8Array): string;
}

export interface CustodyDeps {
  readonly repo: CustodyRepo;
  readonly clock: () => Date;
  /** The library's id, which every signed head names. */
  readonly libraryId: string;
}

export function createCustody({ repo, clock, libraryId }: CustodyDeps): CustodyService {
  let opened: { privateKey: KeyObject; publicKey: string } | undefined;
  const keys = () => {
    opened ??= openKey(repo);
    return opened;
  };
  const head = (): LedgerHead => {
    const stored = repo.head();
    return { count: stored?.count ?? 0, hash: stored?.hash ?? GENESIS };
  };

  return {
    record({ operator, action, subject, details }) {
      const { count, hash: prev } = head();
      const seq = count + 1;
      // What is hashed is what can be read back, to the last character.
      const text = canonicalJson(details);
      const open = { seq, at: clock().toISOString(), operator: operator.toWellFormed(), action, subject, prev };
      const entry = { ...open, details: parseDetails(text) };
      const hash = entryHash(entry);
      repo.append({ ...open, details: text, hash });
      const signature = signPlainly(headStatement(libraryId, seq, hash), keys().privateKey);
      repo.setHead({ count: seq, hash, signature });
      return { ...entry, hash };
    },
    ledger: (subject) => ({
      entries: (subject === undefined ? repo.entries() : repo.entriesOf(subject)).map(entryOf),
      head: head(),
    }),
    head,
    key: () => ({ publicKey: keys().publicKey, fingerprint: fingerprint(keys().publicKey) }),
    sign: (data) => sshSign(data, keys().privateKey),
  };
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
