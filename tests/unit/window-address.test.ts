import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { windowAddress } from '../../resources/setup/window-address.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('address');
const LAUNCH = 'http://127.0.0.1:4000/?launch=abcdef';

describe('the address of the window', () => {
  it('is a file that only its owner can read, and that goes on to the launch address', () => {
    const { url, remove } = windowAddress(newDir(), LAUNCH);
    expect(url).not.toContain('abcdef');
    const path = fileURLToPath(url);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toContain(`http-equiv="refresh" content="0;url=${LAUNCH}"`);
    remove();
    expect(() => statSync(path)).toThrow(/ENOENT/);
  });

  it('does not keep the rights of a file that a crash left', () => {
    const dir = newDir();
    const left = fileURLToPath(windowAddress(dir, LAUNCH).url);
    writeFileSync(left, 'x', { mode: 0o644 });
    expect(statSync(fileURLToPath(windowAddress(dir, LAUNCH).url)).mode & 0o777).toBe(0o600);
  });
});
