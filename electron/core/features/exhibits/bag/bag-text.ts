import type { Problem } from '../../../../../shared/custody.ts';

/** Checksum algorithms that a manifest's name may carry, with the length of their hex digests. */
export const ALGORITHMS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/** What reading a bag's text found: problems make it invalid, warnings do not. */
export interface Findings {
  readonly problems: Problem[];
  readonly warnings: Problem[];
}

export const noFindings = (): Findings => ({ problems: [], warnings: [] });

/** BagIt versions are compared as numbers: 0.97 < 1.0. */
export const isOld = (version: number): boolean => version < 1;

/** Lines of a tag file; LF, CR and CRLF all end one (RFC 8493, section 2.1.3). */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/**
 * Decodes a tag file in the encoding that bagit.txt names. Null when it is not in that encoding. A byte order mark is
 * part of UTF-16 but forbidden in UTF-8 (RFC 8493, section 2.1.1).
 */
export function decodeTagFile(bytes: Uint8Array, encoding: string): string | null {
  const label = encoding.toLowerCase();
  if (label === 'utf-8' && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return null;
  const bigEndian = label === 'utf-16' && bytes[0] === 0xfe && bytes[1] === 0xff;
  try {
    return new TextDecoder(bigEndian ? 'utf-16be' : label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Why a path in a manifest or in fetch.txt could lead out of the bag, or null. */
export function unsafePath(path: string): string | null {
  if (path.startsWith('/') || path.startsWith('\\') || /^[A-Za-z]:/.test(path)) return 'it is absolute';
  if (path.startsWith('~')) return 'it begins with a tilde';
  if (path.split(/[/\\]/).includes('..')) return 'it climbs out with ..';
  if (path.includes('\0')) return 'it holds a NUL';
  if (/^%[^%/]+%/.test(path)) return 'it begins with a variable of the shell';
  return null;
}

/** CR, LF and (since 1.0) % are the only characters that a manifest encodes. Null on a stray % in a 1.0 bag. */
export function decodePath(path: string, version: number): string | null {
  if (isOld(version)) return path.replace(/%0A/gi, '\n').replace(/%0D/gi, '\r');
  if (/%(?!0A|0D|25)/i.test(path)) return null;
  return path.replace(/%(0A|0D|25)/gi, (code) => decodeURIComponent(code));
}

/** The inverse of {@link decodePath} for a 1.0 bag. */
export function encodePath(path: string): string {
  return path.replace(/[%\r\n]/g, (character) => encodeURIComponent(character));
}
