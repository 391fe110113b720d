import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { assertLive, type SharedBytes } from './library-keys.ts';

/** How the lines of a text file are written and read. */
export interface LineSeal {
  seal(line: string): string;
  /** The line as it was; null when it was not sealed with this key, or was changed. */
  open(text: string): string | null;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PLAIN: LineSeal = { seal: (line) => line, open: (text) => text };

/**
 * Each line by itself, so that a file can be added to: base64 of a random nonce, the line under AES-256-GCM, and its tag.
 * That no line is missing or in another's place is for what stands in them to tell. Without a key lines stay as they are.
 */
export const lineSeal = (key: SharedBytes | null): LineSeal => (key === null ? PLAIN : sealedLines(key));

function sealedLines(key: SharedBytes): LineSeal {
  return {
    seal(line) {
      assertLive(key);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const body = [cipher.update(line, 'utf8'), cipher.final()];
      return Buffer.concat([nonce, ...body, cipher.getAuthTag()]).toString('base64');
    },
    open(text) {
      const bytes = Buffer.from(text, 'base64');
      // Base64 is read leniently; only the one text that `seal` writes counts.
      if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64') !== text) return null;
      const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      cipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const line = cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
      try {
        cipher.final();
        return line.toString('utf8');
      } catch {
        // The tag does not fit: nothing that was decrypted leaves here.
        line.fill(0);
        return null;
      }
    },
  };
}
