import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Step, unwatched, type Work } from '../../electron/core/progress.ts';
import { createStore } from '../../electron/core/store/open-store.ts';
import { codeOf, errorOf, filesIn, put } from '../support/case-library.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('store');
const stores: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

function newStore() {
  const dir = join(tempDir(), 'library');
  mkdirSync(dir);
  const store = createStore(dir);
  stores.push(store);
  return store;
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const noNote = () => false;
/** Takes long enough to be changed meanwhile, even on a fast disk. */
const LARGE = 96 << 20;

function swapForLink(path: string): void {
  renameSync(path, `${path}.moved`);
  symlinkSync(`${path}.moved`, path);
}

function swapForTwin(path: string): void {
  const { atime, mtime } = statSync(path);
  utimesSync(`${path}.new`, atime, mtime);
  renameSync(`${path}.new`, path);
}

/** The time of the last change of the inode cannot be put back. */
function overwriteAndPutTimeBack(path: string): void {
  const { atime, mtime } = statSync(path);
  writeFileSync(path, 'other', { flag: 'r+' });
  utimesSync(path, atime, mtime);
}

function cutAndRefill(path: string): void {
  truncateSync(path, 1);
  truncateSync(path, LARGE);
}

const watched = (onStep: (step: Step) => void): Work => ({ onStep, signal: unwatched.signal });

describe('ingest', () => {
  test('stores the very bytes, read-only, under their hash, and leaves nothing else', async () => {
    const store = newStore();
    for (const size of [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_500_000]) {
      const content = Buffer.alloc(size, `${size} `);
      const source = put(tempDir(), 'file.bin', content);
      const noted: string[] = [];
      const taken = await store.ingest(source, unwatched, (hash) => {
        noted.push(hash);
        return false;
      });
      expect(taken).toEqual({ sha256: sha256(content), bytes: size, existed: false });
      expect(noted).toEqual([taken.sha256]);
      const path = store.original(taken.sha256).path;
      expect(path).toBe(join(store.libraryDir, 'originals', taken.sha256.slice(0, 2), `${taken.sha256}.bin`));
      expect(readFileSync(path).equals(content)).toBe(true);
      expect(statSync(path).mode & 0o777).toBe(0o400);
    }
    expect(filesIn(join(store.libraryDir, 'originals'))).toHaveLength(6);
  });

  test('takes the same bytes once, and says that they were there', async () => {
    const store = newStore();
    const source = put(tempDir(), 'a.txt', 'once');
    await store.ingest(source, unwatched, noNote);
    expect(await store.ingest(source, unwatched, () => true)).toMatchObject({ existed: true });
    expect(filesIn(join(store.libraryDir, 'originals'))).toHaveLength(1);
  });

  test('does not take an altered original for the same', async () => {
    const store = newStore();
    const source = put(tempDir(), 'a.txt', 'as imported');
    const { sha256: hash } = await store.ingest(source, unwatched, noNote);
    const { chmodSync } = await import('node:fs');
    chmodSync(store.original(hash).path, 0o600);
    writeFileSync(store.original(hash).path, 'as altered.');
    expect(await codeOf(store.ingest(source, unwatched, () => true))).toBe('verification_failed');
    expect(readFileSync(store.original(hash).path, 'utf8')).toBe('as altered.');
  });

  test('writes anew what stands there and no item names: the attempt that left it may have failed to keep it', async () => {
    const store = newStore();
    const source = put(tempDir(), 'a.txt', 'as imported');
    const { sha256: hash } = await store.ingest(source, unwatched, noNote);
    const before = statSync(store.original(hash).path).ino;
    expect(await store.ingest(source, unwatched, noNote)).toMatchObject({ sha256: hash, existed: false });
    expect(statSync(store.original(hash).path).ino).not.toBe(before);
    expect(readFileSync(store.original(hash).path, 'utf8')).toBe('as imported');
  });

  test('refuses what is no regular file, in words', async () => {
    const store = newStore();
    const dir = tempDir();
    const target = put(dir, 'target.txt', 'x');
    symlinkSync(target, join(dir, 'link'));
    symlinkSync('nowhere', join(dir, 'dangling'));
    const socket = createServer();
    await new Promise<void>((done) => socket.listen(join(dir, 'socket'), done));
    for (const [name, what] of [
      ['link', 'symbolic link'],
      ['dangling', 'symbolic link'],
      ['socket', 'socket'],
      ['', 'folder'],
    ] as const) {
      const error = await errorOf(store.ingest(join(dir, name), unwatched, noNote));
      expect(error?.code).toBe('not_a_regular_file');
      expect(error?.message).toContain(what);
    }
    expect((await errorOf(store.ingest('/dev/zero', unwatched, noNote)))?.message).toContain('a device');
    expect(await codeOf(store.ingest(join(dir, 'gone'), unwatched, noNote))).toBe('unreadable_file');
    await new Promise((done) => socket.close(done));
    expect(existsSync(join(store.libraryDir, 'originals'))).toBe(false);
  });

  test.each([
    ['grows', (path: string) => appendFileSync(path, 'more')],
    ['is cut', (path: string) => writeFileSync(path, 'short')],
    ['is overwritten', (path: string) => writeFileSync(path, 'other', { flag: 'r+' })],
    ['is touched', (path: string) => utimesSync(path, new Date(), new Date())],
    ['is swapped', (path: string) => renameSync(`${path}.new`, path)],
    ['is swapped for a link to it', swapForLink],
    ['is swapped for the same bytes of the same time', swapForTwin],
    ['is overwritten and given its old time back', overwriteAndPutTimeBack],
    ['is cut and made as long again', cutAndRefill],
    ['is moved away', (path: string) => renameSync(path, `${path}.moved`), 'unreadable_file'],
  ])('refuses a file that %s while it is read', async (_, change, code = 'source_changed') => {
    const store = newStore();
    const source = put(tempDir(), 'busy.bin', Buffer.alloc(LARGE, 1));
    writeFileSync(`${source}.new`, Buffer.alloc(LARGE, 1));
    let changed = false;
    const work = watched(({ done }) => {
      if (changed || done === 0) return;
      changed = true;
      change(source);
    });
    expect(await codeOf(store.ingest(source, work, noNote))).toBe(code);
    expect(changed).toBe(true);
    expect(filesIn(join(store.libraryDir, 'originals'))).toEqual([]);
  });

  test('leaves nothing when the note cannot be taken', async () => {
    const store = newStore();
    const source = put(tempDir(), 'a.txt', 'x');
    const refused = store.ingest(source, unwatched, () => {
      throw new Error('no note');
    });
    await expect(refused).rejects.toThrow(/no note/);
    expect(filesIn(join(store.libraryDir, 'originals'))).toEqual([]);
  });

  test('takes a name that is no text', async () => {
    const store = newStore();
    const path = Buffer.concat([Buffer.from(`${tempDir()}/bad`), Buffer.from([0xff, 0xfe, 0xc3, 0x28])]);
    writeFileSync(path, 'content');
    expect(await store.ingest(path, unwatched, noNote)).toMatchObject({ sha256: sha256('content') });
  });

  test('tells progress at least four times a second, and ends at the whole', async () => {
    const store = newStore();
    const source = put(tempDir(), 'big.bin', Buffer.alloc(96 << 20, 7));
    const steps: { at: number; step: Step }[] = [];
    await store.ingest(
      source,
      watched((step) => void steps.push({ at: performance.now(), step })),
      noNote,
    );
    const gaps = steps.slice(1).map(({ at }, n) => at - (steps[n]?.at ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(1000);
    const copying = steps.filter(({ step }) => step.step === 'Copying and hashing');
    expect(copying.at(-1)?.step).toMatchObject({ done: 96 << 20, total: 96 << 20, unit: 'bytes' });
    expect(steps.at(-1)?.step.step).toBe('Checking the copy');
  });
});

describe('the rest of the store', () => {
  test('keeps derived files whole or not at all', async () => {
    const store = newStore();
    const hash = 'a'.repeat(64);
    expect(await store.readDerived(hash, 'x.json')).toBeNull();
    await store.writeDerived(hash, 'x.json', Buffer.from('one'));
    expect((await store.readDerived(hash, 'x.json'))?.toString()).toBe('one');
    await store.makeDerived(hash, 'y.mp4', async (write) => {
      write(Buffer.from('ma'));
      write(Buffer.from('de'));
    });
    expect(readFileSync(store.derived(hash, 'y.mp4').path, 'utf8')).toBe('made');
    const failed = store.makeDerived(hash, 'z.mp4', async (write) => {
      write(Buffer.from('half'));
      throw new Error('stopped');
    });
    await expect(failed).rejects.toThrow('stopped');
    expect(filesIn(join(store.libraryDir, 'derived'))).toEqual([`aa/${hash}/x.json`, `aa/${hash}/y.mp4`]);
  });

  test('accepts hashes and plain names only', () => {
    const store = newStore();
    for (const bad of ['', '../x', 'A'.repeat(64), `${'a'.repeat(63)}/`]) {
      expect(() => store.original(bad)).toThrow();
      expect(() => store.derived(bad, 'x')).toThrow();
      expect(() => store.upload(bad)).toThrow();
    }
    for (const bad of ['', '.', '..', 'a/b', '.hidden']) expect(() => store.derived('a'.repeat(64), bad)).toThrow();
  });

  test('takes uploads, and forgets broken ones', async () => {
    const store = newStore();
    const body = new Blob(['uploaded']).stream();
    const { upload, bytes } = await store.receiveUpload(body, unwatched.signal);
    expect(bytes).toBe(8);
    expect(readFileSync(store.upload(upload).path, 'utf8')).toBe('uploaded');
    const abort = new AbortController();
    const endless = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(1000)) });
    setTimeout(() => abort.abort(), 50);
    expect(await codeOf(store.receiveUpload(endless, abort.signal))).toBe('cancelled');
    expect(filesIn(join(store.libraryDir, 'incoming'))).toEqual([upload]);
    await store.sweep(new Set([upload]));
    expect(existsSync(store.upload(upload).path)).toBe(true);
    await store.sweep();
    expect(existsSync(store.upload(upload).path)).toBe(false);
  });

  test('sweeps what a killed run left, and nothing else', async () => {
    const store = newStore();
    const { sha256: hash } = await store.ingest(put(tempDir(), 'a', 'kept'), unwatched, noNote);
    put(join(store.libraryDir, 'originals'), '.tmp-1-0123456789ab', 'left over');
    put(join(store.libraryDir, 'derived/.tmp'), `.tmp-${2 ** 22 - 1}-0123456789ab-x.mp4`, 'left over');
    put(join(store.libraryDir, 'derived/.tmp'), `.tmp-${process.ppid}-0123456789ab-x.mp4`, 'of a living process');
    await store.sweep();
    expect(filesIn(join(store.libraryDir, 'originals'))).toEqual([`${hash.slice(0, 2)}/${hash}.bin`]);
    expect(filesIn(join(store.libraryDir, 'derived'))).toHaveLength(1);
  });

  test('lists and discards originals', async () => {
    const store = newStore();
    const { sha256: hash } = await store.ingest(put(tempDir(), 'a', 'x'), unwatched, noNote);
    const listed = async () => {
      const paths: string[] = [];
      for await (const path of store.listOriginals()) paths.push(path);
      return paths;
    };
    expect(await listed()).toEqual([`originals/${hash.slice(0, 2)}/${hash}.bin`]);
    await store.discardOriginal(hash);
    await store.discardOriginal(hash);
    expect(await listed()).toEqual([]);
    expect(store.hasOriginal(hash)).toBe(false);
  });
});
