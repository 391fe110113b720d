import { join } from 'node:path';
import { GENESIS, type VerifyReport } from '../../../../../shared/custody.ts';
import { type KeptHead, readHead } from '../../../../../shared/ledger-head.ts';
import { readSmallFile } from '../../../store/folder-reader.ts';
import { entryHashes, rootFromInclusion, sshVerify } from '../../custody/custody-service.ts';
import { stampFault } from '../../custody/timestamp-service.ts';
import { HEAD_FILE, HEAD_SIGNATURE } from '../bundle/ledger-files.ts';
import type { BundleDocument } from '../schema/bundle-schema.ts';
import { CustodyDocument } from '../schema/custody-schema.ts';
import { type OpenBundle, readJson } from './open-bundle.ts';

const PATH = 'data/custody.json';
const MOST_BYTES = 64 << 10;
const MOST_STAMP_BYTES = 4 << 20;

type Entry = CustodyDocument['entries'][number];
type Head = CustodyDocument['head'];
type Note = (message: string, path?: string) => void;

interface CustodyCheck {
  readonly entries: number;
  /** What came after the earlier head, where one was given. */
  readonly since: VerifyReport['since'] | null;
}

/**
 * Follows the chain from its start to the head. Entries that are told in full must have the hash they claim and be in
 * the tree of the head; the head must be the one that the library signed, and must only have grown from `earlier`.
 */
export async function checkCustody(
  bundle: OpenBundle,
  document: BundleDocument | null,
  earlier: KeptHead | null,
): Promise<CustodyCheck> {
  const custody = await readJson(bundle, PATH, CustodyDocument);
  if (custody === null) return { entries: 0, since: null };
  const note: Note = (message, path = PATH) => void bundle.problems.push({ code: 'custody_chain', path, message });
  const { head, entries } = custody;
  checkChain(custody, note);
  if (head.root !== null && head.root !== undefined) await checkSignedHead(bundle, head, note);
  if (document !== null && !isSameHead(document.custodyHead, head)) {
    note('data/bundle.json names another head of the ledger than data/custody.json.', 'data/bundle.json');
  }
  await checkStamps(bundle, document, custody, note);
  if (earlier === null) return { entries: entries.length, since: null };
  checkGrowth(custody, earlier, note);
  const added = Math.max(0, entries.length - earlier.count);
  return { entries: entries.length, since: { count: earlier.count, added } };
}

function checkChain({ entries, head }: CustodyDocument, note: Note): void {
  let prev = GENESIS;
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1 || entry.prev !== prev) note(`Entry ${entry.seq} in ${PATH} breaks the chain.`);
    if (entry.withheld !== true) checkTold(entry, head, note);
    prev = entry.hash;
  }
  if (head.count !== entries.length || head.hash !== prev) {
    note(`The head in ${PATH} is not the end of its entries: some were cut off or added.`);
  }
}

/** An entry that is told in full has its hash, and its leaf leads to the root. */
function checkTold({ withheld: _, proof, hash: stated, ...entry }: Entry, head: Head, note: Note): void {
  const { at, operator, seq } = entry;
  const made = at === null || operator === null ? null : entryHashes({ ...entry, at, operator });
  if (made?.hash !== stated) note(`Entry ${seq} in ${PATH} was changed.`);
  if (made === null || head.root === null || head.root === undefined) return;
  const path = proof?.map((hash) => Buffer.from(hash, 'hex')) ?? [];
  if (rootFromInclusion(made.leaf, seq - 1, head.count, path)?.toString('hex') === head.root) return;
  note(`Entry ${seq} in ${PATH} is not proven to be in the ledger that was signed.`);
}

async function checkSignedHead({ dir }: OpenBundle, head: Head, note: Note): Promise<void> {
  const read = (path: string) => readSmallFile(join(dir, path), MOST_BYTES);
  const [statement, signature, key] = [
    await read(`data/${HEAD_FILE}`),
    await read(`data/${HEAD_SIGNATURE}`),
    await read('signer.pub'),
  ];
  const path = `data/${HEAD_FILE}`;
  const stated = statement === null ? null : readHead(statement.toString('utf8'));
  if (statement === null || stated === null || stated.libraryId === null || !isSameHead(stated, head)) {
    note(`${path} does not state the head of the ledger that ${PATH} ends with.`, path);
  } else if (!sshVerify(signature?.toString('utf8') ?? '', statement, key?.toString('utf8').trim() ?? '')) {
    note(`data/${HEAD_SIGNATURE} is no signature of ${path} by the key in signer.pub.`, `data/${HEAD_SIGNATURE}`);
  }
}

/** Every stamp holds, and the head that it stamps is an earlier one of this ledger. */
async function checkStamps(
  { dir }: OpenBundle,
  document: BundleDocument | null,
  { entries }: CustodyDocument,
  note: Note,
): Promise<void> {
  const read = (path: string) => readSmallFile(join(dir, path), MOST_STAMP_BYTES);
  for (const { statement, response, authority } of document?.timestamps ?? []) {
    const [text, token, trusted] = [await read(statement), await read(response), authority && (await read(authority))];
    const head = readHead(text?.toString('utf8') ?? '');
    const at = head === null ? undefined : entries[head.count - 1];
    if (at === undefined || at.hash !== head?.hash) {
      note(`${statement} is not the head of an earlier state of this ledger.`, statement);
    }
    if (text === null || token === null) continue;
    const fault = await stampFault(token, text.toString('utf8'), trusted ? trusted.toString('utf8') : null);
    if (fault !== null) note(`${response} does not stamp ${statement}: ${fault}.`, response);
  }
}

const isSameHead = (a: Pick<KeptHead, 'count' | 'hash'> & Pick<Head, 'root'>, b: Head): boolean =>
  a.count === b.count && a.hash === b.hash && (a.root ?? null) === (b.root ?? null);

/** An extract holds the hash of every entry, but the tree of earlier entries cannot be made from it. */
function checkGrowth({ entries, head }: CustodyDocument, earlier: KeptHead, note: Note): void {
  const { count, hash, root, either } = earlier;
  const at = count === 0 ? GENESIS : entries[count - 1]?.hash;
  if (at === undefined) {
    note(`The ledger in ${PATH} ends after ${head.count} entries; the head that was kept counts ${count}.`);
    return;
  }
  const sameEnd = count === head.count && (root ?? either) === head.root;
  if ((hash ?? either) === at || (hash === null && sameEnd)) return;
  if (hash === null) {
    note(
      'A root alone cannot be compared with an extract of a longer ledger. Compare it in the library, or use the head that was kept with its hash.',
    );
  } else note(`The ledger in ${PATH} is not the one whose head was kept after ${count} entries.`);
}
