import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBrowserProfile } from '../../resources/setup/browser-profile.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('browser-profile');
const KEPT = ['Local State', 'Default/Preferences', 'Default/Local Storage/leveldb/000003.log'];
const SWEPT = ['Default/History', 'Default/Favicons', 'Default/Sessions/Tabs_1', 'segmentation_platform/ukm_db'];

function aProfile(): string {
  const folder = newDir();
  for (const name of [...KEPT, ...SWEPT]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), 'x');
  }
  return folder;
}
const present = (folder: string) => [...KEPT, ...SWEPT].filter((name) => existsSync(join(folder, name)));

describe("the window's profile", () => {
  it('loses what was looked at and keeps what the page keeps, at the beginning and at the end', () => {
    const folder = aProfile();
    const { sweep } = openBrowserProfile(folder);
    expect(present(folder)).toEqual(KEPT);
    writeFileSync(join(folder, 'Default/History'), 'x');
    sweep();
    expect(present(folder)).toEqual(KEPT);
  });

  it('is new and for this account alone where there was none', () => {
    const folder = join(newDir(), 'browser-window');
    openBrowserProfile(folder).sweep();
    expect(existsSync(folder)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('is left alone while a window has it, and not after a crash', () => {
    const used = aProfile();
    symlinkSync(`machine-${process.pid}`, join(used, 'SingletonLock'));
    openBrowserProfile(used).sweep();
    expect(present(used)).toEqual([...KEPT, ...SWEPT]);
    const crashed = aProfile();
    symlinkSync('machine-4194304', join(crashed, 'SingletonLock'));
    openBrowserProfile(crashed);
    expect(present(crashed)).toEqual(KEPT);
  });
});
