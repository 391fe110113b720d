import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { isBearable, KDF_COST, type KdfCost, passphraseKey, SALT_BYTES } from './passphrase-key.ts';

const FORMAT = 'aigaq-library-key';
const CIPHER = 'aes-256-gcm';
export const CASE_KEY_BYTES = 32;
/** The largest file that is read at all; ours has about 600 bytes. */
export const MOST_KEY_FILE_BYTES = 4096;

const base64 = (least: number, most = least) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(({ length }) => length >= least && length <= most);

const KeyFile = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    version: z.literal(19),
    memoryKiB: z.int(),
    passes: z.int(),
    lanes: z.int(),
    salt: base64(SALT_BYTES, 64),
  }),
  wrap: z.strictObject({
    cipher: z.literal(CIPHER),
    nonce: base64(12),
    key: base64(CASE_KEY_BYTES),
    tag: base64(16),
  }),
});

/** `library.key`: the case key under a passphrase, and how the passphrase becomes a key. No secret is in clear. */
export type KeyFile = z.infer<typeof KeyFile>;

/** What stands in a key file; null when it is none of ours, or asks for more work or less safety than is allowed. */
export function parseKeyFile(text: string): KeyFile | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = KeyFile.safeParse(json);
  return read.success && isBearable(read.data.kdf) ? read.data : null;
}

/** The file's text, as it is written. */
export function keyFileText({ kdf, wrap, ...plain }: KeyFile): string {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const shown = {
    ...plain,
    kdf: { ...kdf, salt: text(kdf.salt) },
    wrap: { cipher: wrap.cipher, nonce: text(wrap.nonce), key: text(wrap.key), tag: text(wrap.tag) },
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

/** All that is not secret is bound to the wrapped key: change a line of it, and the key does not open. */
function boundText({ id, kdf }: Pick<KeyFile, 'id' | 'kdf'>): Buffer {
  const { name, version, memoryKiB, passes, lanes, salt } = kdf;
  const lines = [`${FORMAT} 1`, id, `${name} ${version} ${memoryKiB} ${passes} ${lanes}`, salt.toString('hex'), CIPHER];
  return Buffer.from(`${lines.join('\n')}\n`);
}

/** Wraps a case key under a passphrase with a fresh salt. The library keeps its `id`, which the subkeys depend on. */
export async function wrapCaseKey(
  caseKey: Uint8Array,
  passphrase: string,
  id: string,
  cost: KdfCost = KDF_COST,
): Promise<KeyFile> {
  const { memoryKiB, passes, lanes } = cost;
  const kdf = { name: 'argon2id', version: 19, memoryKiB, passes, lanes, salt: randomBytes(SALT_BYTES) } as const;
  const key = await passphraseKey(passphrase, kdf.salt, cost);
  try {
    const nonce = randomBytes(12);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(boundText({ id, kdf }));
    const wrapped = Buffer.concat([cipher.update(caseKey), cipher.final()]);
    const wrap = { cipher: CIPHER, nonce, key: wrapped, tag: cipher.getAuthTag() } as const;
    return { format: FORMAT, version: 1, id, kdf, wrap };
  } finally {
    key.fill(0);
  }
}

/** The case key, to be wiped after use; null when the passphrase is another one or the file was changed. */
export async function unwrapCaseKey(file: KeyFile, passphrase: string): Promise<Uint8Array | null> {
  const key = await passphraseKey(passphrase, file.kdf.salt, file.kdf);
  try {
    const cipher = createDecipheriv(CIPHER, key, file.wrap.nonce, { authTagLength: 16 });
    cipher.setAAD(boundText(file)).setAuthTag(file.wrap.tag);
    const caseKey = cipher.update(file.wrap.key);
    try {
      cipher.final();
      return caseKey;
    } catch {
      // The tag does not fit: nothing that was decrypted leaves here.
      caseKey.fill(0);
      return null;
    }
  } finally {
    key.fill(0);
  }
}
