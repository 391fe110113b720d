import * as z from 'zod';
import { Count, Sha256 } from './schema-parts.ts';

/** The state of the ledger that a bundle rests on. */
export const Head = z.object({
  count: Count,
  hash: Sha256.describe('Hash of the last entry'),
  root: Sha256.nullable().optional().describe('Root of the Merkle tree over all entries (RFC 9162, section 2.1)'),
});

/** data/custody.json: the extract of the ledger. */
export const CustodyDocument = z.object({
  entries: z.array(
    z.object({
      seq: z.int(),
      at: z.string().nullable(),
      operator: z.string().nullable(),
      action: z.string(),
      subject: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
      prev: Sha256,
      hash: Sha256,
      proof: z
        .array(Sha256)
        .optional()
        .describe(
          'Inclusion of entry number seq in the tree of head.count entries with root head.root. Its leaf is SHA-256 of a zero byte and the canonical JSON (RFC 8785) of the entry without hash and proof. These hashes, from the bottom up, lead to the root by RFC 9162, section 2.1.3.2, with leaf_index = seq - 1 and tree_size = head.count; a node is SHA-256 of a one byte, the left and the right hash',
        ),
      withheld: z.literal(true).optional().describe('Only the place in the chain is given; the rest is left out'),
    }),
  ),
  head: Head,
});
export type CustodyDocument = z.infer<typeof CustodyDocument>;
