// OpenSSH's file signatures (PROTOCOL.sshsig) by Ed25519 keys, checked with WebCrypto.
const MAGIC = 'SSHSIG';
const KEY_TYPE = 'ssh-ed25519';
const NAMESPACE = 'file';

// Byte by byte: what browsers call latin1 is windows-1252, which has other characters from 0x80 to 0x9f.
const text = (/** @type {Uint8Array} */ bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const bytesOf = (/** @type {string} */ latin) => Uint8Array.from(latin, (each) => each.charCodeAt(0));
export const fromBase64 = (/** @type {string} */ base64) => bytesOf(atob(base64.replace(/\s+/g, '')));
const same = (/** @type {Uint8Array} */ a, /** @type {Uint8Array} */ b) => text(a) === text(b);

/** Exactly `count` fields of the SSH wire format that fill all of `bytes` (RFC 4251, section 5). */
function fields(/** @type {Uint8Array} */ bytes, /** @type {number} */ count) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = [];
  let at = 0;
  for (let n = 0; n < count; n++) {
    const end = at + 4 + view.getUint32(at);
    if (end > bytes.length) throw new Error('cut short');
    found.push(bytes.subarray(at + 4, end));
    at = end;
  }
  if (at !== bytes.length) throw new Error('bytes left over');
  return found;
}

function joined(/** @type {Uint8Array[]} */ parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function field(/** @type {Uint8Array} */ bytes) {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return joined([length, bytes]);
}

/** The key's bytes in OpenSSH's form and its 32 raw bytes. @param {string} line */
export function publicKey(line) {
  const [type, base64 = ''] = line.trim().split(/\s+/);
  const blob = fromBase64(base64);
  const [inner, raw] = fields(blob, 2);
  if (type !== KEY_TYPE || text(inner) !== KEY_TYPE || raw.length !== 32) throw new Error('no Ed25519 key');
  return { blob, raw };
}

/** `SHA256:…` as `ssh-keygen -l` prints it. @param {string} line */
export async function fingerprint(line) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey(line).blob));
  return `SHA256:${btoa(text(digest)).replace(/=+$/, '')}`;
}

/** Whether this browser knows Ed25519; older ones do not, and then nothing can be said about signatures. */
export async function knowsEd25519() {
  // The first public key of RFC 8032, section 7.1: a key that every implementation takes.
  const known = Uint8Array.from(
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'.match(/../g) ?? [],
    (pair) => Number.parseInt(pair, 16),
  );
  try {
    await crypto.subtle.importKey('raw', known, { name: 'Ed25519' }, false, ['verify']);
    return true;
  } catch {
    return false;
  }
}

/** Whether `armoured` is a signature of exactly `data` by the key of `line`. @param {string} armoured @param {BufferSource} data @param {string} line */
export async function isSigned(armoured, data, line) {
  const body = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)-----END SSH SIGNATURE-----\n?$/.exec(armoured)?.[1];
  const blob = fromBase64(body ?? '');
  if (text(blob.subarray(0, 10)) !== `${MAGIC}\0\0\0\x01`) throw new Error('no SSH signature');
  const [key, namespace, reserved, algorithm, signature] = fields(blob.subarray(10), 5);
  const [type, bytes] = fields(signature, 2);
  const mine = publicKey(line);
  if (text(namespace) !== NAMESPACE || text(algorithm) !== 'sha512' || text(type) !== KEY_TYPE) return false;
  if (!same(key, mine.blob)) return false;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-512', data));
  const signed = joined([bytesOf(MAGIC), field(namespace), field(reserved), field(algorithm), field(digest)]);
  const verifier = await crypto.subtle.importKey('raw', mine.raw, { name: 'Ed25519' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'Ed25519' }, verifier, bytes, signed);
}
