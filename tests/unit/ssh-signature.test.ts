import { spawnSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fingerprint, publicKeyLine, sshSign, sshVerify } from '../../electron/core/features/custody/ssh-signature.ts';

// RFC 8032, section 7.1, test 1: a key whose public half is known.
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const known = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${SEED}`, 'hex'),
  format: 'der',
  type: 'pkcs8',
});
const other = generateKeyPairSync('ed25519').privateKey;
const message = Buffer.from('manifest\n');

describe('OpenSSH formats', () => {
  test('the public key line holds the type and the key', () => {
    const [type, base64 = ''] = publicKeyLine(known).split(' ');
    expect(type).toBe('ssh-ed25519');
    expect(Buffer.from(base64, 'base64').toString('hex')).toBe(
      `0000000b${Buffer.from('ssh-ed25519').toString('hex')}00000020${PUBLIC}`,
    );
    expect(fingerprint(publicKeyLine(known))).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  });

  test('a signature holds for exactly these bytes and this key', () => {
    const signature = sshSign(message, known);
    expect(signature).toMatch(/^-----BEGIN SSH SIGNATURE-----\n/);
    expect(Math.max(...signature.split('\n').map((line) => line.length))).toBeLessThanOrEqual(70);
    expect(sshVerify(signature, message, publicKeyLine(known))).toBe(true);
    expect(sshVerify(signature, Buffer.from('manifest'), publicKeyLine(known))).toBe(false);
    expect(sshVerify(signature, message, publicKeyLine(other))).toBe(false);
  });

  test('every flipped bit of it is noticed', () => {
    const [head, ...rest] = sshSign(message, known).split('\n');
    const blob = Buffer.from(rest.slice(0, -2).join(''), 'base64');
    for (let bit = 0; bit < blob.length * 8; bit += 3) {
      const forged = Buffer.from(blob);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const text = [head, forged.toString('base64'), '-----END SSH SIGNATURE-----', ''].join('\n');
      expect(sshVerify(text, message, publicKeyLine(known))).toBe(false);
    }
  });

  test.each([
    '',
    'x',
    '-----BEGIN SSH SIGNATURE-----\n\n-----END SSH SIGNATURE-----\n',
    randomBytes(500).toString('latin1'),
  ])('what is no signature is none', (text) => {
    expect(sshVerify(text, message, publicKeyLine(known))).toBe(false);
    expect(sshVerify(sshSign(message, known), message, text)).toBe(false);
  });

  test('ssh-keygen agrees', () => {
    const dir = mkdtempSync(join(tmpdir(), 'aigaq-ssh-'));
    const at = (name: string, text: string) => {
      writeFileSync(join(dir, name), text, { mode: 0o600 });
      return join(dir, name);
    };
    const keygen = (...args: string[]) => spawnSync('ssh-keygen', args, { input: message, encoding: 'utf8' });
    try {
      const line = publicKeyLine(known);
      const signers = at('allowed', `aigaq namespaces="file" ${line}\n`);
      const check = [
        '-Y',
        'verify',
        '-f',
        signers,
        '-I',
        'aigaq',
        '-n',
        'file',
        '-s',
        at('sig', sshSign(message, known)),
      ];
      const { error, status, stderr } = keygen(...check);
      if (error !== undefined) {
        process.stdout.write('ssh-keygen is not installed: only our own check was made.\n');
        return;
      }
      expect(stderr).toBe('');
      expect(status).toBe(0);
      at('sig', sshSign(Buffer.from('other'), known));
      expect(keygen(...check).status).not.toBe(0);
      expect(keygen('-l', '-f', at('key.pub', `${line}\n`)).stdout).toContain(fingerprint(line));
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
