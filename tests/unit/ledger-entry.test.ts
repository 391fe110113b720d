import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { nearestCodes } from '../../electron/core/features/codebook/nearest-codes.ts';
import { canonicalJson } from '../../electron/core/features/custody/canonical-json.ts';
import { entryHash } from '../../electron/core/features/custody/ledger-entry.ts';
import { matchExpression, searchable } from '../../electron/core/features/search/search-text.ts';
import { GENESIS } from '../../shared/custody.ts';

describe('canonical JSON', () => {
  test('is what RFC 8785 says', () => {
    const value = {
      b: [56, { d: true, '10': null, '1': [] }],
      a: 1e30,
      '€': 'x',
      numbers: [1e9 / 3, 4.5, 2e-3],
    };
    expect(canonicalJson(value)).toBe(
      '{"a":1e+30,"b":[56,{"1":[],"10":null,"d":true}],"numbers":[333333333.3333333,4.5,0.002],"€":"x"}',
    );
  });

  test('is the same after it was read back, whatever text it holds', () => {
    for (const text of ['a\ud800b', '\u0000', '\u2028', 'é', 'e\u0301', '😀', '"\\']) {
      const once = canonicalJson({ text, missing: undefined });
      expect(canonicalJson(JSON.parse(once))).toBe(once);
      expect(Buffer.from(once, 'utf8').toString('utf8')).toBe(once);
    }
  });
});

test('the hash of an entry can be made again by anybody', () => {
  const entry = {
    ...{ seq: 1, at: '2026-11-23T10:00:00.000Z', operator: 'Observer', action: 'place.set', subject: 'P' },
    ...{ details: { name: 'Учаске', code: 'P' }, prev: GENESIS },
  };
  const text = `{"action":"place.set","at":"2026-11-23T10:00:00.000Z","details":{"code":"P","name":"Учаске"},"operator":"Observer","prev":"${GENESIS}","seq":1,"subject":"P"}`;
  expect(entryHash(entry)).toBe(createHash('sha256').update(text).digest('hex'));
  expect(entryHash({ ...entry, subject: null })).not.toBe(entryHash(entry));
});

describe('search text', () => {
  test.each([
    ['бюллетень', '"бюллетень"*'],
    ['  Two  Words ', '"two"* "words"*'],
    ['"a" AND (b) NOT c*', '"a"* "and"* "b"* "not"* "c"*'],
    ['a"b', '"a"* "b"*'],
    ['under_score', '"under"* "score"*'],
    ['e\u0301', '"é"*'],
    ['ҚАРАЛҒАН', '"қаралған"*'],
    ['same same SAME', '"same"*'],
  ])('%s', (query, expected) => {
    expect(matchExpression(query)).toBe(expected);
  });

  test.each(['', '   ', '"', '()', '\u0301', '∅', '\u202e', '.,#'])('no word in %j', (query) => {
    expect(matchExpression(query)).toBeNull();
  });

  test('thousands of words are cut', () => {
    const words = Array.from({ length: 5000 }, (_, n) => `w${n}`).join(' ');
    expect(matchExpression(words)?.split(' ')).toHaveLength(32);
  });

  test('what is kept cannot fake a match', () => {
    expect(searchable(['a\u2068b\u2069', null, '', 'e\u0301'])).toBe('ab\né');
  });
});

test('the nearest codes are those that a person may have meant', () => {
  const codes = ['A1', 'A2', 'B1', 'B10', 'C3', 'H1'];
  expect(nearestCodes('b2', codes)[0]).toBe('B1');
  expect(nearestCodes('A', codes).slice(0, 2)).toEqual(['A1', 'A2']);
  expect(nearestCodes('x'.repeat(10_000), codes)).toHaveLength(3);
});
