import { HEAD_FILE, type SignedHead } from '../custody/custody-service.ts';

/** The head of the ledger as the library signed it, below `data/`. */
export { HEAD_FILE };
export const HEAD_SIGNATURE = `${HEAD_FILE}.sig`;

/** Files that state the head, by name. */
export const headFiles = ({ statement, signature }: SignedHead): ReadonlyMap<string, string> =>
  new Map([
    [HEAD_FILE, statement],
    [HEAD_SIGNATURE, signature],
  ]);
