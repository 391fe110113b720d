/** Characters that Windows, or a person reading a path, cannot have in a folder's name. */
const UNSAFE = /[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu;
/** Device names that Windows keeps for itself (Naming Files, Paths, and Namespaces). */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const MOST = 80;

/** A folder name made of a library's title that every file system takes; letters of any script stay. */
export function folderName(title: string): string {
  const plain = [...title.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim()].slice(0, MOST).join('');
  const name = plain
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '')
    .trim();
  if (name === '') return '';
  return RESERVED.test(name) ? `${name} library` : name;
}

/** Name of the folder that a path leads to; the path itself where it names none. */
export const nameIn = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? path;

/** Path of a folder inside another, in the separators that the outer one uses. */
export function joinPath(parent: string, name: string): string {
  const separator = parent.includes('\\') && !parent.includes('/') ? '\\' : '/';
  return parent.endsWith(separator) ? parent + name : parent + separator + name;
}
