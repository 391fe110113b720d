import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { assertLive, type SharedBytes } from './library-keys.ts';

const MARK_BYTES = 16;
/** Names are filled up to a multiple of this, so that their length tells little. */
const STEP = 32;

/**
 * Names of files in a sealed library. Whoever holds a copy of a film could hash it and look for that hash among plain
 * names; these can only be computed with the key.
 */
export interface SealedNames {
  /** Name of an original, or of the folder of what is derived from it: 64 hex digits. */
  original(sha256: string): string;
  folder(sha256: string): string;
  /** Name of a derived file, from which {@link derivedName} reads it back. */
  derived(sha256: string, name: string): string;
  /** The name inside; null when it was not made for this original with this key. */
  derivedName(sha256: string, sealed: string): string | null;
}

/**
 * Derived names are sealed the way of SIV (RFC 5297): a keyed hash of the name is both its check and the nonce that the
 * name is enciphered with, so that the same name always gives the same result and nothing else does.
 */
export function sealedNames(key: SharedBytes): SealedNames {
  const keyed = (kind: string, text: string) => {
    assertLive(key);
    return createHmac('sha256', key).update(`${kind}\n${text}`).digest();
  };
  const inner = () => Buffer.from(hkdfSync('sha256', key, '', 'derived names', 32));
  const markOf = (sha256: string, name: string) => keyed('derived', `${sha256}\n${name}`).subarray(0, MARK_BYTES);

  return {
    original: (sha256) => keyed('original', sha256).toString('hex'),
    folder: (sha256) => keyed('folder', sha256).toString('hex'),

    derived(sha256, name) {
      const mark = markOf(sha256, name);
      const padded = Buffer.alloc(Math.ceil((name.length + 1) / STEP) * STEP);
      padded.write(name, 'latin1');
      const cipher = createCipheriv('aes-256-ctr', inner(), mark);
      return `${Buffer.concat([mark, cipher.update(padded)]).toString('hex')}.bin`;
    },

    derivedName(sha256, sealed) {
      if (!/^([0-9a-f]{2})+\.bin$/.test(sealed)) return null;
      const bytes = Buffer.from(sealed.slice(0, -4), 'hex');
      if (bytes.length <= MARK_BYTES) return null;
      const mark = bytes.subarray(0, MARK_BYTES);
      const padded = createDecipheriv('aes-256-ctr', inner(), mark).update(bytes.subarray(MARK_BYTES));
      const name = padded.toString('latin1').replace(/\0+$/, '');
      return timingSafeEqual(markOf(sha256, name), mark) ? name : null;
    },
  };
}
