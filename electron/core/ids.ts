import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new random identifier of 12 characters (60 bits) after a prefix that says what it names: `ev-7k2m…`. */
export function newId(prefix: string): string {
  const bytes = randomBytes(12);
  let text = '';
  for (const byte of bytes) text += ALPHABET[byte & 31];
  return `${prefix}-${text}`;
}
