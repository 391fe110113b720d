import type { LedgerEntry } from '../../../../shared/custody.ts';
import { type KeptHead, readHead } from '../../../../shared/ledger-head.ts';
import { TIMESTAMP_IMPORTED } from './ledger-entry.ts';
import type { StoredTimestamp } from './timestamp-repo.ts';
import { sha256, stampFault } from './timestamp-service.ts';
import type { Report } from './verify-deps.ts';

/** Heads that were stamped: the ledger must have grown from each of them. */
export function stampedHeads(stored: readonly StoredTimestamp[]): KeptHead[] {
  return stored.flatMap(({ statement, response }) => (response === null ? [] : (readHead(statement) ?? [])));
}

/** Gathers what the ledger says of stamps, and then compares it with the table and checks every stamp again. */
export function timestampCheck(stored: readonly StoredTimestamp[], report: Report) {
  const told = new Map<string, LedgerEntry['details']>();
  const problem = (code: string, seq: number | string, message: string) =>
    report({ code, path: `timestamp/${seq}`, message });
  return {
    use({ action, details }: LedgerEntry): void {
      if (action === TIMESTAMP_IMPORTED) told.set(String(details.response), details);
    },
    async end(): Promise<void> {
      for (const { seq, statement, nonce, response, authority, stampedAt } of stored) {
        if (response === null) continue;
        const details = told.get(sha256(response));
        told.delete(sha256(response));
        const certificates = authority === null ? null : sha256(Buffer.from(authority));
        if (details === undefined || details.certificates !== certificates || details.time !== stampedAt) {
          problem('timestamp_differs', seq, `Time stamp ${seq} is not what the ledger recorded.`);
        }
        const fault = await stampFault(response, statement, authority, nonce);
        if (fault !== null) problem('timestamp_invalid', seq, `Time stamp ${seq} does not hold: ${fault}.`);
      }
      for (const { time, response } of told.values()) {
        const message = `The time stamp of ${time}, which the ledger recorded, was removed.`;
        problem('timestamp_missing', String(response).slice(0, 12), message);
      }
    },
  };
}
