import type { LedgerEntry } from '../../../shared/custody.ts';
import { fold } from '../../ui/marks/violation-search.ts';
import type { Subject, SubjectKind } from './ledger-subjects.ts';

/** One line of the log as it is shown. */
export interface LedgerRow {
  readonly entry: LedgerEntry;
  readonly subject: Subject;
  /** The action in words. */
  readonly words: string;
}

export interface LedgerFilter {
  readonly operator: string | null;
  readonly action: string | null;
  readonly subject: SubjectKind | null;
  readonly text: string;
}

export const EVERYTHING: LedgerFilter = { operator: null, action: null, subject: null, text: '' };

/** All that a person may look for in one line: words, names, numbers, hashes and the details themselves. */
function searchText({ entry, subject, words }: LedgerRow): string {
  const fields = [words, entry.action, entry.operator, subject.name ?? '', entry.subject ?? '', entry.hash, entry.at];
  return fold([...fields, `#${entry.seq}`, JSON.stringify(entry.details)].join('\n'));
}

/** Whether a line passes every filter; typed words must all occur, in any order. */
export function rowMatches(row: LedgerRow, filter: LedgerFilter): boolean {
  if (filter.operator !== null && row.entry.operator !== filter.operator) return false;
  if (filter.action !== null && row.entry.action !== filter.action) return false;
  if (filter.subject !== null && row.subject.kind !== filter.subject) return false;
  const words = fold(filter.text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = searchText(row);
  return words.every((word) => text.includes(word));
}

/** Distinct values of a column in the order of the alphabet, for a filter's menu. */
export function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort((a, b) => a.localeCompare(b));
}
