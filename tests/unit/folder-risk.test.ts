import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderRisk, riskOfType } from '../../electron/core/store/folder-risk.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('risk');

describe('the risk of a folder', () => {
  it.each([
    ['NFS', 0x6969, 'network'],
    ['CIFS', 0xff534d42, 'network'],
    ['CIFS, as a signed number', 0xff534d42 | 0, 'network'],
    ['SMB 2', 0xfe534d42, 'network'],
    ['FAT', 0x4d44, 'no-journal'],
    ['exFAT', 0x2011bab0, 'no-journal'],
    ['ext4', 0xef53, null],
    ['btrfs', 0x9123683e, null],
    ['tmpfs', 0x01021994, null],
  ])('is known for %s', (_name, type, risk) => expect(riskOfType(type)).toBe(risk));

  it('is asked of a real folder, and of none that is not there', () => {
    expect(folderRisk(newDir())).toBeNull();
    expect(folderRisk(join(newDir(), 'gone'))).toBeNull();
    expect(folderRisk('/', 'win32')).toBeNull();
  });
});
