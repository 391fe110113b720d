import { fromHex, hex, sha256 } from './verify-hash.js';

// The extract of the ledger: its chain of hashes, and the proofs that entries are in the tree that was signed (RFC 9162).
const GENESIS = '0'.repeat(64);
const STATEMENT =
  /^aigaq ledger head 2\nlibrary [\x21-\x7e]+\nentries (\d+)\nhash ([0-9a-f]{64})\nroot ([0-9a-f]{64})\n$/;

/** JSON in the one form that everybody gets from the same data (RFC 8785). @param {unknown} value @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

/** @param {number} mark @param {Uint8Array[]} parts */
const marked = (mark, ...parts) => sha256(Uint8Array.from([mark, ...parts.flatMap((part) => [...part])]));

/** The root that a leaf and its proof lead to, or null (RFC 9162, section 2.1.3.2). @param {Uint8Array} leaf @param {number} index @param {number} size @param {string[]} proof */
async function rootFrom(leaf, index, size, proof) {
  if (index < 0 || index >= size) return null;
  let [at, last, root] = [index, size - 1, leaf];
  for (const hash of proof.map(fromHex)) {
    if (last === 0) return null;
    const onRight = at % 2 === 1 || at === last;
    root = onRight ? await marked(1, hash, root) : await marked(1, root, hash);
    while (onRight && at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hex(root) : null;
}

/** What is wrong with an entry that is told in full, as a key of the page's texts, or null. */
async function entryFault(entry, head) {
  const { seq, at, operator, action, subject, details, prev } = entry;
  const bytes = new TextEncoder().encode(canonical({ seq, at, operator, action, subject, details, prev }));
  if (hex(await sha256(bytes)) !== entry.hash) return 'entryChanged';
  if (head.root === null || head.root === undefined) return null;
  const root = await rootFrom(await marked(0, bytes), seq - 1, head.count, entry.proof ?? []);
  return root === head.root ? null : 'entryUnproven';
}

/** Follows the extract from its first entry to its head. @param {string} json */
export async function checkExtract(json) {
  const { entries, head } = JSON.parse(json);
  const faults = [];
  let prev = GENESIS;
  let told = 0;
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1 || entry.prev !== prev) faults.push({ key: 'chainBroken', seq: index + 1 });
    prev = entry.hash;
    if (entry.withheld === true) continue;
    told++;
    const key = await entryFault(entry, head);
    if (key !== null) faults.push({ key, seq: index + 1 });
  }
  if (head.count !== entries.length || head.hash !== prev) faults.push({ key: 'endCut', seq: entries.length });
  return { faults, told, withheld: entries.length - told, head };
}

/** Whether the signed statement is that of this head. @param {string} statement @param {{count: number, hash: string, root?: string | null}} head */
export function statesHead(statement, head) {
  const [, count, hash, root] = STATEMENT.exec(statement) ?? [];
  return Number(count) === head.count && hash === head.hash && root === head.root;
}
