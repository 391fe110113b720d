import { statfsSync } from 'node:fs';
import type { FolderRisk } from '../../../shared/library.ts';

/** Magic numbers of Linux file systems (linux/magic.h, and those of modules outside it). */
const RISKS: ReadonlyMap<number, FolderRisk> = new Map<number, FolderRisk>([
  [0x6969, 'network'], // NFS
  [0x517b, 'network'], // SMB
  [0xff534d42, 'network'], // CIFS
  [0xfe534d42, 'network'], // SMB 2 and later
  [0x01021997, 'network'], // 9P, which virtual machines share folders with
  [0x5346414f, 'network'], // OpenAFS
  [0x6b414653, 'network'], // kAFS
  [0x00c36400, 'network'], // Ceph
  [0x786f4256, 'network'], // folders shared by VirtualBox
  [0x4d44, 'no-journal'], // FAT
  [0x2011bab0, 'no-journal'], // exFAT
]);

/** What a file system of this type risks. The number may come sign-extended. */
export const riskOfType = (type: number): FolderRisk | null => RISKS.get(type >>> 0) ?? null;

/**
 * What writing into this folder risks, as Linux tells it; null elsewhere. File systems in user space (FUSE: sshfs, but
 * ordinary disks as well) are not told apart and count as none.
 */
export function folderRisk(dir: string, platform: NodeJS.Platform = process.platform): FolderRisk | null {
  if (platform !== 'linux') return null;
  try {
    return riskOfType(statfsSync(dir).type);
  } catch {
    // A folder that cannot be asked says so itself when it is used.
    return null;
  }
}
