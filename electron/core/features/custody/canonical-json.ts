import canonicalize from 'canonicalize';
import { AppError } from '../../../../shared/errors.ts';

/** Nothing of ours is nested nearly as deeply; what is, would end the walk in the middle of its stack. */
const MOST_DEPTH = 64;

/**
 * JSON in the one form that everybody gets from the same data: sorted keys, no spaces, numbers as ECMAScript writes
 * them (RFC 8785). Lone surrogates, which neither that standard nor SQLite can keep, become U+FFFD first.
 */
export function canonicalJson(value: unknown): string {
  return canonicalize(wellFormed(value)) ?? 'null';
}

/**
 * The same data with well-formed text only, and without fields that are undefined. Structured clones, which is what a
 * desktop page sends, may hold themselves and may hold bytes; neither is walked through.
 * @throws AppError invalid_input when it is nested too deeply, or in itself
 */
export function wellFormed(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (depth > MOST_DEPTH) throw new AppError('invalid_input', 'The input is nested too deeply. Send less at a time.');
  if (Array.isArray(value)) return value.map((inner) => wellFormed(inner, depth + 1));
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key.toWellFormed(), wellFormed(inner, depth + 1)]));
}
