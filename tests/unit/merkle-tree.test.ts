import { describe, expect, test } from 'vitest';
import {
  appendLeaf,
  type Frontier,
  frontierText,
  isConsistent,
  leafHash,
  merkleTree,
  readFrontier,
  rootFromInclusion,
  rootOf,
} from '../../electron/core/features/custody/merkle-tree.ts';

// Known answers of transparency-dev/merkle (Apache-2.0), testonly/constants.go and testonly/reference_test.go at
// 417fb0c314750d94e53942e9f92e79b6d35915db; the same as in the reference code of Certificate Transparency.
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const LEFT = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const PAIR = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const HALF = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const FIFTH = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const LAST_PAIR = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const [, FIRST, FIRST_PAIR, , FIRST_HALF] = ROOTS;
const INCLUSIONS: [index: number, size: number, proof: (string | undefined)[]][] = [
  [0, 1, []],
  [0, 2, [LEFT]],
  [1, 2, [FIRST]],
  [2, 3, [FIRST_PAIR]],
  [1, 5, [FIRST, PAIR, FIFTH]],
  [0, 8, [LEFT, PAIR, HALF]],
  [5, 8, [FIFTH, LAST_PAIR, FIRST_HALF]],
];
const CONSISTENCIES: [from: number, to: number, proof: (string | undefined)[]][] = [
  [1, 1, []],
  [1, 8, [LEFT, PAIR, HALF]],
  [2, 5, [PAIR, FIFTH]],
  [6, 8, ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', LAST_PAIR, FIRST_HALF]],
];

const known = INPUTS.map((input) => leafHash(Buffer.from(input, 'hex')));
const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));
const made = (count: number) => Array.from({ length: count }, (_, n) => leafHash(Buffer.from(`entry ${n}`)));

describe('known answers', () => {
  test('of roots, by appending and from the whole', () => {
    let frontier: Frontier = [];
    const roots = [rootOf(frontier)];
    for (const [n, leaf] of known.entries()) {
      frontier = appendLeaf(frontier, n, leaf);
      roots.push(rootOf(frontier));
      expect(readFrontier(frontierText(frontier), n + 1)).toEqual(frontier);
    }
    expect(hex(roots)).toEqual(ROOTS);
    expect(hex(ROOTS.map((_, count) => merkleTree(known.slice(0, count)).root()))).toEqual(ROOTS);
    expect(hex(ROOTS.map((_, count) => merkleTree(known).root(count)))).toEqual(ROOTS);
  });

  test.each(INCLUSIONS)('of leaf %i in %i', (index, size, proof) => {
    expect(hex(merkleTree(known.slice(0, size)).inclusion(index))).toEqual(proof);
  });

  test.each(CONSISTENCIES)('of growth from %i to %i', (from, to, proof) => {
    expect(hex(merkleTree(known.slice(0, to)).consistency(from))).toEqual(proof);
  });
});

describe('proofs', () => {
  const sizes = [1, 2, 3, 4, 5, 7, 8, 13, 16, 31, 33, 64, 100];

  test('lead from every leaf to the root, and nowhere with another leaf, place, size or proof', () => {
    for (const size of sizes) {
      const leaves = made(size);
      const tree = merkleTree(leaves);
      const root = tree.root();
      for (const [index, leaf] of leaves.entries()) {
        const proof = tree.inclusion(index);
        const follows = (at: number, of: number, from: Buffer, by: Buffer[]) =>
          rootFromInclusion(from, at, of, by)?.equals(root) ?? false;
        expect(follows(index, size, leaf, proof)).toBe(true);
        expect(follows(index, size, leafHash(Buffer.from('other')), proof)).toBe(false);
        expect(follows(index, size, leaf, [...proof, leaf])).toBe(false);
        expect(follows(index + size, size, leaf, proof)).toBe(false);
        expect(follows(-1, size, leaf, proof)).toBe(false);
        if (proof.length === 0) continue;
        expect(follows(index ^ 1, size, leaf, proof)).toBe(false);
        expect(follows(index, size, leaf, proof.slice(1))).toBe(false);
        expect(follows(index, size, leaf, [leafHash(Buffer.from('x')), ...proof.slice(1)])).toBe(false);
      }
    }
  });

  test('show growth from every earlier root, and from no other', () => {
    for (const size of sizes) {
      const tree = merkleTree(made(size));
      const to = { count: size, root: tree.root() };
      for (let count = 0; count <= size; count++) {
        const from = { count, root: tree.root(count) };
        const proof = tree.consistency(count);
        expect(isConsistent(from, to, proof), `${count} of ${size}`).toBe(true);
        const forged = { count, root: leafHash(Buffer.from('forged')) };
        expect(isConsistent(forged, to, proof)).toBe(false);
        expect(isConsistent(from, { count: size, root: forged.root }, proof)).toBe(count === 0);
        expect(isConsistent(from, to, [...proof, forged.root])).toBe(false);
        if (proof.length > 0) expect(isConsistent(from, to, proof.slice(1))).toBe(false);
      }
      expect(isConsistent({ count: size + 1, root: to.root }, to, [])).toBe(false);
    }
  });

  test('a frontier that belongs to another number of leaves is none', () => {
    const frontier = frontierText(appendLeaf([], 0, leafHash(Buffer.from('x'))));
    expect(readFrontier(frontier, 1)).not.toBeNull();
    expect(readFrontier(frontier, 3)).toBeNull();
    expect(readFrontier(`${frontier.slice(0, -1)}x`, 1)).toBeNull();
    expect(readFrontier('', 1)).toBeNull();
    expect(readFrontier('', 0)).toEqual([]);
  });
});
