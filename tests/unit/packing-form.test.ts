import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { encrypterFor } from '../../electron/core/store/outgoing-archive.ts';
import { readForm } from '../../renderer/features/exhibits/export-form.ts';
import { readPacking } from '../../renderer/features/exhibits/packing-form.ts';
import { ageKeyProblem } from '../../shared/age-key.ts';

const identity = await generateX25519Identity();
const key = await identityToRecipient(identity);
const other = await identityToRecipient(await generateX25519Identity());
const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** The judge: what enciphers takes the key. */
function isTaken(text: string): boolean {
  try {
    return encrypterFor([text]) !== null;
  } catch {
    return false;
  }
}

describe('a public key of age', () => {
  test('is taken as what enciphers takes it, of every kind', async () => {
    const hybrid = await identityToRecipient(await generateHybridIdentity());
    for (const good of [key, other, hybrid]) expect([ageKeyProblem(good), isTaken(good)]).toEqual([null, true]);
  });

  test('is refused with one wrong letter, wherever it is', () => {
    for (let at = 4; at < key.length; at++) {
      const letter = LETTERS[(LETTERS.indexOf(key[at] ?? '') + 7) % LETTERS.length];
      const wrong = `${key.slice(0, at)}${letter}${key.slice(at + 1)}`;
      expect([ageKeyProblem(wrong), isTaken(wrong)]).toEqual(['broken', false]);
    }
  });

  test.each([
    [key.slice(0, -1), 'broken'],
    [`${key}q`, 'broken'],
    [identity, 'secret'],
    [identity.toLowerCase(), 'secret'],
    ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5', 'form'],
    [`${key} # the court`, 'form'],
    ['age1', 'form'],
    [`age1yubikey1${'q'.repeat(60)}`, 'form'],
  ])('%s is not taken: %s', (text, problem) => {
    expect(ageKeyProblem(text)).toBe(problem);
    expect(isTaken(text)).toBe(false);
  });
});

describe('the form of a bundle', () => {
  const read = (some: { packing?: 'folder' | 'zip' | 'age'; volumeSize?: string }, keys = '') =>
    readPacking({ packing: 'folder', volumeSize: '', ...some }, keys);

  test('is a folder of any size unless something else is set', () => {
    expect(readPacking(readForm('{"profile":"court"}', 'en'), '')).toEqual({
      zip: false,
      encryptTo: [],
      volumeSize: undefined,
      keyProblem: null,
      sizeProblem: false,
      ready: true,
    });
    expect(read({ packing: 'zip', volumeSize: ' 4.7G ' })).toMatchObject({ zip: true, volumeSize: 4.7e9, ready: true });
  });

  test('wants a key for an encrypted archive, and takes each once', () => {
    expect(read({ packing: 'age' })).toMatchObject({ ready: false, keyProblem: null });
    const keys = `\n ${key}\r\n${other}\n\n${key} `;
    expect(read({ packing: 'age' }, keys)).toMatchObject({ ready: true, encryptTo: [key, other], zip: false });
    expect(read({ packing: 'zip' }, keys).encryptTo).toEqual([]);
  });

  test('names the line that is wrong', () => {
    expect(read({ packing: 'age' }, `${key}\n\nage1q`)).toMatchObject({
      ready: false,
      encryptTo: [],
      keyProblem: { key: 'broken', line: 3 },
    });
    expect(read({ packing: 'age' }, identity).keyProblem).toEqual({ key: 'secret', line: 1 });
  });

  test('says when a size is none', () => {
    expect(read({ volumeSize: '4.7' })).toMatchObject({ sizeProblem: true, ready: false, volumeSize: undefined });
  });
});
