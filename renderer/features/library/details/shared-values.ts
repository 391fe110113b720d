import type { DetailField, Item } from '../../../../shared/evidence.ts';

/** What several items state in one field: all the same, or different things. */
export type SharedValue =
  | { readonly same: true; readonly value: string | null }
  | { readonly same: false; readonly values: number };

export function sharedValue(items: readonly Item[], field: DetailField): SharedValue {
  const values = new Set(items.map((item) => item[field]));
  const [first = null] = values;
  return values.size <= 1 ? { same: true, value: first } : { same: false, values: values.size };
}

/** Texts that items of the library state already, the most frequent first; offered while typing. */
export function knownTexts(items: readonly Item[], field: DetailField): string[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    const value = item[field]?.trim() ?? '';
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}
