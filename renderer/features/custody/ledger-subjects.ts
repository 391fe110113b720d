import type { LedgerEntry } from '../../../shared/custody.ts';
import type { Item } from '../../../shared/evidence.ts';
import type { Mark } from '../../../shared/mark.ts';

export const SUBJECT_KINDS = ['evidence', 'mark', 'place', 'exhibits', 'bundle', 'library'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What a ledger entry was done to, in a person's words. */
export interface Subject {
  readonly kind: SubjectKind;
  /** Item name, mark title, place code or bundle path; null when the entry names nothing. */
  readonly name: string | null;
  /** Where it can be looked at now; null when it is gone or cannot be shown. */
  readonly open: { readonly evidenceId: string; readonly markId: string | null } | null;
}

/** The kind is the first word of the action: `mark.updated` was done to a mark. */
export function subjectKind(action: string): SubjectKind {
  const noun = action.split('.', 1)[0] ?? '';
  return SUBJECT_KINDS.find((kind) => kind === noun) ?? 'library';
}

/** What is said of an entry that is about several things or about none: `count` exhibits, a result. */
export interface Summary {
  readonly key: 'exhibits' | 'bundle' | 'verifiedOk' | 'verifiedProblems' | 'operator';
  readonly count: number;
  /** First characters of a bundle's manifest hash, or an operator's name. */
  readonly what: string;
}

const size = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A line for entries whose subject has no name of its own; null for all others. */
export function summaryOf({ action, details }: LedgerEntry): Summary | null {
  switch (action) {
    case 'exhibits.arranged':
      return { key: 'exhibits', count: size(details.markIds), what: '' };
    case 'bundle.exported':
      return { key: 'bundle', count: size(details.exhibits), what: words(details.manifestSha256).slice(0, 8) };
    case 'library.verified': {
      const count = typeof details.problemCount === 'number' ? details.problemCount : size(details.problems);
      return { key: details.ok === true ? 'verifiedOk' : 'verifiedProblems', count, what: '' };
    }
    case 'library.operator':
      return { key: 'operator', count: 0, what: words(details.operator) };
    default:
      return null;
  }
}

const NAMING = ['title', 'originalName', 'name', 'code', 'path'] as const;

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** A name that the entry itself keeps: its details hold the resulting state, whole or under the noun. */
export function nameInDetails(entry: LedgerEntry): string | null {
  const noun = entry.action.split('.', 1)[0] ?? '';
  for (const state of [entry.details, record(entry.details[noun]), record(entry.details.item)]) {
    const name = NAMING.map((key) => state[key]).find((value) => typeof value === 'string' && value !== '');
    if (typeof name === 'string') return name;
  }
  return null;
}

/**
 * Names every entry's subject: by what is in the library now, else by what any entry about it said last, else by its
 * id. A removed mark keeps the title that the ledger remembers.
 */
export function subjectNamer(
  entries: readonly LedgerEntry[],
  items: readonly Item[],
  marks: readonly Mark[],
): (entry: LedgerEntry) => Subject {
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const markOf = new Map(marks.map((mark) => [mark.id, mark]));
  const remembered = new Map<string, string>();
  for (const entry of entries) {
    const name = nameInDetails(entry);
    if (entry.subject !== null && name !== null) remembered.set(entry.subject, name);
  }
  return (entry) => {
    const kind = subjectKind(entry.action);
    const id = entry.subject;
    const mark = id === null ? undefined : markOf.get(id);
    const item = id === null ? undefined : itemOf.get(id);
    const known = mark?.title ?? item?.originalName ?? (id === null ? undefined : remembered.get(id));
    const name = known ?? nameInDetails(entry) ?? id;
    const evidenceId = mark?.evidenceId ?? item?.id;
    const open = evidenceId === undefined ? null : { evidenceId, markId: mark?.id ?? null };
    return { kind, name, open };
  };
}
