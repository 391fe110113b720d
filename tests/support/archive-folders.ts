import type { Work } from '../../electron/core/progress.ts';
import { nameAll } from '../../electron/core/store/final-names.ts';
import {
  type ArchivePart,
  archiveNaming,
  type MadeArchive,
  packFolders,
} from '../../electron/core/store/outgoing-archive.ts';

/** Packs folders and names their archives, as an export does. */
export async function archiveFolders(
  parts: readonly ArchivePart[],
  recipients: readonly string[],
  work: Work,
  before: () => void,
): Promise<MadeArchive[]> {
  const made = await packFolders(parts, recipients, work);
  await nameAll(
    parts.map((part) => archiveNaming(part, work)),
    before,
  );
  return made;
}
