import canonicalize from 'canonicalize';

/**
 * JSON in the one form that everybody gets from the same data: sorted keys, no spaces, numbers as ECMAScript writes
 * them (RFC 8785). Lone surrogates, which neither that standard nor SQLite can keep, become U+FFFD first.
 */
export function canonicalJson(value: unknown): string {
  return canonicalize(wellFormed(value)) ?? 'null';
}

/** The same data with well-formed text only, and without fields that are undefined. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key.toWellFormed(), wellFormed(inner)]));
}
