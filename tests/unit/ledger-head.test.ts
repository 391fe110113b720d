import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entryHashes } from '../../electron/core/features/custody/ledger-entry.ts';
import { merkleTree } from '../../electron/core/features/custody/merkle-tree.ts';
import { GENESIS } from '../../shared/custody.ts';
import { headLine, headShort, headStatement, readHead } from '../../shared/ledger-head.ts';

const head = { count: 128, hash: 'ab'.repeat(32), root: '0123456789abcdef'.repeat(4) };

test('a head is read back from every form in which it is given out', () => {
  const statement = headStatement('lib-1', head);
  expect(readHead(statement)).toMatchObject({ ...head, libraryId: 'lib-1' });
  expect(readHead(statement.replaceAll('\n', '\r\n'))).toMatchObject(head);
  expect(readHead(` ${headLine(head).toUpperCase()} \n`)).toMatchObject({ count: 128, either: head.root });
  for (const json of [head, { head }, { custodyHead: head, entries: [] }, { count: 128, hash: head.hash }])
    expect(readHead(JSON.stringify(json))).toMatchObject({ count: 128, hash: head.hash });
  expect(headShort(head)).toBe('128 · 0123 4567 89ab cdef');
});

test.each([
  ...['', 'x', '128', '128:', `-1:${head.root}`, `1e3:${head.root}`, `128:${head.root}0`, `128:${head.root.slice(1)}g`],
  ...['{', 'null', '[]', '{"count":1}', `{"count":1.5,"root":"${head.root}"}`, '{"count":1,"root":"x"}', '"128"'],
  ...[headStatement('lib-1', head).replace('head 2', 'head 3'), headStatement('lib-1', head).slice(0, -10)],
])('what is no head is none: %s', (text) => {
  expect(readHead(text)).toBeNull();
});

test('the rule for entries in a bundle, as it is written down, is what the proofs follow', () => {
  const documentation = readFileSync(join(import.meta.dirname, '../../resources/docs/data-format.md'), 'utf8');
  const rule = /```python inclusion-example\n([\s\S]+?)```/.exec(documentation)?.[1] ?? expect.fail('no rule');
  const entries = Array.from({ length: 11 }, (_, n) => {
    const open = { seq: n + 1, at: '2026-11-30T10:00:00.000Z', operator: 'Бақылаушы', action: 'place.set' };
    const entry = { ...open, subject: null, details: { code: `P-${n}` }, prev: GENESIS };
    return { ...entry, leaf: entryHashes(entry).leaf };
  });
  const tree = merkleTree(entries.map(({ leaf }) => leaf));
  const told = entries.map(({ leaf: _, ...entry }, n) => ({
    ...entry,
    proof: tree.inclusion(n).map((hash) => hash.toString('hex')),
  }));
  const input = JSON.stringify({ told, head: { count: 11, root: tree.root().toString('hex') } });
  const program = `${rule}
import sys
given = json.load(sys.stdin)
changed = [dict(e, operator="x") for e in given["told"]]
print([leads_to_root(e, given["head"]) for e in given["told"]], any(leads_to_root(e, given["head"]) for e in changed))`;
  const { stdout, stderr, error } = spawnSync('python3', ['-c', program], { input, encoding: 'utf8' });
  if (error !== undefined) {
    process.stdout.write('python3 is not installed: the written rule was not run.\n');
    return;
  }
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe(`[${entries.map(() => 'True').join(', ')}] False`);
});
