import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { type CoreOptions, openCore } from '../../electron/core/app.ts';
import { inBackupThread } from '../../electron/core/db/backup-thread.ts';
import { copyDatabase, inspectDatabase } from '../../electron/core/db/copy-database.ts';
import { listBackups, makeBackup } from '../../electron/core/features/backups/backup-files.ts';
import type { AppEvent } from '../../shared/api.ts';
import { codeOf, newCase, openCase, RESOURCES } from '../support/case-library.ts';
import { cli } from '../support/cli-runner.ts';
import { dieAt } from '../support/die-at.ts';
import { tempDirs } from '../support/temp-dir.ts';
import { databaseOf, problemsOf } from '../support/whole-case.ts';

const tempDir = tempDirs('backups');
const place = (n: number) => ({ code: `P-${n}`, name: 'Station', address: 'Street' });
const filesOf = (dir: string) => readdirSync(join(dir, 'backups'));
const entriesOf = async (dir: string) => (await listBackups(dir)).map(({ entries }) => entries);

/** What a core says about backups that failed, as codes. */
function failuresOf(core: { on(listener: (event: AppEvent) => void): () => void }): string[] {
  const codes: string[] = [];
  core.on((event) => {
    if (event.type === 'backupFailed') codes.push(event.error.code);
  });
  return codes;
}

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

describe('what is told of backups', () => {
  test('is when the last one was made and what changed since', async () => {
    const dir = await newCase(tempDir());
    const core = await openCase(dir);
    const born = await core.call('backups.state', {});
    expect(born).toMatchObject({ last: { entries: 1 }, count: 1, since: 0, failed: null });
    expect(born.bytes).toBe(born.last?.bytes);
    await core.call('places.set', place(1));
    expect(await core.call('backups.state', {})).toMatchObject({ last: { entries: 1 }, since: 1 });
    expect(await core.call('backups.make', {})).toMatchObject({ last: { entries: 2 }, count: 2, since: 0 });
    await core.close();
    const reader = await openCase(dir, { mode: 'read' });
    expect(await reader.call('backups.state', {})).toMatchObject({ last: { entries: 2 }, since: 0, failed: null });
    expect(await codeOf(reader.call('backups.make', {}))).not.toBeNull();
    await reader.close();
  });

  test('is why the last attempt failed, once for each cause and again at the end, until one goes well', async () => {
    const dir = await newCase(tempDir());
    const core = await openCase(dir, { background: true });
    const failures = failuresOf(core);
    await core.call('places.set', place(1));
    // A file where the folder belongs: not even whoever may write everywhere can make one in there.
    rmSync(join(dir, 'backups'), { recursive: true });
    writeFileSync(join(dir, 'backups'), 'in the way');
    // Looking is no attempt.
    expect((await core.call('backups.state', {})).failed?.error.code).toBe('folder_not_writable');
    expect(failures).toEqual([]);
    for (let n = 0; n < 2; n++) {
      const { last, failed } = await core.call('backups.make', {});
      expect(last).toBeNull();
      expect(failed?.error).toMatchObject({ code: 'folder_not_writable', message: expect.stringContaining('backups') });
      expect(failures).toEqual(['folder_not_writable']);
    }
    rmSync(join(dir, 'backups'));
    expect(await core.call('backups.make', {})).toMatchObject({ last: { entries: 2 }, failed: null });
    await core.call('places.set', place(2));
    rmSync(join(dir, 'backups'), { recursive: true });
    writeFileSync(join(dir, 'backups'), 'in the way');
    await core.close();
    expect(failures).toEqual(['folder_not_writable', 'folder_not_writable']);
  });

  test('reaches whoever works on the command line', async () => {
    const dir = await newCase(tempDir());
    const argv = ['place', dir, '--code', 'P-1', '--name', 'Station', '--address', 'Street'];
    const openAndBreak = async (options: CoreOptions) => {
      const core = await openCore(options);
      rmSync(join(dir, 'backups'), { recursive: true });
      writeFileSync(join(dir, 'backups'), 'in the way');
      return core;
    };
    const outcome = await cli(argv, { openCore: openAndBreak, core: { resourcesDir: RESOURCES, ffmpeg: null } });
    expect(outcome).toMatchObject({ code: 0, err: expect.stringMatching(/^warning: no backup was made\. .+\n$/) });
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
