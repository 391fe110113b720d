import { argon2Sync, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sealBytes } from '../../electron/core/seal/container-writer.ts';
import { keyFileText, parseKeyFile, unwrapCaseKey, wrapCaseKey } from '../../electron/core/seal/key-file.ts';
import { deriveKeys, wipeKeys } from '../../electron/core/seal/library-keys.ts';
import { assertPassphrase, isBearable, KDF_COST, passphraseKey } from '../../electron/core/seal/passphrase-key.ts';
import { sealedNames } from '../../electron/core/seal/sealed-names.ts';

const ID = 'ab'.repeat(16);
const CASE_KEY = randomBytes(32);
const made = wrapCaseKey(CASE_KEY, 'correct horse battery', ID);

describe('a key file', () => {
  test('opens with its passphrase and with no other', async () => {
    const file = parseKeyFile(keyFileText(await made));
    if (file === null) throw new Error('not read back');
    expect(Buffer.from((await unwrapCaseKey(file, 'correct horse battery')) ?? []).equals(CASE_KEY)).toBe(true);
    for (const other of ['correct horse batterz', 'Correct horse battery', 'correct horse battery '])
      expect(await unwrapCaseKey(file, other), other).toBeNull();
  });

  test('takes a passphrase by its letters, however they are composed', async () => {
    const file = await wrapCaseKey(CASE_KEY, 'Й\u0438\u0306 caf\u00e9 safe', ID);
    expect(await unwrapCaseKey(file, '\u0418\u0306\u0439 cafe\u0301 safe')).not.toBeNull();
  });

  test('is made of published parts alone: it opens by another implementation of each', async () => {
    const { kdf, wrap, id } = JSON.parse(keyFileText(await made));
    const bytes = (text: string) => Buffer.from(text, 'base64');
    const key = argon2Sync('argon2id', {
      ...{ message: 'correct horse battery', nonce: bytes(kdf.salt), parallelism: kdf.lanes, tagLength: 32 },
      ...{ memory: kdf.memoryKiB, passes: kdf.passes },
    });
    const lines = [`aigaq-library-key 1`, id, `argon2id 19 65536 3 4`, bytes(kdf.salt).toString('hex'), 'aes-256-gcm'];
    const cipher = createDecipheriv('aes-256-gcm', key, bytes(wrap.nonce));
    cipher.setAAD(Buffer.from(`${lines.join('\n')}\n`)).setAuthTag(bytes(wrap.tag));
    const caseKey = Buffer.concat([cipher.update(bytes(wrap.key)), cipher.final()]);
    expect(caseKey.equals(CASE_KEY)).toBe(true);
    const database = Buffer.from(hkdfSync('sha256', caseKey, Buffer.from(id, 'hex'), 'aigaq 1 database', 32));
    expect(Buffer.from(deriveKeys(caseKey, id).database).equals(database)).toBe(true);
  });

  test('does not open when anything in it was changed', async () => {
    const file = await made;
    const flipped = (bytes: Buffer) => Buffer.from(bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte)));
    const changes = [
      { ...file, id: 'ac'.repeat(16) },
      { ...file, kdf: { ...file.kdf, passes: 4 } },
      { ...file, kdf: { ...file.kdf, lanes: 3 } },
      { ...file, kdf: { ...file.kdf, salt: flipped(file.kdf.salt) } },
      { ...file, wrap: { ...file.wrap, nonce: flipped(file.wrap.nonce) } },
      { ...file, wrap: { ...file.wrap, key: flipped(file.wrap.key) } },
      { ...file, wrap: { ...file.wrap, tag: flipped(file.wrap.tag) } },
    ];
    for (const changed of changes) expect(await unwrapCaseKey(changed, 'correct horse battery')).toBeNull();
  });

  test('that asks for absurd work, for less safety, or is none, is not used at all', async () => {
    const text = keyFileText(await made);
    const withKdf = (change: object) => {
      const file = JSON.parse(text);
      return JSON.stringify({ ...file, kdf: { ...file.kdf, ...change } });
    };
    expect(parseKeyFile(withKdf({}))).not.toBeNull();
    const absurd = [
      ...[
        { memoryKiB: 2 ** 31 },
        { memoryKiB: 2 ** 21 },
        { memoryKiB: 8 },
        { memoryKiB: 65_536.5 },
        { memoryKiB: '65536' },
      ],
      ...[{ passes: 1e9 }, { passes: 0 }, { passes: 1 }, { passes: -3 }, { lanes: 0 }, { lanes: 4096 }],
      ...[{ memoryKiB: 1 << 20, passes: 16 }, { name: 'pbkdf2' }, { version: 16 }, { salt: '' }, { salt: 'AAAA' }],
      { more: 1 },
    ];
    for (const change of absurd) expect(parseKeyFile(withKdf(change)), JSON.stringify(change)).toBeNull();
    for (const other of ['', '{', 'null', '[]', '{}', text.slice(0, -20), text.replace('aes-256-gcm', 'none')])
      expect(parseKeyFile(other)).toBeNull();
    expect(isBearable({ memoryKiB: 1 << 20, passes: 4, lanes: 4 })).toBe(true);
  });

  test('holds no secret in clear', async () => {
    const text = keyFileText(await made);
    for (const form of ['hex', 'base64', 'latin1'] as const) expect(text).not.toContain(CASE_KEY.toString(form));
    expect(text).not.toContain('horse');
  });
});

describe('a passphrase', () => {
  // RFC 9106 has its vectors with a secret, which we do not use; node:crypto is the judge here.
  test('becomes the key that Argon2id gives', async () => {
    const salt = Buffer.alloc(16, 7);
    const judge = argon2Sync('argon2id', {
      ...{ message: 'қупиясөз', nonce: salt, parallelism: 2, tagLength: 32, memory: 1024, passes: 3 },
    });
    const key = await passphraseKey('қупиясөз', salt, { memoryKiB: 1024, passes: 3, lanes: 2 });
    expect(Buffer.from(key).equals(judge)).toBe(true);
  });

  test('is worked on without holding up who asked', async () => {
    let turns = 0;
    const turning = setInterval(() => turns++, 1);
    await passphraseKey('a passphrase', Buffer.alloc(16, 7), KDF_COST);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(5);
  });

  test('must be long enough to protect anything', () => {
    for (const bad of ['', 'short', '1234567', 'x'.repeat(1025), 'lone surrogate \ud800'])
      expect(() => assertPassphrase(bad), bad).toThrow(/at least 8/);
    for (const good of ['12345678', 'сегіз таңба', 'x'.repeat(1024)]) assertPassphrase(good);
  });
});

describe('the keys of a library', () => {
  test('are each for one purpose, and gone once they are wiped', () => {
    const keys = deriveKeys(CASE_KEY, ID);
    const all = [keys.database, keys.files, keys.names].map((key) => Buffer.from(key).toString('hex'));
    expect(new Set(all).size).toBe(3);
    wipeKeys(keys);
    for (const key of [keys.database, keys.files, keys.names]) expect([...key].every((byte) => byte === 0)).toBe(true);
    // A key of zeros is everybody's.
    expect(() => sealBytes(keys.files, Buffer.from('evidence'), 'upload\nx')).toThrow(/has been locked/);
    expect(() => sealedNames(keys.names).original('c'.repeat(64))).toThrow(/has been locked/);
  });

  test('name files so that only they can tell which', () => {
    const names = sealedNames(deriveKeys(CASE_KEY, ID).names);
    const others = sealedNames(deriveKeys(randomBytes(32), ID).names);
    const sha256 = 'c'.repeat(64);
    expect(names.original(sha256)).toMatch(/^[0-9a-f]{64}$/);
    expect(names.original(sha256)).not.toBe(sha256);
    expect(names.original(sha256)).toBe(names.original(sha256));
    expect(names.original(sha256)).not.toBe(others.original(sha256));
    expect(names.folder(sha256)).not.toBe(names.original(sha256));
    for (const name of ['frames.idx', 'a', 'proxy-0123456789ab-12.h264', `x${'y'.repeat(79)}`]) {
      const sealed = names.derived(sha256, name);
      expect(sealed).toMatch(/^[0-9a-f]+\.bin$/);
      expect(sealed.length).toBeLessThan(255);
      expect(names.derivedName(sha256, sealed)).toBe(name);
      expect(names.derivedName('d'.repeat(64), sealed)).toBeNull();
      expect(others.derivedName(sha256, sealed)).toBeNull();
      expect(
        names.derivedName(
          sha256,
          sealed.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
        ),
      ).toBeNull();
    }
    for (const strange of ['', 'frames.idx', 'ab.bin', 'zz.bin', `${'a'.repeat(96)}.bin`, '.tmp-1-2'])
      expect(names.derivedName(sha256, strange), strange).toBeNull();
  });
});
