import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { md5 } from '../../renderer/features/review/engine/md5-planes.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const theirs = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');
const bytesOf = (text: string) => new Uint8Array(new TextEncoder().encode(text));

describe('md5', () => {
  it('passes the test suite of RFC 1321', () => {
    expect(hex(md5(bytesOf('')))).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(hex(md5(bytesOf('message digest')))).toBe('f96b697d7cb7938d525a2f31aaf161d0');
    expect(hex(md5(bytesOf('1234567890'.repeat(8))))).toBe('57edf4a22be3c955ac49da2e2107b67a');
  });

  it('agrees with another implementation for every length around whole blocks', () => {
    for (let length = 0; length < 260; length++) {
      const bytes = new Uint8Array(randomBytes(length));
      expect(hex(md5(bytes)), `${length} bytes`).toBe(theirs(bytes));
    }
  });

  it('takes bytes that do not begin at a word', () => {
    const bytes = new Uint8Array(randomBytes(1003));
    for (const from of [1, 2, 3, 4]) expect(hex(md5(bytes.subarray(from)))).toBe(theirs(bytes.subarray(from)));
  });

  it('takes a picture of full-HD size', () => {
    const bytes = new Uint8Array(randomBytes((1920 * 1080 * 3) / 2));
    expect(hex(md5(bytes))).toBe(theirs(bytes));
  });
});
