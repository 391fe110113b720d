import { describe, expect, test } from 'vitest';
import { backupName, readBackupName } from '../../electron/core/features/backups/backup-names.ts';
import { type SizedBackup, superfluous } from '../../electron/core/features/backups/backup-thinning.ts';

const NOW = new Date('2026-11-30T12:00:00.000Z');
const HOUR = 3_600_000;

/** Backups so many hours before now, each of `bytes`. */
function backups(hours: readonly number[], bytes = 1): SizedBackup[] {
  return hours.map((hour, n) => {
    const at = new Date(NOW.getTime() - hour * HOUR);
    return { name: `${hour}`, at: at.toISOString(), entries: 1000 - n, bytes };
  });
}
const kept = (all: readonly SizedBackup[], mostBytes?: number): number[] => {
  const gone = new Set(superfluous(all, NOW, mostBytes));
  return all.filter(({ name }) => !gone.has(name)).map(({ name }) => Number(name));
};

describe('the name of a backup', () => {
  test('says when it was made and how many entries it holds', () => {
    const name = backupName(new Date('2026-11-30T13:55:00.123Z'), 42);
    expect(name).toBe('library-20261130T135500123Z-42.sqlite');
    expect(readBackupName(name)).toEqual({ name, at: '2026-11-30T13:55:00.123Z', entries: 42 });
  });

  test.each([
    'library.sqlite',
    'library-20261330T135500123Z-42.sqlite',
    'library-20261130T135500123Z-42.sqlite-wal',
    'set-aside-20261130T135500123Z.sqlite',
    '../library-20261130T135500123Z-42.sqlite',
  ])('is not %s', (name) => {
    expect(readBackupName(name)).toBeNull();
  });
});

describe('thinning', () => {
  test('keeps the newest three, one a day for a week and one a week for eight', () => {
    const hours = Array.from({ length: 24 * 100 }, (_, hour) => hour);
    const left = kept(backups(hours));
    expect(left.slice(0, 3)).toEqual([0, 1, 2]);
    const days = left.map((hour) => Math.floor((NOW.getTime() - hour * HOUR) / 86_400_000));
    const today = Math.floor(NOW.getTime() / 86_400_000);
    for (let day = 0; day < 7; day++) expect(days).toContain(today - day);
    expect(left.length).toBeLessThanOrEqual(3 + 6 + 8);
    expect(Math.max(...left)).toBeGreaterThan(24 * 42);
    expect(Math.max(...left)).toBeLessThan(24 * 57);
  });

  test('keeps three however old or large they are, and more only below the bound', () => {
    expect(kept(backups([5000, 6000, 7000]))).toEqual([5000, 6000, 7000]);
    expect(kept(backups([1, 2, 3, 30, 60], 100), 350)).toEqual([1, 2, 3]);
    expect(kept(backups([1, 2, 3, 30, 60], 100), 400)).toEqual([1, 2, 3, 30]);
    expect(kept(backups([1, 2, 3], 100), 50)).toEqual([1, 2, 3]);
  });

  test('does not remove what a clock that was put back makes look new', () => {
    expect(kept(backups([-30, -5, 1, 2]))).toEqual(expect.arrayContaining([-30, -5]));
  });
});
