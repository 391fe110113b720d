import type { FolderRisk } from '../../../shared/library.ts';
import type { SessionOptions } from './cli-session.ts';

const RISK: Readonly<Record<FolderRisk, string>> = {
  network:
    'This folder is on another machine. Locks and safe writing may not work there: keep the library on a local disk.',
  'no-journal':
    'This disk keeps no journal (FAT or exFAT): a power cut may damage the library. Keep it on another disk, and use this one for copies.',
};

/** Says on stderr when what is written into this folder may be lost or torn. Said by every command that writes. */
export function warnOfFolder(session: Pick<SessionOptions, 'folderRisk' | 'stderr'>, dir: string): void {
  const risk = session.folderRisk(dir);
  if (risk !== null) session.stderr.write(`warning: ${RISK[risk]}\n`);
}
