/** One fact of a ledger entry. `path` is where it stands: `mark › in › pts`. */
export interface DetailRow {
  readonly path: readonly string[];
  readonly value: string;
}

/** More rows than this are counted, not listed: an arrangement of thousands of exhibits stays readable. */
export const MOST_ROWS = 120;

const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const plainText = (value: string | number | boolean | null): string =>
  value === null || value === '' ? '—' : String(value);

function* walk(value: unknown, path: readonly string[]): Generator<DetailRow> {
  if (isPlain(value)) yield { path, value: plainText(value) };
  else if (Array.isArray(value) && value.every(isPlain)) {
    yield { path, value: value.length === 0 ? '—' : value.map(plainText).join(', ') };
  } else if (typeof value === 'object' && value !== null) {
    const label = (key: string) => (Array.isArray(value) ? String(Number(key) + 1) : key);
    for (const [key, inner] of Object.entries(value)) yield* walk(inner, [...path, label(key)]);
  }
}

/** Details of an entry as flat key and value rows, and how many more there are. */
export function detailRows(details: Readonly<Record<string, unknown>>): { rows: DetailRow[]; more: number } {
  const all = [...walk(details, [])];
  return { rows: all.slice(0, MOST_ROWS), more: Math.max(0, all.length - MOST_ROWS) };
}
