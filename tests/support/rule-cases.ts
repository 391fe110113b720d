import { expect, test } from 'vitest';
import type { Rule } from './import-rules.ts';
import { readSourceTree } from './source-tree.ts';
import { tempDirs } from './temp-dir.ts';
import { writeTree } from './write-tree.ts';

export type Files = Readonly<Record<string, string>>;

/** A tree that keeps a rule, and trees that break it, each with the file that must be named. */
export type RuleCase = readonly [
  rule: Rule,
  trees: { readonly keeps: Files; readonly breaks: readonly (readonly [files: Files, culprit: string])[] },
];

/** Tests that each rule is silent about the tree that keeps it, and names the one culprit in each tree that breaks it. */
export function testRules(cases: readonly RuleCase[]): void {
  const newDir = tempDirs('house');
  const check = (rule: Rule, files: Files) =>
    rule.check(readSourceTree(writeTree(newDir(), files))).map(({ file, message }) => `${file} ${message}`);

  test.each(cases.map(([rule, trees]) => [rule.name, rule, trees] as const))('%s', (_, rule, { keeps, breaks }) => {
    expect(check(rule, keeps)).toEqual([]);
    for (const [files, culprit] of breaks) {
      expect(check(rule, files), JSON.stringify(files)).toEqual([expect.stringContaining(culprit)]);
    }
  });
}
