import type { Ledger, LedgerEntry, LedgerHead } from '../../../../shared/custody.ts';

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
