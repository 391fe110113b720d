/** The parts of the File and Directory Entries API that walking needs. */
interface Entry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
}

const isFileEntry = (entry: Entry): entry is FileSystemFileEntry => entry.isFile;
const isFolderEntry = (entry: Entry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader answers in portions (Chromium: 100) and says that it is done with an empty one. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return found;
    found.push(...portion);
  }
}

/** Every file below an entry, folders in the order in which they list themselves. */
export async function filesBelow(entry: Entry): Promise<File[]> {
  if (isFileEntry(entry)) return [await fileOf(entry)];
  if (!isFolderEntry(entry)) return [];
  const files: File[] = [];
  for (const child of await childrenOf(entry)) files.push(...(await filesBelow(child)));
  return files;
}

/**
 * What was dropped: the top-level files and folders as `File`s for hosts that know paths, and a walk for those that do
 * not. The entries must be taken before the event handler returns; afterwards the browser has emptied the list.
 */
export function takeDrop(transfer: DataTransfer): { top: File[]; walk: () => Promise<File[]> } {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const top = [...transfer.files];
  return {
    top,
    walk: async () => (entries.length === 0 ? top : (await Promise.all(entries.map(filesBelow))).flat()),
  };
}
