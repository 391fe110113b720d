import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { inBackupThread } from '../../electron/core/db/backup-thread.ts';
import { copyDatabase, inspectDatabase } from '../../electron/core/db/copy-database.ts';
import { listBackups, makeBackup } from '../../electron/core/features/backups/backup-files.ts';
import { codeOf, newCase, openCase } from '../support/case-library.ts';
import { dieAt } from '../support/die-at.ts';
import { tempDirs } from '../support/temp-dir.ts';
import { databaseOf, problemsOf } from '../support/whole-case.ts';

const tempDir = tempDirs('backups');
const place = (n: number) => ({ code: `P-${n}`, name: 'Station', address: 'Street' });
const filesOf = (dir: string) => readdirSync(join(dir, 'backups'));
const entriesOf = async (dir: string) => (await listBackups(dir)).map(({ entries }) => entries);

/** Puts `mib` MiB of something into the library's database. */
function swell(dir: string, mib: number): void {
  const db = new DatabaseSync(databaseOf(dir));
  const put = db.prepare('insert into intake values (?, hex(randomblob(500000)))');
  for (let n = 0; n < mib; n++) put.run(`swollen-${n}`);
  db.close();
}

describe('backups of a library', () => {
  test('are made at its birth and whenever it closes changed', async () => {
    const dir = await newCase(tempDir());
    expect(await entriesOf(dir)).toEqual([1]);
    for (const n of [1, 2]) {
      const core = await openCase(dir, { background: true });
      await core.call('places.set', place(n));
      await core.close();
    }
    expect(await entriesOf(dir)).toEqual([3, 2, 1]);
    await (await openCase(dir, { background: true })).close();
    expect(await entriesOf(dir)).toEqual([3, 2, 1]);
    for (const name of filesOf(dir)) expect(inspectDatabase(join(dir, 'backups', name)).entries).toBeGreaterThan(0);
  });

  test('are left to a later command when the last one is young', async () => {
    const dir = await newCase(tempDir());
    const work = async (minutes: number, n: number) => {
      const core = await openCase(dir, { clock: () => new Date(Date.now() + minutes * 60_000) });
      await core.call('places.set', place(n));
      await core.close();
    };
    await work(5, 1);
    expect(await entriesOf(dir)).toEqual([1]);
    await work(15, 2);
    expect(await entriesOf(dir)).toEqual([3, 1]);
  });

  test('take in what another connection has written and not yet moved out of the WAL', async () => {
    const dir = await newCase(tempDir());
    const core = await openCase(dir);
    await core.call('places.set', place(1));
    const made = await makeBackup(dir, new Date(), (from, to) =>
      inBackupThread({ task: 'copy', libraryDir: dir, from, to, key: null }),
    );
    expect(made.entries).toBe(2);
    await core.close();
  });

  test('never hold up the thread that answers', async () => {
    const dir = await newCase(tempDir());
    swell(dir, 60);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const started = performance.now();
    await makeBackup(dir, new Date(), (from, to) =>
      inBackupThread({ task: 'copy', libraryDir: dir, from, to, key: null }),
    );
    clearInterval(timer);
    // A copy on this thread would leave no tick at all; a loaded machine leaves some.
    expect(ticks).toBeGreaterThan((performance.now() - started) / 100);
  });

  test('of a damaged database are refused, and the good ones stay', async () => {
    const dir = await newCase(tempDir());
    await (await openCase(dir)).close();
    swell(dir, 1);
    const file = openSync(databaseOf(dir), 'r+');
    writeSync(file, Buffer.alloc(64 * 1024, 0xa5), 0, 64 * 1024, 4096 * 30);
    closeSync(file);
    const before = filesOf(dir);
    await expect(makeBackup(dir, new Date(), copyDatabase)).rejects.toThrow();
    expect(filesOf(dir)).toEqual(before);
  });

  test('that are killed leave nothing under a final name, and the next writer clears up', async () => {
    const dir = await newCase(tempDir());
    dieAt('backup', dir, 'copied');
    expect(await entriesOf(dir)).toEqual([1]);
    expect(filesOf(dir).filter((name) => name.startsWith('.tmp-'))).toHaveLength(1);
    await (await openCase(dir)).close();
    expect(filesOf(dir).filter((name) => name.startsWith('.tmp-'))).toEqual([]);
  });
});

/** A disk of so many MiB, or null where this machine lets nobody make one. */
function smallDisk(mib: number): { dir: string; end: () => void } | null {
  const dir = join(tempDir(), 'disk');
  mkdirSync(dir);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    process.stdout.write('No small disk can be mounted here (not root): a full disk was not tried.\n');
    return null;
  }
  return { dir, end: () => void execFileSync('umount', ['-l', dir]) };
}

describe('a full disk', () => {
  test('refuses the backup and keeps every older one; work goes on once there is room', async () => {
    const disk = smallDisk(8);
    if (disk === null) return;
    try {
      const dir = await newCase(disk.dir);
      const core = await openCase(dir, { background: true });
      await core.call('places.set', place(1));
      const filler = join(disk.dir, 'filler');
      writeFileSync(filler, '');
      const file = openSync(filler, 'w');
      const fill = (bytes: number) => {
        try {
          for (;;) if (writeSync(file, Buffer.alloc(bytes)) === 0) return;
        } catch (error) {
          expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
        }
      };
      fill(64 * 1024);
      fill(512);
      const before = filesOf(dir);
      const copy = (from: string, to: string) => inBackupThread({ task: 'copy', libraryDir: dir, from, to, key: null });
      expect(await codeOf(makeBackup(dir, new Date(), copy))).toBe('disk_full');
      expect(filesOf(dir)).toEqual(before);
      // Changes are made or refused, as the last free blocks allow; what was confirmed is there afterwards.
      let confirmed = 1;
      for (let n = 2; n < 40; n++) {
        const code = await codeOf(core.call('places.set', place(n)));
        if (code === null) confirmed++;
        else expect(code).toBe('disk_full');
      }
      expect(confirmed).toBeLessThan(39);
      closeSync(file);
      rmSync(filler);
      await core.call('places.set', place(100));
      expect((await core.call('places.list', {})).length).toBeGreaterThan(confirmed);
      await core.close();
      expect(await problemsOf(dir)).toEqual([]);
      expect((await entriesOf(dir)).length).toBe(before.length + 1);
    } finally {
      disk.end();
    }
  });
});
