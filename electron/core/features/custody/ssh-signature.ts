/**
 * OpenSSH's own formats for Ed25519, so that `ssh-keygen -Y verify` checks what a library signs.
 * Sources: RFC 8709 (key and signature blobs) and OpenSSH's PROTOCOL.sshsig (armoured file signatures).
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

const KEY_TYPE = 'ssh-ed25519';
const MAGIC = Buffer.from('SSHSIG');
const VERSION = 1;
const HASH = 'sha512';
/** The namespace that `ssh-keygen -Y sign -n file` is documented with. */
export const NAMESPACE = 'file';
/** Name under which an allowed-signers file lists a library's key. */
export const SIGNER_IDENTITY = 'library';
/** Before the 32 bytes of an Ed25519 key in SubjectPublicKeyInfo (RFC 8410, section 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** One field of the SSH wire format: four bytes of length, then the bytes (RFC 4251, section 5). */
function field(value: Uint8Array | string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Public halves by their private key: working one out takes longer than signing, and every ledger entry is signed. */
const blobs = new WeakMap<KeyObject, Buffer>();

function keyBlob(key: KeyObject): Buffer {
  const known = blobs.get(key) ?? publicHalf(key);
  blobs.set(key, known);
  return known;
}

function publicHalf(key: KeyObject): Buffer {
  const raw = createPublicKey(key.export({ type: 'pkcs8', format: 'pem' })).export({ type: 'spki', format: 'der' });
  return Buffer.concat([field(KEY_TYPE), field(raw.subarray(SPKI_PREFIX.length))]);
}

/** `ssh-ed25519 AAAA…`, as it stands in an allowed-signers file. */
export function publicKeyLine(privateKey: KeyObject): string {
  return `${KEY_TYPE} ${keyBlob(privateKey).toString('base64')}`;
}

/** Allowed-signers file, as `ssh-keygen -Y verify` wants it, for one key and this namespace. */
export const allowedSigners = (publicLine: string): string =>
  `${SIGNER_IDENTITY} namespaces="${NAMESPACE}" ${publicLine.trim().split(/\s+/).slice(0, 2).join(' ')}\n`;

/** `SHA256:…` without padding, as `ssh-keygen -l` prints it. */
export function fingerprint(publicLine: string): string {
  const digest = createHash('sha256').update(blobOf(publicLine)).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}

/** Armoured signature of `data`, as `ssh-keygen -Y sign -n file` writes it. */
export function sshSign(data: Uint8Array, privateKey: KeyObject): string {
  const signature = sign(null, signedBytes(data, NAMESPACE), privateKey);
  const version = Buffer.alloc(4);
  version.writeUInt32BE(VERSION);
  const blob = Buffer.concat([
    MAGIC,
    version,
    field(keyBlob(privateKey)),
    field(NAMESPACE),
    field(''),
    field(HASH),
    field(Buffer.concat([field(KEY_TYPE), field(signature)])),
  ]);
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
}

/** True when `armoured` is a signature of exactly `data` by the key of `publicLine`. Never throws on bad input. */
export function sshVerify(armoured: string, data: Uint8Array, publicLine: string): boolean {
  try {
    const signature = readSignature(armoured);
    if (!signature.key.equals(blobOf(publicLine))) return false;
    return verify(null, signedBytes(data, NAMESPACE), publicKeyOf(signature.key), signature.bytes);
  } catch {
    // Whatever cannot be read as a signature is none.
    return false;
  }
}

/** A plain Ed25519 signature, as older libraries kept it for their head. */
export function verifyPlainly(signature: string, data: Uint8Array, publicLine: string): boolean {
  try {
    return verify(null, data, publicKeyOf(blobOf(publicLine)), Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

function signedBytes(data: Uint8Array, namespace: string): Buffer {
  const digest = createHash(HASH).update(data).digest();
  return Buffer.concat([MAGIC, field(namespace), field(''), field(HASH), field(digest)]);
}

function blobOf(publicLine: string): Buffer {
  const [type, base64] = publicLine.trim().split(/\s+/);
  if (type !== KEY_TYPE || base64 === undefined) throw new Error('not an Ed25519 public key line');
  return Buffer.from(base64, 'base64');
}

function publicKeyOf(blob: Buffer): KeyObject {
  const [type, raw] = fields(blob, 0, 2);
  if (type?.toString() !== KEY_TYPE || raw?.length !== 32) throw new Error('not an Ed25519 key');
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
}

function readSignature(armoured: string): { key: Buffer; bytes: Buffer } {
  const body = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)-----END SSH SIGNATURE-----\n?$/.exec(armoured)?.[1];
  const blob = Buffer.from(body?.replaceAll('\n', '') ?? '', 'base64');
  if (!blob.subarray(0, MAGIC.length).equals(MAGIC) || blob.readUInt32BE(MAGIC.length) !== VERSION) {
    throw new Error('not an SSH signature');
  }
  const [key, namespace, , hash, signature] = fields(blob, MAGIC.length + 4, 5);
  if (namespace?.toString() !== NAMESPACE || hash?.toString() !== HASH) throw new Error('signed for another purpose');
  const [type, bytes] = fields(signature ?? Buffer.alloc(0), 0, 2);
  if (key === undefined || bytes === undefined || type?.toString() !== KEY_TYPE)
    throw new Error('not an Ed25519 signature');
  return { key, bytes };
}

/** Reads exactly `count` fields that fill the rest of `blob`. */
function fields(blob: Buffer, from: number, count: number): Buffer[] {
  const found: Buffer[] = [];
  let at = from;
  for (let n = 0; n < count; n++) {
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) throw new Error('cut short');
    found.push(blob.subarray(at + 4, end));
    at = end;
  }
  if (at !== blob.length) throw new Error('bytes left over');
  return found;
}
