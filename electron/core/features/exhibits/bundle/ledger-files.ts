import { HEAD_FILE, type SignedHead } from '../../custody/custody-service.ts';
import type { BundledStamp } from '../../custody/timestamp-service.ts';
import type { BundleDocument } from '../schema/bundle-schema.ts';

/** The head of the ledger as the library signed it, below `data/`. */
export { HEAD_FILE };
export const HEAD_SIGNATURE = `${HEAD_FILE}.sig`;

/** Files that state the head, by name. */
export const headFiles = ({ statement, signature }: SignedHead): ReadonlyMap<string, string> =>
  new Map([
    [HEAD_FILE, statement],
    [HEAD_SIGNATURE, signature],
  ]);

type StampRecord = NonNullable<BundleDocument['timestamps']>[number];

/** How bundle.json tells of a stamp; paths are those below the bag. */
export function stampRecords(stamps: readonly BundledStamp[]): StampRecord[] {
  return stamps.map(({ timestamp: { id, head, stampedAt }, authority }) => ({
    count: head.count,
    time: stampedAt ?? '',
    statement: `data/timestamps/${id}.txt`,
    response: `data/timestamps/${id}.tsr`,
    authority: authority === null ? null : `data/timestamps/${id}-ca.pem`,
  }));
}

/** The files of all stamps by their path below the bag. */
export function stampFiles(stamps: readonly BundledStamp[]): ReadonlyMap<string, string | Uint8Array> {
  const records = stampRecords(stamps);
  return new Map(
    stamps.flatMap(({ statement, response, authority }, n) => {
      const record = records[n];
      if (record === undefined) return [];
      const files: [string, string | Uint8Array][] = [
        [record.statement, statement],
        [record.response, response],
      ];
      if (record.authority !== null && authority !== null) files.push([record.authority, authority]);
      return files;
    }),
  );
}

/** The line with which OpenSSL checks a stamp; CERTIFICATES stands for a file of trusted ones where none is kept. */
export const stampCommand = ({ statement, response, authority }: StampRecord): string =>
  `openssl ts -verify -data ${statement} -in ${response} -CAfile ${authority ?? 'CERTIFICATES'}`;
