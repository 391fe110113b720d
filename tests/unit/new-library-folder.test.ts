import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareLibraryFolder } from '../../electron/core/store/new-library-folder.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const tempDir = sharedTempDirs('new-library');

/** All that a creation can have made when its last step fails. */
const MADE = [
  ...['library.lock', 'library.sqlite', 'library.sqlite-wal', 'library.sqlite-shm', 'library.sqlite.sha256'],
  ...[
    'library.key',
    'backups/library.key',
    'ledger.jsonl',
    '.tmp-1-0123456789ab',
    'backups/library-20261130T135500123Z-1.sqlite',
  ],
  ...['backups/.tmp-1-0123456789ab', 'backups/.tmp-1-0123456789ab-journal'],
];

async function begun(dir: string) {
  const folder = await prepareLibraryFolder(dir);
  await folder.furnish();
  for (const name of MADE) writeFileSync(join(dir, name), 'x');
  return folder;
}

test('what a creation made is taken back to the last file, and the folder with it', async () => {
  const dir = join(tempDir(), 'case');
  const folder = await begun(dir);
  await folder.takeBack();
  expect(readdirSync(dir)).toEqual(['library.lock']);
  await folder.leave();
  expect(existsSync(dir)).toBe(false);
});

test('a folder that was there stays, and so does what others put into it', async () => {
  const dir = join(tempDir(), 'case');
  mkdirSync(dir);
  const folder = await begun(dir);
  writeFileSync(join(dir, 'notes.txt'), 'theirs');
  writeFileSync(join(dir, 'backups', 'notes.txt'), 'theirs');
  await folder.takeBack();
  await folder.leave();
  expect(readdirSync(dir).sort()).toEqual(['backups', 'notes.txt']);
  expect(readdirSync(join(dir, 'backups'))).toEqual(['notes.txt']);
});
