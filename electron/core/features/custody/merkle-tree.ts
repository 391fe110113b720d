/**
 * The Merkle tree over the entries of a ledger: RFC 9162, section 2.1 (the same tree as RFC 6962). A leaf is hashed
 * with 0x00 before it and a node with 0x01, so that neither can be passed off for the other.
 */
import { hash as hashOnce } from 'node:crypto';

const HASH_BYTES = 32;
const NODE = 1;

/** In one call: three times as fast as an object that is fed piece by piece, and a ledger has many small pieces. */
const sha256 = (bytes: Uint8Array): Buffer => hashOnce('sha256', bytes, 'buffer');

/** Hash of one leaf. */
export const leafHash = (data: Uint8Array): Buffer => markedLeafHash(Buffer.concat([Buffer.of(0), data]));

/** Hash of one leaf whose bytes have the 0x00 before them already. */
export const markedLeafHash = (marked: Uint8Array): Buffer => sha256(marked);

/** One room for all nodes: it is hashed before the next one needs it. */
const node = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}

/** Root of the tree without leaves. */
const EMPTY_ROOT = sha256(Buffer.alloc(0));

/**
 * What appending needs of a tree: the roots of its largest whole subtrees, from the left, one for each bit that is set
 * in the number of leaves.
 */
export type Frontier = readonly Buffer[];

/** The frontier after one more leaf; O(log n). `count` is the number of leaves before. */
export function appendLeaf(frontier: Frontier, count: number, leaf: Buffer): Frontier {
  const next = [...frontier];
  let hash = leaf;
  for (let rest = count; rest % 2 === 1; rest = Math.floor(rest / 2)) hash = nodeHash(next.pop() ?? hash, hash);
  return [...next, hash];
}

/** Root hash of the tree that a frontier belongs to. */
export function rootOf(frontier: Frontier): Buffer {
  return frontier.length === 0 ? EMPTY_ROOT : frontier.reduceRight((right, left) => nodeHash(left, right));
}

export const frontierText = (frontier: Frontier): string => frontier.map((hash) => hash.toString('hex')).join('');

/** Reads {@link frontierText}; null when it is not that of a tree with `count` leaves. */
export function readFrontier(text: string, count: number): Frontier | null {
  const bytes = Buffer.from(text, 'hex');
  const peaks = [...count.toString(2)].filter((bit) => bit === '1').length;
  if (bytes.toString('hex') !== text || bytes.length !== peaks * HASH_BYTES) return null;
  return Array.from({ length: peaks }, (_, n) => bytes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES));
}

/** A whole tree in memory, for making proofs. */
export interface MerkleTree {
  /** Root of the first `count` leaves, or of all. */
  root(count?: number): Buffer;
  /** Proof that leaf `index`, from 0, is in the whole tree: hashes from the bottom up (RFC 9162, section 2.1.3.1). */
  inclusion(index: number): Buffer[];
  /** Proof that the tree only grew from its first `count` leaves (RFC 9162, section 2.1.4.1). */
  consistency(count: number): Buffer[];
}

export function merkleTree(leaves: readonly Buffer[]): MerkleTree {
  const levels = levelsOf(leaves);
  const size = leaves.length;
  /** Root of leaves [start, end); `start` is a multiple of the subtree's size. */
  const range = (start: number, end: number): Buffer => {
    const length = end - start;
    const level = Math.log2(length);
    if (Number.isInteger(level)) return levels[level]?.[start / length] ?? EMPTY_ROOT;
    const split = start + largestPowerBelow(length);
    return nodeHash(range(start, split), range(split, end));
  };
  const path = (index: number, start: number, end: number): Buffer[] => {
    if (end - start <= 1) return [];
    const split = start + largestPowerBelow(end - start);
    return index < split
      ? [...path(index, start, split), range(split, end)]
      : [...path(index, split, end), range(start, split)];
  };
  const grown = (count: number, start: number, end: number, known: boolean): Buffer[] => {
    if (count === end) return known ? [] : [range(start, end)];
    const split = start + largestPowerBelow(end - start);
    return count <= split
      ? [...grown(count, start, split, known), range(split, end)]
      : [...grown(count, split, end, false), range(start, split)];
  };
  return {
    root: (count = size) => (count === 0 ? EMPTY_ROOT : range(0, count)),
    inclusion: (index) => path(index, 0, size),
    consistency: (count) => (count === 0 ? [] : grown(count, 0, size, true)),
  };
}

/** Whole subtrees only: level k holds the roots of 2^k leaves each. */
function levelsOf(leaves: readonly Buffer[]): Buffer[][] {
  const levels: Buffer[][] = [[...leaves]];
  for (let below = levels[0] ?? []; below.length > 1; ) {
    const level: Buffer[] = [];
    for (let n = 0; n + 1 < below.length; n += 2) {
      const [left, right] = [below[n], below[n + 1]];
      if (left !== undefined && right !== undefined) level.push(nodeHash(left, right));
    }
    levels.push(level);
    below = level;
  }
  return levels;
}

/** The largest power of two that is smaller than `length`, which is at least 2. */
const largestPowerBelow = (length: number): number => 2 ** Math.ceil(Math.log2(length) - 1);

/** Root that follows from a leaf and its proof, or null when they cannot belong together (RFC 9162, section 2.1.3.2). */
export function rootFromInclusion(leaf: Buffer, index: number, size: number, proof: readonly Buffer[]): Buffer | null {
  if (index < 0 || index >= size) return null;
  let [at, last, root] = [index, size - 1, leaf];
  for (const hash of proof) {
    if (last === 0) return null;
    const onRight = at % 2 === 1 || at === last;
    root = onRight ? nodeHash(hash, root) : nodeHash(root, hash);
    while (onRight && at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

/** True when `proof` shows that the tree with root `to` begins with that of `from` (RFC 9162, section 2.1.4.2). */
export function isConsistent(
  from: { readonly count: number; readonly root: Buffer },
  to: { readonly count: number; readonly root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (from.count > to.count) return false;
  if (from.count === to.count) return proof.length === 0 && from.root.equals(to.root);
  if (from.count === 0) return proof.length === 0 && from.root.equals(EMPTY_ROOT);
  const [first, ...rest] = Number.isInteger(Math.log2(from.count)) ? [from.root, ...proof] : proof;
  if (first === undefined) return false;
  let [at, last] = [from.count - 1, to.count - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  let [older, newer] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      older = nodeHash(hash, older);
      newer = nodeHash(hash, newer);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else newer = nodeHash(newer, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && older.equals(from.root) && newer.equals(to.root);
}
