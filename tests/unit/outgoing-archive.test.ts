import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, describe, expect, test } from 'vitest';
import { unwatched } from '../../electron/core/progress.ts';
import { encrypterFor, topFolder } from '../../electron/core/store/outgoing-archive.ts';
import { archiveFolders } from '../support/archive-folders.ts';
import { tempDirs } from '../support/temp-dir.ts';
import { writeTree } from '../support/write-tree.ts';

const newDir = tempDirs('archive');
const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const FILES = { 'bagit.txt': 'a bag\n', 'data/b.txt': 'second', 'data/a.txt': 'first', 'data/deep/c.txt': '' };
const aFolder = (): string => writeTree(join(newDir(), 'bundle.zip.partial-x'), FILES);
const hasAge = spawnSync('age', ['--version']).status === 0;
if (!hasAge) process.stdout.write('Archives are opened by the library that made them: age is not on this machine.\n');

async function archived(name = 'bundle.zip', recipients: readonly string[] = [], signal = unwatched.signal) {
  const folder = aFolder();
  const file = join(newDir(), name);
  const [made] = await archiveFolders([{ folder, file }], recipients, { ...unwatched, signal }, () => {});
  if (made === undefined) throw new Error('no archive');
  return { folder, file, made };
}

describe('a zip', () => {
  test('is the same in every time zone, sorted, and holds the folder under its own name', async () => {
    const sums: string[] = [];
    for (const TZ of ['UTC', 'Asia/Almaty', 'America/St_Johns']) {
      process.env.TZ = TZ;
      const { file, made } = await archived();
      expect(made.sha256).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
      expect(made.bytes).toBe(readFileSync(file).length);
      sums.push(made.sha256);
      const list = spawnSync('unzip', ['-Z1', file], { encoding: 'utf8' }).stdout.trim().split('\n');
      expect(list).toEqual(
        ['bagit.txt', 'data/a.txt', 'data/b.txt', 'data/deep/c.txt'].map((path) => `bundle/${path}`),
      );
      expect(spawnSync('unzip', ['-t', file]).status).toBe(0);
    }
    expect(new Set(sums).size).toBe(1);
  });

  test('has a folder at its top whose name leads nowhere', () => {
    const names = ['a.zip', 'a.ZIP.age', 'Комплект 1.zip', '..zip', '.zip', 'a\\b.zip', '...zip.age'].map(topFolder);
    expect(names).toEqual(['a', 'a', 'Комплект 1', '_', 'bundle', 'a_b', '_']);
  });

  test('never takes the place of a file, and asks for the ledger before it has its name', async () => {
    const folder = aFolder();
    const file = join(newDir(), 'bundle.zip');
    const refuse = () => {
      expect(readdirSync(join(file, '..'))).toEqual([]);
      throw new Error('no room in the ledger');
    };
    await expect(archiveFolders([{ folder, file }], [], unwatched, refuse)).rejects.toThrow('no room');
    expect(readdirSync(join(file, '..'))).toEqual([]);
    writeFileSync(file, 'mine');
    const again = archiveFolders([{ folder: aFolder(), file }], [], unwatched, () => {});
    await expect(again).rejects.toMatchObject({ code: 'folder_not_empty' });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  test('that is cancelled leaves nothing at its place', async () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'data/film.mp4'), Buffer.alloc(8 << 20));
    const file = join(newDir(), 'bundle.zip');
    const cancel = new AbortController();
    const work = { signal: cancel.signal, onStep: () => cancel.abort(new Error('cancelled by hand')) };
    await expect(archiveFolders([{ folder, file }], [], work, () => {})).rejects.toThrow('cancelled by hand');
    expect(readdirSync(join(file, '..'))).toEqual([]);
  });

  test('names a place that is not there', async () => {
    const file = join(newDir(), 'no', 'where.zip');
    mkdirSync(join(file, '..'));
    writeFileSync(join(file, '../where.zip'), '');
    await expect(archiveFolders([{ folder: aFolder(), file }], [], unwatched, () => {})).rejects.toMatchObject({
      code: 'folder_not_empty',
    });
  });
});

describe('an archive for recipients', () => {
  async function opened(file: string, identity: string): Promise<Buffer> {
    const key = join(newDir(), 'key.txt');
    writeFileSync(key, `${identity}\n`);
    if (hasAge) return spawnSync('age', ['--decrypt', '-i', key, file], { maxBuffer: 1 << 26 }).stdout;
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return Buffer.from(await decrypter.decrypt(readFileSync(file)).catch(() => new Uint8Array()));
  }

  test('is opened by each of them and by nobody else, and is the zip', async () => {
    const [one, two, other] = [
      await generateX25519Identity(),
      await generateX25519Identity(),
      await generateX25519Identity(),
    ];
    const recipients = [await identityToRecipient(one), await identityToRecipient(two)];
    const { file } = await archived('bundle.zip.age', recipients);
    const plain = readFileSync((await archived()).file);
    expect(readFileSync(file).includes('data/a.txt')).toBe(false);
    for (const identity of [one, two]) expect((await opened(file, identity)).equals(plain)).toBe(true);
    expect(await opened(file, other)).toHaveLength(0);
  });

  test('names a key that is none', async () => {
    const good = await identityToRecipient(await generateX25519Identity());
    expect(() => encrypterFor([good])).not.toThrow();
    const last = good.at(-1) === 'q' ? 'p' : 'q';
    for (const bad of [`${good.slice(0, -1)}${last}`, 'age1', 'ssh-ed25519 AAAA']) {
      expect(() => encrypterFor([good, bad])).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    }
  });
});
